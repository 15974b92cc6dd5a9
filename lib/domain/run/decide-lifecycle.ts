/** Orders about the plan and the run as a whole. */
import { fold } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import { err, ok } from "../result.ts";
import { backOutFrom } from "./back-out.ts";
import { debtsOf, firstUndone } from "./debts.ts";
import { type CommandOf, type DecideContext, type Decision, invalid, overtaken, said } from "./decide-context.ts";
import { notRunning } from "./own-state.ts";
import type { Refusal } from "./refusals.ts";
import { needsNoApproval } from "./rehearsal.ts";
import type { RunState } from "./state.ts";
import { handOverSummary } from "./summary.ts";
import { openGaps, windowName } from "./windows.ts";

export function submitPlan(state: RunState): Decision {
	const refusal = needsNoApproval(state);
	if (refusal) return err(refusal);
	if (state.status === "draft" || state.status === "rejected") return ok([{ type: "plan-submitted", data: {} }]);
	return overtaken(state);
}

/** By a lead who is not the author, bound to the digest of what was read. The event lists the warnings it acknowledges. */
export function approvePlan(state: RunState, command: CommandOf<"approve-plan">, { estate }: DecideContext): Decision {
	const rehearsal = needsNoApproval(state);
	if (rehearsal) return err(rehearsal);
	if (state.status === "rejected") return err({ code: "not-approved", status: state.status });
	if (state.status !== "draft" && state.status !== "submitted") return overtaken(state);
	if (command.planDigest !== state.plan.planDigest) return err({ code: "plan-outdated", changed: [] });
	const refusal = outdated(state, estate);
	if (refusal) return err(refusal);
	if (state.plan.status === "blocked") return invalid("plan.status", "Blockers cannot be waived; this plan holds nothing to run");
	const warnings = warningNames(state.plan);
	const points = backOutFrom(state).pointsOfNoReturn.map((point) => point.stepId);
	const data = { planDigest: command.planDigest, ...said("reason", command.reason), warnings };
	return ok([{ type: "plan-approved", data: points.length > 0 ? { ...data, pointsOfNoReturn: points } : data }]);
}

/** `code subject` of each warning that an approval acknowledges. */
export const warningNames = ({ findings }: PlanDocument): string[] =>
	findings
		.filter((finding) => finding.severity === "warning")
		.flatMap((finding) => finding.subjects.map((subject) => `${finding.code} ${subject}`));

/** Also takes an approval back while the run has not started. */
export function rejectPlan(state: RunState, { reason = "" }: CommandOf<"reject-plan">): Decision {
	const refusal = needsNoApproval(state);
	if (refusal) return err(refusal);
	const open = state.status === "draft" || state.status === "submitted" || state.status === "approved";
	return open ? ok([{ type: "plan-rejected", data: { reason } }]) : overtaken(state);
}

/**
 * Moves the maintenance window. People approved the plan for its window, so before the run it takes an approval back;
 * in a run it is a lead's word with a reason, as a waiver is.
 */
export function setWindow(state: RunState, { window, reason }: CommandOf<"set-window">): Decision {
	if (state.rehearsalOf !== undefined) return invalid("window", "A rehearsal keeps to no window");
	const under = state.status === "running" || state.status === "paused";
	if (under && !reason) return err({ code: "reason-required" });
	const { start, end, timeZone } = state.window ?? {};
	if (window?.start === start && window?.end === end && window?.timeZone === timeZone) return ok([]);
	return ok([{ type: "window-set", data: { ...(window && { window }), ...said("reason", reason) } }]);
}

export function startRun(state: RunState, { mode }: CommandOf<"start-run">, { estate }: DecideContext): Decision {
	if (state.status === "running" || state.status === "paused") return overtaken(state);
	const rehearsal = state.rehearsalOf !== undefined; // as old as its original, and nothing it says reaches the estate
	if (rehearsal && mode !== "rehearsal") return invalid("mode", "This is a rehearsal: it never runs live");
	if (state.status !== "approved" && !rehearsal) return err({ code: "not-approved", status: state.status });
	const refusal = rehearsal ? undefined : outdated(state, estate);
	if (refusal) return err(refusal);
	if (mode === "live" && estate?.rehearsalOnly) return err({ code: "rehearsal-estate" });
	if (estate?.archivedAt !== undefined) return err({ code: "estate-archived", at: estate.archivedAt });
	if (state.plan.status === "blocked" || state.plan.status === "nothing-to-do")
		return invalid("plan.status", "This plan holds nothing to run");
	if (mode === "live" && estate?.otherLiveRun !== undefined)
		return invalid("mode", `The estate has a live run already: plan ${estate.otherLiveRun}`);
	if (mode === "live" && estate?.hostInUse)
		return invalid("mode", `A live run works on ${estate.hostInUse.host} already: plan ${estate.hostInUse.planId}`);
	return ok([{ type: "run-started", data: { mode } }]);
}

