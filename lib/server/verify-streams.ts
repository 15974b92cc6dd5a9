/**
 * Checks every stream of the database as it is stored. Promises: each line's bytes, order and links, the stored hashes
 * beside them, and that every projection row has its stream. Changes nothing.
 */
import "server-only";
import type { ChainVerdict } from "@/lib/wire/views.ts";
import { database, type Reader } from "./db.ts";
import { allLines, chainVerdict } from "./history.ts";

export type StreamVerdict = { readonly stream: string; readonly verdict: ChainVerdict };

/** Verdicts by stream name, one stream in memory at a time. `reader`: another database than this process's own. */
export async function* verifyStreams(reader: Reader = database()): AsyncGenerator<StreamVerdict, void, undefined> {
	const streams = await reader.event.groupBy({ by: ["stream"], orderBy: { stream: "asc" } });
	for (const { stream } of streams) {
		const lines = await allLines(stream, reader);
		yield { stream, verdict: await chainVerdict(stream, lines, reader) };
	}
	yield* withoutEvents(new Set(streams.map(({ stream }) => stream)), reader);
}

/** An estate or plan that is listed and has no event: its stream was taken away whole. */
async function* withoutEvents(known: ReadonlySet<string>, reader: Reader): AsyncGenerator<StreamVerdict, void, undefined> {
	const estates = await reader.estate.findMany({ select: { id: true } });
	const plans = await reader.plan.findMany({ select: { id: true } });
	const listed = [...estates.map(({ id }) => `estate/${id}`), ...plans.map(({ id }) => `plan/${id}`)];
	for (const stream of listed)
		if (!known.has(stream))
			yield { stream, verdict: { sound: false, sequence: 1, problem: "The stream has no events, and what it projects to is there" } };
}
