/**
 * The review after the night: drafted from the plan's events, with the remarks leads added. An ended run takes nothing
 * more, so remarks stand in the installation's own stream and name the plan.
 */
import "server-only";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import { type RunSummary, runSummary } from "@/lib/domain/proof/run-summary.ts";
import { secretCopies } from "@/lib/domain/proof/secret-copies.ts";
import { err, ok, type Result, unreachable } from "@/lib/domain/result.ts";
import { recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { ReviewBody } from "@/lib/wire/api-review.ts";
import type { People } from "@/lib/wire/views.ts";
import { actorOf, instantNow, notFound } from "./access.ts";
import { accessEvents, appendAccess } from "./access-stream.ts";
import { allowOnPlan } from "./estate-roles.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import { people } from "./people.ts";
import { planState, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { readEvents } from "./read-events.ts";
import { disposals, type TrackedCopies, trackedCopies } from "./secret-copies.ts";

export type Remark = { readonly at: string; readonly by: string; readonly about?: string; readonly text: string };
export type PlanReview = {
	readonly summary: RunSummary;
	readonly remarks: readonly Remark[];
	readonly copies: TrackedCopies;
	readonly people: People;
};

export async function remarksOn(planId: string): Promise<readonly Remark[]> {
	return (await accessEvents("review-noted"))
		.filter(({ data }) => data.planId === planId)
		.map(({ at, actorId, data: { about, text } }) => ({ at, by: actorId, text, ...(about !== undefined && { about }) }));
}

/** The draft and what was added to it. */
export async function planReview(principal: Principal, planId: string): Promise<Result<PlanReview, Refusal>> {
	const allowed = await allowOnPlan(principal, planId, "read");
	if (!allowed.ok) return allowed;
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const events = (await readEvents(planStream(planId), 0)).map(({ event }) => recordedRunEvent(event));
	return ok({
		summary: runSummary(events, state),
		remarks: await remarksOn(planId),
		copies: trackedCopies(planId, state, await disposals()),
		people: await people(),
	});
}

/** Adds a remark, a date by which the copies go, or the confirmation that they are gone; all once the run has ended. */
export async function addToReview(
	principal: Principal,
	planId: string,
	body: ReviewBody,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<{ readonly events: readonly StoredEvent[]; readonly sequence: number }, Refusal>> {
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const allowed = await allowOnPlan(principal, planId, "lead");
	if (!allowed.ok) return allowed;
	if (!state.ended) return err({ code: "invalid", issues: [{ path: "", message: "The run has not ended yet: add a note to it instead" }] });
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: `${body.type} ${planId}` }, at };
	return commit((unit) => appendAccess(unit, envelope, [eventOf(planId, body, state)]));
}

function eventOf(planId: string, body: ReviewBody, state: RunState): AccessEvent {
	switch (body.type) {
		case "add-remark":
			return { type: "review-noted", data: { planId, text: body.text, ...(body.about !== undefined && { about: body.about }) } };
		case "set-disposal-date":
			return { type: "disposal-date-set", data: { planId, disposeBy: body.disposeBy } };
		case "confirm-destruction": {
			const stepIds = secretCopies(state).steps.map(({ stepId }) => stepId);
			return { type: "copies-destroyed", data: { planId, stepIds, ...(body.note !== undefined && { note: body.note }) } };
		}
		default:
			return unreachable(body);
	}
}
