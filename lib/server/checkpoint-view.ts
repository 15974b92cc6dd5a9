/** The signed heads as people and scripts are shown them: what is saved, what is signed, and what lies outside since when. */
import "server-only";
import type { CheckpointAnswer, CheckpointView } from "@/lib/wire/api-audit.ts";
import { newestHeads, type SignedHead } from "./checkpoints.ts";
import { database } from "./db.ts";
import { installation } from "./installation.ts";
import { allKeyLines } from "./key-rotation.ts";

/** `streams`: those asked for, the log of heads under its empty name; without, all of them. */
async function views(heads: readonly SignedHead[], saved: ReadonlyMap<string, number>): Promise<readonly CheckpointView[]> {
	const copies = await database().checkpointCopy.findMany({
		where: { stream: { in: heads.map(({ stream }) => stream) } },
		orderBy: { at: "desc" },
	});
	return heads.map((head) => ({
		...head,
		saved: saved.get(head.stream) ?? head.size,
		copies: copies.filter(({ stream }) => stream === head.stream).map(({ place, size, at }) => ({ place, size, at })),
	}));
}

async function savedSizes(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await database().event.groupBy({ by: ["stream"], where: { stream: { in: [...streams] } }, _max: { sequence: true } });
	return new Map(rows.map(({ stream, _max }) => [stream, _max.sequence ?? 0]));
}

/** How far one stream is signed and copied; undefined when it never was. */
export async function checkpointOf(stream: string): Promise<CheckpointView | undefined> {
	const [view] = await views(await newestHeads([stream]), await savedSizes([stream]));
	return view;
}

/** Everything signed, newest head of each stream. */
export async function checkpointAnswer(): Promise<CheckpointAnswer> {
	const heads = await newestHeads();
	const all = await views(heads, await savedSizes(heads.map(({ stream }) => stream)));
	const head = all.find(({ stream }) => stream === "");
	return {
		log: (await installation()).logId,
		keys: await allKeyLines(),
		...(head && { head }),
		streams: all.filter(({ stream }) => stream !== ""),
	};
}
