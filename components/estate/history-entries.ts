/** The events of an estate's stream as changes a person made at once. Pure. */

import { estateEvent } from "@/lib/domain/inventory/events.ts";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";

/** One command: what it changed, who ordered it, when. `first` and `last` are sequences in the stream. */
export type HistoryEntry = {
	readonly first: number;
	readonly last: number;
	readonly at: string;
	readonly actorId: string;
	readonly created: boolean;
	/** The run that recorded it, where no person typed it. */
	readonly planId?: string;
	readonly changes: readonly InventoryChangeView[];
};

function changeOf(event: LogEvent): { readonly change: InventoryChangeView; readonly planId?: string } | undefined {
	const parsed = estateEvent.safeParse({ type: event.type, data: event.data });
	if (!parsed.success) return undefined;
	const fact = parsed.data;
	switch (fact.type) {
		case "estate-created":
			return { change: { change: "added", component: "estate", name: fact.data.facts.name, after: fact.data.facts } };
		case "component-added":
		case "component-changed":
		case "component-removed": {
			const { cause, ...data } = fact.data;
			const kind = fact.type === "component-added" ? "added" : fact.type === "component-changed" ? "changed" : "removed";
			return { change: { change: kind, ...data }, ...(cause === undefined ? {} : { planId: cause.planId }) };
		}
	}
}

/** The command's id without the number that tells its events apart. */
const commandOf = (event: LogEvent): string => `${event.actor.id} ${event.command.split("#")[0]}`;

/** Newest first; events of one command stand together, in the order of the log. */
export function historyEntries(events: readonly LogEvent[]): readonly HistoryEntry[] {
	const entries: { key: string; entry: HistoryEntry }[] = [];
	for (const event of events) {
		const read = changeOf(event);
		if (read === undefined) continue;
		const last = entries.at(-1);
		const key = commandOf(event);
		if (last !== undefined && last.key === key)
			last.entry = { ...last.entry, last: event.sequence, changes: [...last.entry.changes, read.change] };
		else
			entries.push({
				key,
				entry: {
					first: event.sequence,
					last: event.sequence,
					at: event.at,
					actorId: event.actor.id,
					created: event.type === "estate-created",
					...(read.planId === undefined ? {} : { planId: read.planId }),
					changes: [read.change],
				},
			});
	}
	return entries.map(({ entry }) => entry).reverse();
}
