/**
 * Events of an estate's stream, newest first and narrowed before they are cut into pages: the pages of its history.
 * The database narrows by person, time and request; a component is looked for in what it reads.
 */
import "server-only";
import { eventIsAbout } from "@/lib/domain/inventory/about-component.ts";
import { estateEvent } from "@/lib/domain/inventory/events.ts";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { fold } from "@/lib/domain/names.ts";
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
	/** Part of a component's name: only requests that changed such a one, each whole. */
	readonly component?: string | undefined;
	/** Only what came before this sequence. */
	readonly before?: number | undefined;
};

const PAGE = 2_000;
/** Requests on a page of the history; a request is never cut, so a large import makes a page of its own. */
const REQUESTS = 40;
const MOST_EVENTS = 60_000;
/** Events looked through for one page; when they do not fill it, the page says where to go on. */
const MOST_READ = 200_000;

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

type Row = { readonly sequence: number; readonly commandId: string; readonly bytes: Uint8Array };
type HistoryPage = { readonly events: readonly LogEvent[]; readonly before?: number };

/** Whether a stored event is about a component of this folded name; most are told by their text, unparsed. */
function rowIsAbout({ bytes }: Row, wanted: string): boolean {
	const line = lineOf(bytes);
	if (!fold(line).includes(JSON.stringify(wanted).slice(1, -1))) return false;
	const { type, data } = logEvent.parse(JSON.parse(line));
	const event = estateEvent.safeParse({ type, data });
	return event.success && eventIsAbout(event.data, wanted);
}

/** Rows of the stream from the newest on, a database page at a time; the database is asked no further than rows are taken. */
async function* newestFirst(estateId: string, filter: InventoryHistoryFilter): AsyncGenerator<Row> {
	let from = filter.before;
	for (;;) {
		const page = await database().event.findMany({
			where: whereOf(estateStream(estateId), { ...filter, before: from }),
			orderBy: { sequence: "desc" },
			take: PAGE,
			select: { sequence: true, commandId: true, bytes: true },
		});
		yield* page;
		if (page.length < PAGE) return;
		from = page.at(-1)?.sequence;
	}
}

/** Whole requests, in the order of the log; `before` continues where they begin, absent when there are no older ones. */
export async function inventoryHistory(
	principal: Principal,
	estateId: string,
	filter: InventoryHistoryFilter,
): Promise<Result<HistoryPage, Refusal>> {
	const found = await reachable(principal, estateId, "read");
	if (!found.ok) return found;
	const wanted = fold(filter.component?.trim() ?? "");
	const kept: Row[] = [];
	let [requests, read] = [0, 0];
	/** The request being read, and whether it is one to show. */
	let current: { readonly id: string; readonly rows: Row[]; fits: boolean } | undefined;
	const close = () => {
		if (!current?.fits) return;
		for (const row of current.rows) kept.push(row);
		requests += 1;
	};
	for await (const row of newestFirst(estateId, filter)) {
		const id = requestOf(row.commandId);
		// The database reads _ and % in an id as any letter.
		if (filter.request && id !== filter.request) continue;
		if (id !== current?.id) {
			close();
			if (requests >= REQUESTS || kept.length >= MOST_EVENTS || read >= MOST_READ)
				return ok({ events: eventsOf(kept), before: row.sequence + 1 });
			current = { id, rows: [], fits: wanted === "" };
		}
		current.rows.push(row);
		current.fits ||= rowIsAbout(row, wanted);
		read += 1;
	}
	close();
	return ok({ events: eventsOf(kept) });
}

const eventsOf = (rows: readonly { readonly bytes: Uint8Array }[]): LogEvent[] =>
	rows.map(({ bytes }) => logEvent.parse(JSON.parse(lineOf(bytes)))).reverse();
