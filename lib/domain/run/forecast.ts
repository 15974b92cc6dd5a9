/**
 * How long the rest of a run takes at least: the longest way from here through the required steps that are not done,
 * each with the minutes measured on this estate, or the plan's estimate where nothing was measured. Pure, linear.
 * It assumes a free pair of hands for every step that opens; fewer people make it longer, never shorter.
 * Refuses to count on what is parked: neither it nor what waits behind it.
 */
import type { PlanStep } from "../planner/plan-document.ts";
import { expectedMinutes, type MeasuredMinutes } from "./expected-minutes.ts";
import { after, before, isFinished, parkedSteps, reach, runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

export type Forecast = {
	/** Minutes from `at` until the last of them is done, rounded up. */
	readonly minutes: number;
	/** Required steps still to do, and how many of those have measured minutes. */
	readonly steps: number;
	readonly measured: number;
};

/** `at`: now. A running step has what is left of its minutes; one that is over its time counts as about to end. */
export function forecast(state: RunState, measured: MeasuredMinutes, at: string): Forecast {
	const graph = runGraph(state.plan);
	const out = reach(graph, parkedSteps(state), after);
	const now = Date.parse(at);
	const done = new Map<string, number>();
	const doneAt = (id: string): number => {
		const known = done.get(id);
		if (known !== undefined) return known;
		done.set(id, 0); // a plan with a cycle gives a number, not an endless loop
		const minutes = Math.max(0, ...before(graph, id).map(doneAt)) + ownMinutes(id);
		done.set(id, minutes);
		return minutes;
	};
	const counts = (id: string): boolean => !out.has(id) && !graph.steps.get(id)?.optional && !isFinished(state, id);
	const ownMinutes = (id: string): number => {
		const step = graph.steps.get(id);
		if (!step || !counts(id)) return 0;
		const expected = expectedMinutes(step, measured);
		const { status, startedAt } = state.steps[id] ?? {};
		if (status !== "running" || startedAt === undefined) return expected;
		return Math.max(0, expected - (now - Date.parse(startedAt)) / 60_000);
	};
	const open = graph.order.filter(counts);
	return {
		minutes: Math.ceil(open.reduce((latest, id) => Math.max(latest, doneAt(id)), 0)),
		steps: open.length,
		measured: open.filter((id) => isMeasured(graph.steps.get(id), measured)).length,
	};
}

const isMeasured = (step: PlanStep | undefined, measured: MeasuredMinutes): boolean =>
	step !== undefined && measured[step.kind] !== undefined;
