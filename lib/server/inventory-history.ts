/** Events of an estate's stream, newest first and narrowed by the database: the pages of its history. */
import "server-only";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { database, type Prisma } from "./db.ts";
import { estateStream } from "./estate-stream.ts";
import { reachable } from "./estates.ts";
import type { Principal } from "./principal.ts";
import { lineOf } from "./stream-state.ts";

export type InventoryHistoryFilter = {
	readonly who?: string | undefined;
	/** Instants; both included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	/** One request, whatever it changed. */
	readonly request?: string | undefined;
	/** Only what came before this sequence. */
	readonly before?: number | undefined;
};

const PAGE = 2_000;
/** Requests on a page of the history; a request is never cut, so a large import makes a page of its own. */
const REQUESTS = 40;
const MOST_EVENTS = 60_000;

const requestOf = (commandId: string): string => commandId.replace(/#\d+$/, "");

function whereOf(stream: string, { who, from, to, request, before }: InventoryHistoryFilter): Prisma.EventWhereInput {
	return {
		stream,
		...(who && { actorId: who }),
		...((from || to) && { at: { ...(from && { gte: from }), ...(to && { lte: to }) } }),
		...(request && { commandId: { startsWith: request } }),
		...(before !== undefined && { sequence: { lt: before } }),
	};
}

/** Whole requests, in the order of the log; `before` continues where they begin, absent when there are no older ones. */
export async function inventoryHistory(
	principal: Principal,
	estateId: string,
	filter: InventoryHistoryFilter,
): Promise<Result<{ readonly events: readonly LogEvent[]; readonly before?: number }, Refusal>> {
	const found = await reachable(principal, estateId, "read");
	if (!found.ok) return found;
	const rows: { sequence: number; commandId: string; bytes: Uint8Array }[] = [];
	let requests = 0;
	let last = "";
	let from = filter.before;
	for (;;) {
		const page = await database().event.findMany({
			where: whereOf(estateStream(estateId), { ...filter, before: from }),
			orderBy: { sequence: "desc" },
			take: PAGE,
			select: { sequence: true, commandId: true, bytes: true },
		});
		for (const row of page) {
			const request = requestOf(row.commandId);
			// The database reads _ and % in an id as any letter.
			if (filter.request && request !== filter.request) continue;
			if (request !== last) {
				requests += 1;
				last = request;
			}
			if (requests > REQUESTS || rows.length >= MOST_EVENTS) return ok({ events: eventsOf(rows), before: row.sequence + 1 });
			rows.push(row);
		}
		if (page.length < PAGE) return ok({ events: eventsOf(rows) });
		from = page.at(-1)?.sequence;
	}
}

const eventsOf = (rows: readonly { readonly bytes: Uint8Array }[]): LogEvent[] =>
	rows.map(({ bytes }) => logEvent.parse(JSON.parse(lineOf(bytes)))).reverse();
