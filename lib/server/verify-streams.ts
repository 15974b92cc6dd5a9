/**
 * Checks every stream of the database as it is stored. Promises: each line's bytes, order and links, the stored hashes
 * beside them, and that every projection row has its stream. Changes nothing.
 */
import "server-only";
import { firstPrevious, verifyChain } from "@/lib/domain/chain.ts";
import type { ChainVerdict } from "@/lib/wire/views.ts";
import { database, type Reader } from "./db.ts";
import { chainVerdict } from "./history.ts";
import { installation } from "./installation.ts";
import { allLines, readLines } from "./read-events.ts";
import { sha256 } from "./sha256.ts";

export type StreamVerdict = { readonly stream: string; readonly verdict: ChainVerdict };

/** Verdicts by stream name, one stream in memory at a time. `reader`: another database than this process's own. */
export async function* verifyStreams(reader: Reader = database()): AsyncGenerator<StreamVerdict, void, undefined> {
	const streams = await reader.event.groupBy({ by: ["stream"], orderBy: { stream: "asc" } });
	for (const { stream } of streams) yield { stream, verdict: await streamVerdict(stream, reader) };
	yield* withoutEvents(new Set(streams.map(({ stream }) => stream)), reader);
}

const PAGE = 200;

/**
 * One stream, page by page, so that requests are answered in between. A stream in which something does not fit is read
 * again as a whole: which event is to blame is only seen from what follows it.
 */
async function streamVerdict(stream: string, reader: Reader): Promise<ChainVerdict> {
	const { logId: log } = await installation(reader);
	let after = { sequence: 0, hash: firstPrevious(log, stream, sha256) };
	for (;;) {
		const lines = await readLines(stream, after.sequence, PAGE, reader);
		const last = lines.at(-1);
		if (last === undefined) return { sound: true, events: after.sequence, head: after.hash };
		const texts = lines.map(({ line }) => line);
		const verdict = verifyChain(texts, sha256, { log, stream, head: last.hash, after });
		if (!verdict.sound) return chainVerdict(stream, await allLines(stream, reader), reader);
		after = { sequence: last.sequence, hash: verdict.head };
		await new Promise((resume) => setImmediate(resume));
	}
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
