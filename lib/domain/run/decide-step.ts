/** Orders about one step. Each asks the run, then the step's own state, then what is particular to it. */
import { err, ok } from "../result.ts";
import { type CommandOf, type DecideContext, type Decision, invalid, overtaken, said } from "./decide-context.ts";
import { startedDependants } from "./dependants.ts";
import { judgeEvidence } from "./evidence.ts";
import { runGraph } from "./graph.ts";
import { finishMoment, type Moment, startMoment } from "./late-entry.ts";
import { notRunning, ownState } from "./own-state.ts";
import { pointAt, worsened } from "./point-of-no-return.ts";
import type { Refusal } from "./refusals.ts";
import { needsSecondPerson, startRefusal, waitsFor } from "./start-gates.ts";
import type { RunState, StepRecord } from "./state.ts";

type Statuses = readonly StepRecord["status"][];

const standsInTheWay = (state: RunState, stepId: string, accepted: Statuses): Refusal | undefined =>
	notRunning(state) ?? ownState(state, stepId, accepted);

const planStep = (state: RunState, stepId: string) => {
	const step = runGraph(state.plan).steps.get(stepId);
	if (!step) throw new Error(`A record without its step: ${stepId}`);
	return step;
};

export function claimStep(state: RunState, { stepId }: CommandOf<"claim-step">, _context: DecideContext): Decision {
	const refusal = standsInTheWay(state, stepId, ["open", "failed"]);
	if (refusal) return err(refusal);
	const by = state.steps[stepId]?.claimedBy;
	return by === undefined ? ok([{ type: "step-claimed", data: { stepId } }]) : err({ code: "step-claimed", by });
}

/** One's own claim, or anybody's by a lead: a claim must not outlive the shift of who made it. */
export function releaseStep(state: RunState, { stepId }: CommandOf<"release-step">, { actor }: DecideContext): Decision {
	const refusal = standsInTheWay(state, stepId, ["open", "failed"]);
	if (refusal) return err(refusal);
	const by = state.steps[stepId]?.claimedBy;
	if (by === undefined) return overtaken(state);
	if (by !== actor.id && actor.role !== "lead") return err({ code: "step-claimed", by });
	return ok([{ type: "step-released", data: { stepId } }]);
}

/** Also of a running step: whoever started it may be gone. */
export function assignStep(state: RunState, { stepId, userId }: CommandOf<"assign-step">, { knownUser }: DecideContext): Decision {
	const refusal = standsInTheWay(state, stepId, ["open", "failed", "running"]);
	if (refusal) return err(refusal);
	if (knownUser && !knownUser(userId)) return err({ code: "not-found", what: userId });
	return ok([{ type: "step-assigned", data: { stepId, userId } }]);
}

/** Entered afterwards, the gates are asked as of the time it happened: the window that was open then, the copies as old as they were. */
export function startStep(state: RunState, { stepId, happenedAt }: CommandOf<"start-step">, context: DecideContext): Decision {
	const step = planStep(state, stepId);
	const refusal = standsInTheWay(state, stepId, ["open"]);
	if (refusal) return err(refusal);
	const moment = startMoment(state, stepId, happenedAt, context.at);
	// What it waits for is said first: a time cannot be right before that is done.
	if (!moment.ok) return err(waitsFor(state, step) ?? moment.error);
	const closed = startRefusal(state, step, { ...context, at: moment.value.at });
	if (closed) return err(closed);
	const confirmedBy = needsSecondPerson(step) ? state.steps[stepId]?.confirmedBy : undefined;
	return ok([{ type: "step-started", data: { stepId, ...said("confirmedBy", confirmedBy), ...told(moment.value) } }]);
}

const told = ({ at, entered }: Moment): { readonly happenedAt?: string } => (entered ? { happenedAt: at } : {});

