/**
 * Watches the facts of a run, whoever let them happen, and says what must never have happened. Written from the
 * contract and the invariants of the domain (1.1), with nothing of the engine in it.
 */
import type { PlanDocument } from "../planner/plan-document.ts";
import type { FileDigest } from "../run/commands.ts";
import type { RunEvent } from "../run/events.ts";

export type Fact = { readonly event: RunEvent; readonly at: string; readonly actorId: string };
type Done = { readonly at: string; readonly files: readonly FileDigest[] };

const DAY = 24 * 60 * 60_000;
/** Which backup must be sound when a step starts, and of which host: by step id. */
export type Needs = Readonly<Record<string, { readonly backup: string; readonly host: string }>>;

/** Names of things that are out of service together with what they leave: `takes` until `returns`. */
export type Absence = { readonly pool: string; readonly takes: string; readonly returns: string };

export function observer(plan: PlanDocument, needs: Needs, absences: readonly Absence[] = []) {
	const inFront = (id: string): string[] =>
		plan.edges.filter(({ to }) => to === id).flatMap(({ from }) => (from.startsWith("gate:") ? inFront(from) : [from]));
	const before = new Map(plan.steps.map(({ id }) => [id, inFront(id)]));
	const gaps = plan.windows.filter(({ kind }) => kind === "mfa-gap");

	const begun = new Set<string>();
	const done = new Map<string, Done>();
	const skipped = new Set<string>();
	const looks = new Map<string, string>();
	let paused = false;
	let ended = false;

	const out = (pool: string) => absences.filter((one) => one.pool === pool && begun.has(one.takes) && !done.has(one.returns));

	function onStart(id: string, { at, actorId }: Fact): string[] {
		const wrong = (before.get(id) ?? []).filter((one) => !done.has(one) && !skipped.has(one)).map((one) => `${id} began before ${one}`);
		const need = needs[id];
		const copies = need ? (done.get(need.backup)?.files ?? []) : [];
		if (need && copies.length === 0) wrong.push(`${id} began without a copy`);
		for (const file of copies) {
			if (need && file.host.toLowerCase() !== need.host.toLowerCase()) wrong.push(`${id} relies on a copy of ${file.host}`);
			if (Date.parse(at) - Date.parse(file.takenAt) > DAY) wrong.push(`${id} relies on a copy of ${file.takenAt}`);
			if (file.sizeBytes <= 0 || !/^[0-9a-f]{64}$/i.test(file.sha256)) wrong.push(`${id} relies on an empty copy`);
		}
		if (/^(adfs\.disable-provider|mfa-server\.promote):/.test(id) && (!looks.has(id) || looks.get(id) === actorId))
			wrong.push(`${id} began with two eyes`);
		begun.add(id);
		looks.delete(id);
		for (const pool of new Set(absences.map((one) => one.pool))) if (out(pool).length > 1) wrong.push(`${id} left ${pool} without service`);
		const open = gaps.filter(({ opens, closes }) => begun.has(opens) && !done.has(closes));
		if (open.length > 1) wrong.push(`${id} opened a second gap`);
		return wrong;
	}

	/** What is wrong with this fact; empty: nothing. */
	return (fact: Fact): string[] => {
		const { event, at } = fact;
		if (ended) return [`${event.type} after the end`];
		if (paused && /^step-|^subject-/.test(event.type)) return [`${event.type} in a pause`];
		switch (event.type) {
			case "step-started":
				return onStart(event.data.stepId, fact);
			case "step-completed":
				if (!begun.has(event.data.stepId)) return [`${event.data.stepId} was done without a beginning`];
				done.set(event.data.stepId, { at, files: (event.data.evidence.files ?? []) as FileDigest[] });
				return [];
			case "step-confirmed":
				looks.set(event.data.stepId, fact.actorId);
				return [];
			case "step-reopened":
				begun.delete(event.data.stepId);
				done.delete(event.data.stepId);
				skipped.delete(event.data.stepId);
				return [];
			case "step-skipped":
				skipped.add(event.data.stepId);
				return [];
			case "run-paused":
				paused = true;
				return [];
			case "run-resumed":
				paused = false;
				return [];
			case "run-ended":
				ended = true;
				return gaps.some(({ opens, closes }) => begun.has(opens) && !done.has(closes)) ? ["ended in an open gap"] : [];
			default:
				return [];
		}
	};
}
