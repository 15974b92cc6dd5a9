/** Moments at which a plan's head is signed at once (reliability 5.5): approval, start, each gate, end. */
import { unfinishedBefore } from "../run/graph.ts";
import type { RunState } from "../run/state.ts";

const passedGates = (state: RunState): number => state.plan.gates.filter(({ id }) => unfinishedBefore(state, id).length === 0).length;

/** Whether what happened between two states of one plan is worth a checkpoint of its own. */
export function isOccasion(before: RunState | undefined, after: RunState): boolean {
	if (before === undefined) return false;
	const approvedAnew = after.approval !== undefined && after.approval.at !== before.approval?.at;
	if (approvedAnew || (before.startedAt === undefined && after.startedAt !== undefined)) return true;
	if (before.ended === undefined && after.ended !== undefined) return true;
	return before.steps !== after.steps && passedGates(after) > passedGates(before);
}
