/**
 * Says that a stream grew. Promises nothing: a ring can be lost, come twice or come from nowhere, so whoever listens
 * reads the table from the sequence it has. Works within one process; others notice by asking the table.
 */
import "server-only";
import { processWide } from "./process-wide.ts";

type Listener = () => void;

type Stream = { rings: number; readonly those: Set<Listener> };

const streams = processWide("bell", () => new Map<string, Stream>());

/** Rings for everybody who listens to `stream`. A listener must not throw and must not block. */
export function ring(stream: string): void {
	const heard = streams.get(stream);
	if (!heard) return;
	heard.rings += 1;
	for (const listener of heard.those) listener();
}

/** How often it rang while somebody listened: a reader that began before the last ring may have missed something. */
export const ringCount = (stream: string): number => streams.get(stream)?.rings ?? 0;

/** Calls `listener` after each ring of `stream`, until the returned function is called; calling it twice is harmless. */
export function listen(stream: string, listener: Listener): () => void {
	const heard = streams.get(stream) ?? { rings: 0, those: new Set() };
	streams.set(stream, heard);
	heard.those.add(listener);
	return () => {
		heard.those.delete(listener);
		if (heard.those.size === 0 && streams.get(stream) === heard) streams.delete(stream);
	};
}

/** How many listen, for the test that nobody is left behind. */
export const listenerCount = (): number => [...streams.values()].reduce((sum, { those }) => sum + those.size, 0);
