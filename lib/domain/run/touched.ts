/**
 * Which components a run has begun to touch. Two questions hang on it: what goes on although the inventory was changed
 * from outside, and which facts an amended plan must leave as they were frozen.
 */
import { fold } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { farmOf } from "./batches.ts";
import type { RunState, StepRecord } from "./state.ts";

/** Folded names of hosts, farms and replication groups. */
export type Touched = { readonly hosts: ReadonlySet<string>; readonly farms: ReadonlySet<string>; readonly groups: ReadonlySet<string> };

/** Started at least once and not taken back since. A skipped step was decided, not begun. */
export const isBegun = (record: StepRecord | undefined): boolean =>
	record !== undefined && record.status !== "skipped" && (record.status !== "open" || record.firstStartedAt !== undefined);

type Component = { readonly kind: keyof Touched; readonly name: string } | undefined;

/** The component a step works on: everything on one host, a whole farm, or a group; none for the estate's own steps. */
function componentOf({ subject }: PlanStep): Component {
	const name = fold(subject.slice(subject.indexOf(":") + 1));
	if (subject === "estate") return undefined;
	if (subject.startsWith("adfs-")) return { kind: "farms", name: fold(farmOf(subject)) };
	return subject.startsWith("replication-group:") ? { kind: "groups", name } : { kind: "hosts", name };
}

/** Components of the begun steps that `counts` lets through; all of them without it. */
export function touched(state: RunState, counts: (step: PlanStep) => boolean = () => true): Touched {
	const found = { hosts: new Set<string>(), farms: new Set<string>(), groups: new Set<string>() };
	for (const step of state.plan.steps) {
		const component = isBegun(state.steps[step.id]) && counts(step) ? componentOf(step) : undefined;
		if (component) found[component.kind].add(component.name);
	}
	return found;
}

/** Work that leaves a component neither old nor new; copies and preparation leave it as it was. */
const changesSomething = (step: PlanStep): boolean => step.phase !== "prepare" && !step.checkpoint;

/** Whether `step` belongs to a component that is in the middle of its change: leaving it there is the worst place to stop. */
export function isUnderWay(state: RunState, step: PlanStep): boolean {
	const component = componentOf(step);
	return component !== undefined && touched(state, changesSomething)[component.kind].has(component.name);
}
