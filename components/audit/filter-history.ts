/** Which entries of a history are shown. Pure. Filters come from the address, so a filtered view can be pasted in chat. */
import type { HistoryEntry } from "@/lib/wire/views.ts";
import { type EventNames, eventWords } from "./event-text.ts";

/** Kinds of events people look for; every event type belongs to one. */
export const kinds = {
	steps: "Steps",
	claims: "Claims",
	notes: "Notes",
	waivers: "Waivers and parking",
	run: "Plan and run",
} as const;
export type Kind = keyof typeof kinds;

const kindByType: Readonly<Record<string, Kind>> = {
	"step-claimed": "claims",
	"step-released": "claims",
	"step-assigned": "claims",
	"step-confirmed": "steps",
	"step-started": "steps",
	"step-completed": "steps",
	"step-failed": "steps",
	"step-retried": "steps",
	"step-skipped": "steps",
	"step-reopened": "steps",
	"note-added": "notes",
	waived: "waivers",
	"point-of-no-return-acknowledged": "waivers",
	"member-marked-down": "waivers",
	"member-marked-up": "waivers",
	"subject-parked": "waivers",
	"subject-unparked": "waivers",
};
export const kindOf = (type: string): Kind => kindByType[type] ?? "run";

export type HistoryFilter = { readonly who?: string; readonly kind?: Kind; readonly step?: string; readonly text?: string };

/** The filter an address asks for; what it does not know it leaves out. */
export function readFilter(query: URLSearchParams): HistoryFilter {
	const who = query.get("who");
	const kind = query.get("kind");
	const step = query.get("step");
	const text = query.get("text");
	return {
		...(who && { who }),
		...(kind && kind in kinds && { kind: kind as Kind }), // just looked up in the table
		...(step && { step }),
		...(text && { text }),
	};
}

const folded = (text: string): string => text.normalize("NFC").toLowerCase();

/** Whether an entry is about a step: by its own step id, or as one of those it names. */
function isAbout(entry: HistoryEntry, step: string): boolean {
	const { stepId, stepIds } = entry.data;
	return stepId === step || (Array.isArray(stepIds) && stepIds.includes(step));
}

export function filterHistory(entries: readonly HistoryEntry[], filter: HistoryFilter, names: EventNames): readonly HistoryEntry[] {
	const words = folded(filter.text ?? "")
		.split(/\s+/)
		.filter(Boolean);
	return entries.filter((entry) => {
		if (filter.who !== undefined && entry.actorId !== filter.who) return false;
		if (filter.kind !== undefined && kindOf(entry.type) !== filter.kind) return false;
		if (filter.step !== undefined && !isAbout(entry, filter.step)) return false;
		if (words.length === 0) return true;
		const { title, detail } = eventWords(entry.type, entry.data, names);
		const text = folded(`${entry.sequence} ${entry.type} ${title} ${detail} ${names.person(entry.actorId)} ${entry.hash}`);
		return words.every((word) => text.includes(word));
	});
}
