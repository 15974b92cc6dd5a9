/** The events of an estate's stream as changes a person made at once. Pure. */
import { isAbout } from "@/lib/domain/inventory/about-component.ts";
import { changeOfEvent, type EstateEvent, estateEvent } from "@/lib/domain/inventory/events.ts";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import { fold } from "@/lib/domain/names.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";

/** One command: what it changed, who ordered it, when. `first` and `last` are sequences in the stream. */
export type HistoryEntry = {
	readonly first: number;
	readonly last: number;
	readonly at: string;
	readonly actorId: string;
	/** The request all its events came from. */
	readonly command: string;
	readonly created: boolean;
	/** The run that recorded it, where no person typed it. */
	readonly planId?: string;
	/** First event of the change it takes back. */
	readonly undoes?: number;
	/** What it did beside changing components, in words that follow a name. */
	readonly did?: string;
	readonly changes: readonly InventoryChangeView[];
};

type Read = Pick<HistoryEntry, "planId" | "undoes" | "did"> & { readonly change?: InventoryChangeView };

function readOf(fact: EstateEvent): Read {
	switch (fact.type) {
		case "estate-created": {
			const { facts, copyOf } = fact.data;
			const change = { change: "added", component: "estate", name: facts.name, after: facts } as const;
			return { change, did: copyOf === undefined ? "added the estate" : "copied an estate to rehearse on" };
		}
		case "facts-read":
			return { did: "recorded what machines told" };
		case "fact-age-limit-set":
			return { did: `set the age of facts to ${fact.data.days} days` };
		case "estate-archived":
			return { did: `archived the estate${fact.data.reason === undefined ? "" : `: ${fact.data.reason}`}` };
		case "estate-restored":
			return { did: "restored the estate" };
		case "freeze-set":
			return { did: `set a change freeze: ${fact.data.reason}` };
		case "freeze-lifted":
			return { did: `lifted a change freeze${fact.data.reason === undefined ? "" : `: ${fact.data.reason}`}` };
		case "crew-set":
			return { did: "said who works on the nights" };
		case "teams-bound":
			return { did: fact.data.teams.length > 0 ? "bound somebody to teams" : "took a binding to teams away" };
		case "component-added":
		case "component-changed":
		case "component-removed": {
			const change = changeOfEvent(fact);
			const { cause, undoes } = fact.data;
			return { ...(change && { change }), ...(cause && { planId: cause.planId }), ...(undoes !== undefined && { undoes }) };
		}
	}
}

/** The command's id without the number that tells its events apart. */
export const requestOf = (event: Pick<LogEvent, "command">): string => event.command.replace(/#\d+$/, "");

/** Newest first; events of one command stand together, in the order of the log, which `events` are in too. */
export function historyEntries(events: readonly LogEvent[]): readonly HistoryEntry[] {
	const entries: { key: string; entry: HistoryEntry; changes: InventoryChangeView[] }[] = [];
	for (const event of events) {
		const parsed = estateEvent.safeParse({ type: event.type, data: event.data });
		if (!parsed.success) continue;
		const { change, ...about } = readOf(parsed.data);
		const command = requestOf(event);
		const key = `${event.actor.id} ${command}`;
		const last = entries.at(-1);
		if (last !== undefined && last.key === key) {
			// The first thing it did says what it was: an estate is created, then filled.
			last.entry = { ...about, ...last.entry, last: event.sequence };
			if (change) last.changes.push(change);
			continue;
		}
		const changes = change ? [change] : [];
		const created = event.type === "estate-created";
		const { sequence, at, actor } = event;
		entries.push({ key, changes, entry: { ...about, first: sequence, last: sequence, at, actorId: actor.id, command, created, changes } });
	}
	return entries.map(({ entry }) => entry).reverse();
}

/** Entries with the changes that are about a component of this name, and no others; a node is found by its farm's change. */
export function aboutComponent(entries: readonly HistoryEntry[], name: string): readonly HistoryEntry[] {
	const wanted = fold(name.trim());
	if (wanted === "") return entries;
	return entries.flatMap((entry) => {
		const changes = entry.changes.filter((change) => isAbout(change, wanted));
		return changes.length === 0 ? [] : [{ ...entry, changes }];
	});
}