function outdated(state: RunState, estate: DecideContext["estate"]): Refusal | undefined {
	if (!estate || estate.inventoryDigest === state.plan.inventoryDigest) return undefined;
	return { code: "plan-outdated", changed: estate.changed, ...(estate.changes && { changes: estate.changes }) };
}

/** While an MFA gap is open the order must say that this is known. */
function unacknowledgedGap(state: RunState, acknowledged: boolean | undefined): Refusal | undefined {
	const gaps = openGaps(state);
	return gaps.length === 0 || acknowledged ? undefined : { code: "mfa-gap-open", windows: gaps.map(windowName) };
}

export function pauseRun(state: RunState, { reason = "", acknowledgeOpenGap }: CommandOf<"pause-run">): Decision {
	const refusal = notRunning(state) ?? unacknowledgedGap(state, acknowledgeOpenGap);
	if (refusal) return err(refusal);
	const acknowledgedGaps = openGaps(state).map((gap) => gap.subject);
	return ok([{ type: "run-paused", data: { reason, ...(acknowledgedGaps.length > 0 && { acknowledgedGaps }) } }]);
}

export function resumeRun(state: RunState): Decision {
	if (state.status === "paused") return ok([{ type: "run-resumed", data: {} }]);
	return state.status === "running" ? overtaken(state) : err({ code: "not-approved", status: state.status });
}

/** A pause stops work, not the people: these orders also stand while paused. */
export const notBegun = (state: RunState): Refusal | undefined =>
	state.status === "running" || state.status === "paused" ? undefined : { code: "not-approved", status: state.status };

export function handOver(state: RunState, command: CommandOf<"hand-over">, { knownUser }: DecideContext): Decision {
	const refusal = notBegun(state) ?? unacknowledgedGap(state, command.acknowledgeOpenGap);
	if (refusal) return err(refusal);
	if (knownUser && !knownUser(command.to)) return err({ code: "not-found", what: command.to });
	return ok([{ type: "handed-over", data: { to: command.to, ...said("note", command.note), summary: handOverSummary(state) } }]);
}

/** `complete` needs every required step done; the others a reason (asked at the door). An open MFA gap holds all of them. */
export function endRun(state: RunState, { outcome, reason }: CommandOf<"end-run">): Decision {
	const refusal = notBegun(state) ?? unacknowledgedGap(state, false);
	if (refusal) return err(refusal);
	const running = Object.values(state.steps).find((record) => record.status === "running");
	if (running) return err({ code: "step-running", by: running.claimedBy ?? running.by ?? "" });
	const undone = outcome === "complete" ? firstUndone(state) : undefined;
	if (undone) return err({ code: "required-step", stepId: undone });
	const notTakenBack = outcome === "backed-out" ? standing(state) : [];
	const data = { outcome, ...said("reason", reason), debts: debtsOf(state), ...(notTakenBack.length > 0 && { notTakenBack }) };
	return ok([{ type: "run-ended", data }]);
}

/** Ids of done steps with something to undo, in the order of undoing: a run is not called backed out as if they were gone. */
export const standing = (state: RunState): string[] =>
	backOutFrom(state).steps.flatMap(({ stepId, instructions, commands }) => (instructions.length + commands.length > 0 ? [stepId] : []));

/** For exactly the subject a refusal returned. Approval may come first: a lone server's outage is waived before the night. */
export function waive(state: RunState, { code, subject, reason = "" }: CommandOf<"waive">): Decision {
	if (!isKnownSubject(state, subject)) return err({ code: "not-found", what: subject });
	const refusal = state.status === "approved" ? undefined : notBegun(state);
	return refusal ? err(refusal) : ok([{ type: "waived", data: { code, subject, reason } }]);
}

export function isKnownSubject(state: Pick<RunState, "plan" | "inventory">, subject: string): boolean {
	const wanted = fold(subject);
	return (
		state.plan.steps.some((step) => fold(step.id) === wanted || fold(step.subject) === wanted) ||
		state.inventory.pools.some((pool) => fold(`pool:${pool.name}`) === wanted) ||
		state.inventory.mfaServers.some((server) => fold(`replication-group:${server.replicationGroup}`) === wanted) ||
		state.inventory.adfsFarms.some((farm) => fold(`adfs-farm:${farm.name}`) === wanted)
	);
}
