/**
 * Which streams grew since their head was last signed. Promises nothing across processes: whoever signs also looks at
 * the table from time to time. Appending tells it; the signer, once it runs, listens.
 */
import "server-only";
import { processWide } from "./process-wide.ts";

/** Events behind the last signature after which a stream is signed without waiting for the clock. */
const MANY = 100;

type Growth = { readonly unsigned: Map<string, number>; onUrgent: (stream: string) => void };

const growth = processWide<Growth>("growth", () => ({ unsigned: new Map(), onUrgent: () => undefined }));

/** `count` events were committed to `stream`. */
export function grew(stream: string, count: number): void {
	const before = growth.unsigned.get(stream) ?? 0;
	growth.unsigned.set(stream, before + count);
	if (before < MANY && before + count >= MANY) growth.onUrgent(stream);
}

/** Something happened in `stream` that is worth a signature of its own. */
export const signSoon = (stream: string): void => growth.onUrgent(stream);

export const listenForUrgent = (listener: (stream: string) => void): void => {
	growth.onUrgent = listener;
};

/** The streams that grew; they count as signed from here on. */
export function takeGrown(): string[] {
	const streams = [...growth.unsigned.keys()];
	growth.unsigned.clear();
	return streams;
}

export const forgetGrowth = (stream: string): void => {
	growth.unsigned.delete(stream);
};
