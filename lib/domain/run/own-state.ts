/** The step's own state: what it says to an order before anything else about the step is asked. */
import { parkedSteps, runGraph } from "./graph.ts";
import type { Refusal, StepWaiting } from "./refusals.ts";
import type { RunState, StepRecord } from "./state.ts";

/** Facts about a step that stands in the way. */
export function stepWaiting(state: RunState, stepId: string): StepWaiting {
	const record = state.steps[stepId];
	const status = parkedSteps(state).has(stepId) ? "parked" : (record?.status ?? "unknown");
	return {
		stepId,
		title: runGraph(state.plan).steps.get(stepId)?.title ?? stepId,
		status,
		...(record?.by !== undefined && { by: record.by }),
		...(record?.startedAt !== undefined && { since: record.startedAt }),
	};
}

type Accepts = readonly StepRecord["status"][];

/** Undefined when the step stands in one of the `accepted` states and is not parked; else the refusal that fits. */
export function ownState(state: RunState, stepId: string, accepted: Accepts): Refusal | undefined {
	const record = state.steps[stepId];
	if (!record) return { code: "not-found", what: stepId };
	if (parkedSteps(state).has(stepId)) return { code: "step-blocked", waitingFor: [stepWaiting(state, stepId)] };
	return accepted.includes(record.status) ? undefined : standing(state, stepId, record, accepted);
}

function standing(state: RunState, stepId: string, record: StepRecord, accepted: Accepts): Refusal {
	switch (record.status) {
		case "running":
			return { code: "step-running", by: record.claimedBy ?? record.by ?? "" };
		case "done":
		case "skipped":
			return {
				code: "step-already-done",
				...(record.by !== undefined && { by: record.by }),
				...(record.finishedAt !== undefined && { at: record.finishedAt }),
			};
		case "failed":
			// It has to be made ready again first: to a start the step stands in its own way, to a completion it does not run.
			return accepted.includes("open") ? { code: "step-blocked", waitingFor: [stepWaiting(state, stepId)] } : { code: "step-not-started" };
		case "open":
			return { code: "step-not-started" };
	}
}

/** Undefined while the run takes work; paused before not-approved. */
export function notRunning(state: RunState): Refusal | undefined {
	if (state.paused) return { code: "run-paused", reason: state.paused.reason };
	return state.status === "running" ? undefined : { code: "not-approved", status: state.status };
}
