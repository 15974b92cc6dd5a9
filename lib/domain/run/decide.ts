/**
 * The one gate. Judges an order against the run as it is and answers with the facts that follow, or with one refusal.
 *
 * Promises: pure; the order of judgement is not-found, forbidden (self-approval with it), shape, stale-sequence,
 * run-ended, run-paused, not-approved, the step's own state, step-blocked, step-claimed, windows and gaps,
 * last-serving-node, needs-second-person, evidence (contracts section 4). Rules RUN1 … stand in README.md.
 * Refuses to be asked for exceptions: what may be waived is waived by an event beforehand; no role bypasses four eyes.
 */
import { may } from "../access/permissions.ts";
import type { Team } from "../planner/plan-document.ts";
import { err, ok, unreachable } from "../result.ts";
import { commandRules } from "./command-rules.ts";
import type { RunCommand } from "./commands.ts";
import * as amendment from "./decide-amendment.ts";
import { type DecideContext, type Decision, isSelf } from "./decide-context.ts";
import * as lifecycle from "./decide-lifecycle.ts";
import * as marking from "./decide-marking.ts";
import * as parking from "./decide-parking.ts";
import * as steps from "./decide-step.ts";
import { runGraph } from "./graph.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

/** The events that `command` makes, or why it is refused. */
export function decide(state: RunState, command: RunCommand, context: DecideContext): Decision {
	const refusal = atTheDoor(state, command, context);
	if (refusal) return err(refusal);
	switch (command.type) {
		case "submit-plan":
			return lifecycle.submitPlan(state);
		case "approve-plan":
			return lifecycle.approvePlan(state, command, context);
		case "reject-plan":
			return lifecycle.rejectPlan(state, command);
		case "set-window":
			return lifecycle.setWindow(state, command);
		case "start-run":
			return lifecycle.startRun(state, command, context);
		case "pause-run":
			return lifecycle.pauseRun(state, command);
		case "resume-run":
			return lifecycle.resumeRun(state);
		case "hand-over":
			return lifecycle.handOver(state, command, context);
		case "end-run":
			return lifecycle.endRun(state, command);
		case "waive":
			return lifecycle.waive(state, command);
		case "add-note":
			return ok([{ type: "note-added", data: { ...(command.stepId !== undefined && { stepId: command.stepId }), text: command.text } }]);
		case "park-subject":
			return parking.parkSubject(state, command);
		case "unpark-subject":
			return parking.unparkSubject(state, command);
		case "acknowledge-point-of-no-return":
			return steps.acknowledgePoint(state, command, context);
		case "mark-down":
			return marking.markDown(state, command);
		case "mark-up":
			return marking.markUp(state, command);
		case "propose-amendment":
			return amendment.proposeAmendment(state, command, context);
		case "approve-amendment":
			return amendment.approveAmendment(state, command, context);
		case "withdraw-amendment":
			return amendment.withdrawAmendment(state, command);
		case "claim-step":
			return steps.claimStep(state, command, context);
		case "release-step":
			return steps.releaseStep(state, command, context);
		case "assign-step":
			return steps.assignStep(state, command, context);
		case "start-step":
			return steps.startStep(state, command, context);
		case "confirm-step":
			return steps.confirmStep(state, command);
		case "complete-step":
			return steps.completeStep(state, command, context);
		case "fail-step":
			return steps.failStep(state, command, context);
		case "retry-step":
			return steps.retryStep(state, command);
		case "skip-step":
			return steps.skipStep(state, command);
		case "reopen-step":
			return steps.reopenStep(state, command);
		default:
			return unreachable(command);
	}
}

/** 404, 403, 422, then whether the sender saw what stands here, then whether anything may still happen. */
function atTheDoor(state: RunState, command: RunCommand, context: DecideContext): Refusal | undefined {
	const { actor } = context;
	if ("stepId" in command && command.stepId !== undefined && !Object.hasOwn(state.steps, command.stepId))
		return { code: "not-found", what: command.stepId };
	const rule = commandRules[command.type];
	if (!may(actor.role, rule.permission)) return { code: "forbidden", needs: rule.permission };
	const team = otherTeam(state, command, context);
	if (team) return { code: "forbidden", needs: team };
	if (rule.person && actor.kind !== "person") return { code: "forbidden", needs: "person" };
	if (command.type === "approve-plan" && isSelf(context, state.authorId)) return { code: "self-approval" };
	if (command.type === "approve-amendment" && state.amendment && isSelf(context, state.amendment.by)) return { code: "self-approval" };
	if (rule.reason && !("reason" in command && command.reason)) return { code: "reason-required" };
	if (command.type === "end-run" && command.outcome !== "complete" && !command.reason) return { code: "reason-required" };
	if (command.expectedSequence !== undefined && command.expectedSequence !== state.sequence)
		return { code: "stale-sequence", sequence: state.sequence };
	if (state.ended) return { code: "run-ended", outcome: state.ended.outcome };
	return undefined;
}

/** The step's team when an operator is bound to others. A confirmation is a look, not work: anybody's eyes will do. */
function otherTeam(state: RunState, command: RunCommand, { actor }: DecideContext): Team | undefined {
	const bound = actor.role === "operator" && actor.teams !== undefined && actor.teams.length > 0;
	if (!bound || !("stepId" in command) || command.stepId === undefined) return undefined;
	if (command.type === "confirm-step" || command.type === "add-note") return undefined;
	const team = runGraph(state.plan).steps.get(command.stepId)?.team;
	return team === undefined || actor.teams?.includes(team) ? undefined : team;
}
