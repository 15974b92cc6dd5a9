/**
 * Putting a component aside: its undone steps leave the run as debts, and nothing that waits for them ever starts,
 * because a parked step satisfies no edge. Refused while it would leave an MFA gap that nobody could close.
 */

import { sameName } from "../names.ts";
import { err, ok } from "../result.ts";
import { type CommandOf, type Decision, invalid } from "./decide-context.ts";
import { before, parkedSteps, reach, runGraph } from "./graph.ts";
import { notRunning } from "./own-state.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";
import { openGaps, windowName } from "./windows.ts";

export function parkSubject(state: RunState, { subject, reason = "" }: CommandOf<"park-subject">): Decision {
	const steps = stepsOfSubject(state, subject);
	if (steps.length === 0) return err({ code: "not-found", what: subject });
	const stepIds = parkable(state, subject);
	const refusal = notRunning(state) ?? parkRefusal(state, subject);
	if (refusal) return err(refusal);
	if (stepIds.length === 0) return invalid("subject", "Nothing of it is left to park");
	return ok([{ type: "subject-parked", data: { subject: parkingName(state, subject), reason, stepIds } }]);
}

export function unparkSubject(state: RunState, { subject }: CommandOf<"unpark-subject">): Decision {
	const parked = Object.keys(state.parked).find((name) => sameName(name, subject));
	if (parked === undefined) return err({ code: "not-found", what: subject });
	const refusal = notRunning(state);
	return refusal ? err(refusal) : ok([{ type: "subject-unparked", data: { subject: parked } }]);
}

/** Why `subject` cannot be parked at this moment, apart from the run's own state; undefined: it can. */
export function parkRefusal(state: RunState, subject: string): Refusal | undefined {
	const running = stepsOfSubject(state, subject).find((id) => state.steps[id]?.status === "running");
	if (running) return { code: "step-running", by: state.steps[running]?.claimedBy ?? state.steps[running]?.by ?? "" };
	const leaving = new Set(parkable(state, subject));
	const graph = runGraph(state.plan);
	const stuck = openGaps(state).filter((gap) => [...reach(graph, [gap.closes], before)].some((id) => leaving.has(id)));
	return stuck.length > 0 ? { code: "mfa-gap-open", windows: stuck.map(windowName) } : undefined;
}

/** Steps of the subject that parking would take out: not done, not skipped, not parked already. In plan order. */
export function parkable(state: RunState, subject: string): string[] {
	const parked = parkedSteps(state);
	return stepsOfSubject(state, subject).filter(
		(id) => (state.steps[id]?.status === "open" || state.steps[id]?.status === "failed") && !parked.has(id),
	);
}

/** All steps about `subject` or a part of it: a farm has its nodes, a replication group its servers. */
function stepsOfSubject(state: RunState, subject: string): string[] {
	const graph = runGraph(state.plan);
	return graph.order.filter((id) => belongs(state, graph.steps.get(id)?.subject ?? "", subject));
}

function belongs(state: RunState, stepSubject: string, subject: string): boolean {
	if (sameName(stepSubject, subject)) return true;
	const [kind, name] = split(subject);
	const [stepKind, stepName] = split(stepSubject);
	if (kind === "adfs-farm" && stepKind === "adfs-node") return sameName(stepName.split("/")[0] ?? "", name);
	if (kind !== "replication-group" || stepKind !== "mfa-server") return false;
	const server = state.inventory.mfaServers.find((candidate) => sameName(candidate.host, stepName));
	return server !== undefined && sameName(server.replicationGroup, name);
}

const split = (subject: string): [string, string] => {
	const colon = subject.indexOf(":");
	return colon < 0 ? [subject, ""] : [subject.slice(0, colon), subject.slice(colon + 1)];
};

/** The key under which it is parked: one spelling, the one in use before, else the plan's. */
function parkingName(state: RunState, subject: string): string {
	const before = Object.keys(state.parked).find((name) => sameName(name, subject));
	return before ?? state.plan.steps.find((step) => sameName(step.subject, subject))?.subject ?? subject;
}