/** The look of a second person, before the start. A later look replaces an earlier one. */
export function confirmStep(state: RunState, { stepId }: CommandOf<"confirm-step">): Decision {
	const refusal = standsInTheWay(state, stepId, ["open"]);
	if (refusal) return err(refusal);
	if (!needsSecondPerson(planStep(state, stepId))) return invalid("stepId", "This step needs no second person");
	return ok([{ type: "step-confirmed", data: { stepId } }]);
}

export function completeStep(state: RunState, command: CommandOf<"complete-step">, { actor, at }: DecideContext): Decision {
	const { stepId, evidence = {}, happenedAt } = command;
	const refusal = standsInTheWay(state, stepId, ["running"]) ?? heldByAnother(state, stepId, actor.id);
	if (refusal) return err(refusal);
	const moment = finishMoment(state, stepId, happenedAt, at);
	if (!moment.ok) return moment;
	const judged = judgeEvidence(state, planStep(state, stepId), evidence, moment.value.at);
	if (!judged.ok) return judged;
	const { evidence: accepted, remarks } = judged.value;
	const data = { stepId, evidence: accepted, ...(remarks.length > 0 && { remarks: [...remarks] }), ...told(moment.value) };
	return ok([{ type: "step-completed", data }]);
}

export function failStep(
	state: RunState,
	{ stepId, reason = "", happenedAt }: CommandOf<"fail-step">,
	{ actor, at }: DecideContext,
): Decision {
	const refusal = standsInTheWay(state, stepId, ["running"]) ?? heldByAnother(state, stepId, actor.id);
	if (refusal) return err(refusal);
	const moment = finishMoment(state, stepId, happenedAt, at);
	return moment.ok ? ok([{ type: "step-failed", data: { stepId, reason, ...told(moment.value) } }]) : moment;
}

function heldByAnother(state: RunState, stepId: string, actorId: string): Refusal | undefined {
	const by = state.steps[stepId]?.claimedBy;
	return by === undefined || by === actorId ? undefined : { code: "step-claimed", by };
}

/** A lead takes on a point of no return before it is crossed: what has made it worse since the approval is written down. */
export function acknowledgePoint(
	state: RunState,
	{ stepId, reason }: CommandOf<"acknowledge-point-of-no-return">,
	{ at }: DecideContext,
): Decision {
	const refusal = standsInTheWay(state, stepId, ["open", "failed"]);
	if (refusal) return err(refusal);
	if (!pointAt(state, stepId)) return invalid("stepId", "One can come back from this step");
	const because = worsened(state, planStep(state, stepId), at);
	return ok([{ type: "point-of-no-return-acknowledged", data: { stepId, because, ...said("reason", reason) } }]);
}

/** Makes a failed step ready; the next start passes every gate anew. */
export function retryStep(state: RunState, { stepId, reason }: CommandOf<"retry-step">): Decision {
	const refusal = standsInTheWay(state, stepId, ["failed"]);
	return refusal ? err(refusal) : ok([{ type: "step-retried", data: { stepId, ...said("reason", reason) } }]);
}

export function skipStep(state: RunState, { stepId, reason = "" }: CommandOf<"skip-step">): Decision {
	const refusal = standsInTheWay(state, stepId, ["open", "failed"]);
	if (refusal) return err(refusal);
	if (!planStep(state, stepId).optional) return err({ code: "required-step", stepId });
	return ok([{ type: "step-skipped", data: { stepId, reason } }]);
}

/** Takes a tick back. Done in reverse order it is how a back-out is recorded: no step before one that was begun after it. */
export function reopenStep(state: RunState, { stepId, reason = "" }: CommandOf<"reopen-step">): Decision {
	const begun = state.steps[stepId]?.status === "open" && state.steps[stepId]?.firstStartedAt !== undefined;
	const refusal = standsInTheWay(state, stepId, begun ? ["open"] : ["done", "skipped", "failed"]);
	if (refusal) return err(refusal);
	const steps = startedDependants(state, stepId);
	return steps.length > 0 ? err({ code: "dependant-started", steps }) : ok([{ type: "step-reopened", data: { stepId, reason } }]);
}
