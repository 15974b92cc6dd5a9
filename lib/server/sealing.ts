/**
 * When heads are signed: at once on occasions (approval, start, gate, end, 100 events), on export, every 30 seconds for
 * what grew, and when the server stops. Also looks at the whole log from time to time: for streams that other processes
 * wrote to, and whether everything still verifies.
 */
import "server-only";
import { type SignedHead, signHeads } from "./checkpoints.ts";
import { database } from "./db.ts";
import { listenForUrgent, takeGrown } from "./growth.ts";
import { log } from "./log.ts";
import { sendCopies } from "./outside-copies.ts";
import { processWide } from "./process-wide.ts";
import { verifyLog } from "./verify-log.ts";

const SIGN_EVERY_MS = 30_000;
const LOOK_EVERY_MS = 10 * 60_000;

const state = processWide<{ started: boolean; work: Promise<unknown> }>("sealing", () => ({ started: false, work: Promise.resolve() }));

/** Streams with events behind their newest signed head; a question to the whole table. */
export async function unsignedStreams(): Promise<string[]> {
	const heads = await database().event.groupBy({ by: ["stream"], _max: { sequence: true } });
	const signed = await database().checkpoint.groupBy({ by: ["stream"], _max: { size: true } });
	const size = new Map(signed.map(({ stream, _max }) => [stream, _max.size ?? 0]));
	return heads.filter(({ stream, _max }) => (_max.sequence ?? 0) !== (size.get(stream) ?? 0)).map(({ stream }) => stream);
}

/** Signs and copies, one call after the other. Never throws: what failed is in the log and is tried again. */
async function sealQuietly(streams: readonly string[]): Promise<void> {
	const next = state.work.then(async () => {
		try {
			const signed = await signHeads(streams);
			if (signed.length > 0) await sendCopies();
		} catch (error) {
			log.error("Checkpoints could not be signed", { streams: streams.length }, error);
		}
	});
	state.work = next;
	await next;
}

/** Signs the present heads of these streams now, for an export; throws when that is not possible. */
export async function sealNow(streams: readonly string[]): Promise<readonly SignedHead[]> {
	const signed = await signHeads(streams);
	if (signed.length > 0) void sendCopies();
	return signed;
}

/** Starts the clocks; once a process. */
export function startSealing(): void {
	if (state.started) return;
	state.started = true;
	listenForUrgent((stream) => void sealQuietly([stream]));
	setInterval(() => void sealQuietly(takeGrown()), SIGN_EVERY_MS).unref();
	setInterval(() => void lookAtEverything(), LOOK_EVERY_MS).unref();
	void unsignedStreams().then(sealQuietly, () => undefined);
}

async function lookAtEverything(): Promise<void> {
	try {
		const { events, broken } = await verifyLog();
		if (broken.length > 0) log.error("The log does not verify", { events, broken: broken.length });
		await sealQuietly(await unsignedStreams());
	} catch (error) {
		log.error("The log could not be verified in the background", {}, error);
	}
}

/** The last signature, when the server stops. */
export const sealBeforeStop = (): Promise<void> => sealQuietly(takeGrown());
