/**
 * Who looks at which plan just now. Lives in memory: it is a courtesy, not a record, and gone with the process.
 * Promises: a person counts once however many streams they hold; changes are told to everybody on the plan, at most
 * five times a second, so that a whole team arriving at once does not flood the line.
 */
import "server-only";
import type { PresenceFrame } from "@/lib/wire/views.ts";
import { processWide } from "./process-wide.ts";

/** Without a person it only listens. */
type Attendance = {
	readonly person?: { readonly id: string; readonly name: string };
	readonly stepId?: string;
	readonly changed: () => void;
};

const TELL_EVERY = 200;

const plans = processWide("presence", () => new Map<string, Set<Attendance>>());
const due = processWide("presence-due", () => new Set<string>());

/** Everybody on the plan, by name; of several streams of one person the one that looks at a step speaks. */
export function presentOn(planId: string): PresenceFrame {
	const people = new Map<string, { id: string; name: string; stepId?: string }>();
	for (const { person, stepId } of plans.get(planId) ?? [])
		if (person && (stepId !== undefined || !people.has(person.id)))
			people.set(person.id, { ...person, ...(stepId === undefined ? {} : { stepId }) });
	return { planId, people: [...people.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)) };
}

/** Counts a reader in until the returned function is called; calling it twice is harmless. `changed` must not throw. */
export function attend(planId: string, attendance: Attendance): () => void {
	const there = plans.get(planId) ?? new Set();
	plans.set(planId, there);
	there.add(attendance);
	tell(planId);
	return () => {
		if (!there.delete(attendance)) return;
		if (there.size === 0 && plans.get(planId) === there) plans.delete(planId);
		tell(planId);
	};
}

function tell(planId: string): void {
	if (due.has(planId)) return;
	due.add(planId);
	setTimeout(() => {
		due.delete(planId);
		for (const { changed } of plans.get(planId) ?? []) changed();
	}, TELL_EVERY).unref();
}
