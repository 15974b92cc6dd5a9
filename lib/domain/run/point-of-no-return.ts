/**
 * Points of no return and who took them on. Approving the plan acknowledges those that the plan shows; a lead
 * acknowledges anew, in person, what makes one worse afterwards: the copies behind it have aged past their time, or the
 * old primary, which is the cheap way back until the new one writes, is marked down.
 * Promises: asked at the start of the step that crosses it, last of all; a waiver of `backup-stale` for the copy has
 * said the same already and counts.
 */
import { fold, sameName } from "../names.ts";
import type { PlanStep } from "../planner/plan-document.ts";
import { backOutFrom, type PointOfNoReturn } from "./back-out.ts";
import type { FileDigest } from "./commands.ts";
import { MAX_BACKUP_AGE_MINUTES } from "./freshness.ts";
import { minutesBetween } from "./instants.ts";
import { markedDown } from "./marks.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";
import { isWaived } from "./waivers.ts";

/** What has made the way back worse since the approval. */
export type Worsened = "copy-stale" | "old-primary-down";

/** The point that `step` crosses when it starts; undefined: one can come back from it. */
export const pointAt = (state: RunState, stepId: string): PointOfNoReturn | undefined =>
	backOutFrom(state).pointsOfNoReturn.find((point) => point.stepId === stepId);

/** Why the acknowledgement that came with the approval no longer covers `step` at `at`; empty: it does, or there is no point. */
export function worsened(state: RunState, step: PlanStep, at: string): Worsened[] {
	if (step.kind !== "mfa-server.promote") return [];
	const group = step.subject.slice(step.subject.indexOf(":") + 1);
	const servers = state.inventory.mfaServers.filter((server) => sameName(server.replicationGroup, group));
	const down = markedDown(state);
	const primaryDown = servers.some((server) => server.role === "primary" && down("mfa-server", server.host));
	const hosts = new Set(servers.map((server) => fold(server.host)));
	return [...(copiesAreOld(state, hosts, at) ? (["copy-stale"] as const) : []), ...(primaryDown ? (["old-primary-down"] as const) : [])];
}

/** Worse than approved, and no lead has said so since. */
export function unacknowledgedPoint(state: RunState, step: PlanStep, at: string): Refusal | undefined {
	const known = state.acknowledged[step.id]?.because ?? [];
	const because = worsened(state, step, at).filter((reason) => !known.includes(reason));
	return because.length === 0 ? undefined : { code: "point-of-no-return", stepId: step.id, because };
}

/** True when every copy of the group's data that was taken has outlived its time. None taken: the plan had none, and that was approved. */
function copiesAreOld(state: RunState, hosts: ReadonlySet<string>, at: string): boolean {
	const taken = state.plan.steps.filter(
		(step) => step.kind === "mfa-server.backup-data" && hosts.has(fold(step.host ?? "")) && state.steps[step.id]?.status === "done",
	);
	return taken.length > 0 && taken.every((step) => !isWaived(state, "backup-stale", step.subject) && isOld(state, step, at));
}

function isOld(state: RunState, backup: PlanStep, at: string): boolean {
	const lists = backup.evidence.filter((field) => field.type === "file-digest");
	const copies = lists.flatMap(({ name }) => (state.steps[backup.id]?.evidence?.[name] ?? []) as FileDigest[]); // judged when they came in
	return copies.some((copy) => minutesBetween(copy.takenAt, at) >= MAX_BACKUP_AGE_MINUTES);
}
