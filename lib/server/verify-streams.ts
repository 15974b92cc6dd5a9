/**
 * Checks every stream of the database as it is stored. Promises: each line's bytes, order and links, the stored hashes
 * beside them, and that every projection row has its stream. Changes nothing.
 */
import "server-only";
import type { ChainVerdict } from "@/lib/wire/views.ts";
import { database } from "./db.ts";
import { allLines, chainVerdict } from "./history.ts";
import { ensureInstallation } from "./installation.ts";
import { stopStream } from "./stream-state.ts";

export type StreamVerdict = { readonly stream: string; readonly verdict: ChainVerdict };

/** Verdicts by stream name, one stream in memory at a time. */
export async function* verifyStreams(): AsyncGenerator<StreamVerdict, void, undefined> {
	const streams = await database().event.groupBy({ by: ["stream"], orderBy: { stream: "asc" } });
	for (const { stream } of streams) {
		const lines = await allLines(stream);
		yield { stream, verdict: await chainVerdict(stream, lines) };
	}
	yield* withoutEvents(new Set(streams.map(({ stream }) => stream)));
}

/** An estate or plan that is listed and has no event: its stream was taken away whole. */
async function* withoutEvents(known: ReadonlySet<string>): AsyncGenerator<StreamVerdict, void, undefined> {
	const estates = await database().estate.findMany({ select: { id: true } });
	const plans = await database().plan.findMany({ select: { id: true } });
	const listed = [...estates.map(({ id }) => `estate/${id}`), ...plans.map(({ id }) => `plan/${id}`)];
	for (const stream of listed)
		if (!known.has(stream))
			yield { stream, verdict: { sound: false, sequence: 1, problem: "The stream has no events, and what it projects to is there" } };
}

/**
 * For the start of a server: makes sure the log has its identity, then verifies every stream. Streams that do not hold
 * are stopped: they can be read and take no more events.
 */
export async function openLog(): Promise<{ readonly streams: number; readonly events: number; readonly stopped: readonly string[] }> {
	await ensureInstallation();
	let [streams, events] = [0, 0];
	const stopped: string[] = [];
	for await (const { stream, verdict } of verifyStreams()) {
		streams += 1;
		if (verdict.sound) events += verdict.events;
		else {
			stopStream(stream, `event ${verdict.sequence}: ${verdict.problem}`);
			stopped.push(stream);
		}
	}
	return { streams, events, stopped };
}
