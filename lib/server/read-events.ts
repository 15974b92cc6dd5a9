/** Reads stored events of one stream, exact bytes and all. No access check: callers have asked. */
import "server-only";
import { logEvent } from "@/lib/domain/log-event.ts";
import { database, type Reader } from "./db.ts";
import type { StoredEvent } from "./event-store.ts";
import { lineOf } from "./stream-state.ts";

const EVERYTHING = Number.MAX_SAFE_INTEGER;
const PAGE = 1_000;

/** Events with a sequence above `after`, in order, at most `limit`. */
export async function readEvents(stream: string, after: number, limit: number = EVERYTHING): Promise<StoredEvent[]> {
	const found: StoredEvent[] = [];
	let from = after;
	while (found.length < limit) {
		const rows = await readLines(stream, from, Math.min(PAGE, limit - found.length));
		for (const { line, hash } of rows) found.push({ line, hash, event: logEvent.parse(JSON.parse(line)) });
		if (rows.length < PAGE) break;
		from = rows.at(-1)?.sequence ?? from;
	}
	return found;
}

export type StoredLine = { readonly sequence: number; readonly line: string; readonly hash: string };

/** One page of exact lines, unparsed: also what no longer parses can be read, and told. */
export async function readLines(stream: string, after: number, take: number, reader: Reader = database()): Promise<StoredLine[]> {
	const rows = await reader.event.findMany({
		where: { stream, sequence: { gt: after } },
		orderBy: { sequence: "asc" },
		take,
		select: { sequence: true, bytes: true, hash: true },
	});
	return rows.map(({ sequence, bytes, hash }) => ({ sequence, line: lineOf(bytes), hash }));
}

/** Every stored line of a stream above `after`, exact and unparsed. */
export async function allLines(stream: string, reader?: Reader, after = 0): Promise<readonly StoredLine[]> {
	const lines: StoredLine[] = [];
	for (;;) {
		const page = await readLines(stream, lines.at(-1)?.sequence ?? after, PAGE, reader);
		lines.push(...page);
		if (page.length < PAGE) return lines;
	}
}
