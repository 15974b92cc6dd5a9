/** What a run leaves behind: nothing ends silently. */
import { parkedSteps, runGraph } from "./graph.ts";
import type { RunState } from "./state.ts";

/** Ids of all steps that are not done, in plan order: parked, skipped, failed or never begun. */
export const debtsOf = (state: RunState): string[] => runGraph(state.plan).order.filter((id) => state.steps[id]?.status !== "done");

/** Debts already incurred while the run goes on: what was parked or skipped. In plan order. */
export function incurredDebts(state: RunState): string[] {
	const parked = parkedSteps(state);
	return runGraph(state.plan).order.filter((id) => parked.has(id) || state.steps[id]?.status === "skipped");
}

/** The first required step that is not done; undefined: the run can end complete. */
export const firstUndone = (state: RunState): string | undefined =>
	runGraph(state.plan).order.find((id) => !runGraph(state.plan).steps.get(id)?.optional && state.steps[id]?.status !== "done");
