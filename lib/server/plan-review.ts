/**
 * The review after the night: drafted from the plan's events, with the remarks leads added. An ended run takes nothing
 * more, so remarks stand in the installation's own stream and name the plan.
 */
import "server-only";
import { type RunSummary, runSummary } from "@/lib/domain/proof/run-summary.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { ReviewBody } from "@/lib/wire/api-review.ts";
import type { People } from "@/lib/wire/views.ts";
import { actorOf, allow, instantNow, notFound } from "./access.ts";
import { accessEvents, appendAccess } from "./access-stream.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import { people } from "./people.ts";
import { planState, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { readEvents } from "./read-events.ts";

export type Remark = { readonly at: string; readonly by: string; readonly about?: string; readonly text: string };
/** Copies that hold secrets: the steps that made them, until when they must go, and who confirmed that they are gone. */
export type SecretCopies = {
	readonly steps: readonly { readonly stepId: string; readonly title: string; readonly files: readonly string[] }[];
	readonly disposeBy?: string;
	readonly destroyed?: { readonly at: string; readonly by: string; readonly note?: string };
};
export type PlanReview = {
	readonly summary: RunSummary;
	readonly remarks: readonly Remark[];
	readonly copies: SecretCopies;
	readonly people: People;
};

export async function remarksOn(planId: string): Promise<readonly Remark[]> {
	return (await accessEvents("review-noted"))
		.filter(({ data }) => data.planId === planId)
		.map(({ at, actorId, data: { about, text } }) => ({ at, by: actorId, text, ...(about !== undefined && { about }) }));
}

function copiesOf(state: RunState): Omit<SecretCopies, "destroyed"> {
	const steps = state.plan.steps.flatMap(({ id, title, checkpoint, hazards }) => {
		const { status, evidence = {} } = state.steps[id] ?? {};
		if (!checkpoint || status !== "done" || !(hazards.includes("H15") || /backup|export/.test(id))) return [];
		const files = Object.values(evidence).flatMap((value) => (Array.isArray(value) ? value : []));
		return [{ stepId: id, title, files: files.map((file) => `${(file as { storedAt?: unknown }).storedAt ?? ""}`) }];
	});
	const disposeBy = Object.entries(state.steps).find(([id]) => id.startsWith("estate.dispose-backups:"))?.[1].evidence?.disposeBy;
	return { steps, ...(typeof disposeBy === "string" && { disposeBy }) };
}

/** The draft and what was added to it. */
export async function planReview(principal: Principal, planId: string): Promise<Result<PlanReview, Refusal>> {
	const allowed = allow(principal, "read");
	if (!allowed.ok) return allowed;
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const events = (await readEvents(planStream(planId), 0)).map(({ event }) => recordedRunEvent(event));
	const last = (await accessEvents("copies-destroyed")).filter(({ data }) => data.planId === planId).at(-1);
	const destroyed = last && { at: last.at, by: last.actorId, ...(last.data.note !== undefined && { note: last.data.note }) };
	return ok({
		summary: runSummary(events, state),
		remarks: await remarksOn(planId),
		copies: { ...copiesOf(state), ...(destroyed && { destroyed }) },
		people: await people(),
	});
}

/** Adds a remark, or the confirmation that the copies are destroyed; both once the run has ended. */
export async function addToReview(
	principal: Principal,
	planId: string,
	body: ReviewBody,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<{ readonly events: readonly StoredEvent[]; readonly sequence: number }, Refusal>> {
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const allowed = allow(principal, "lead");
	if (!allowed.ok) return allowed;
	if (!state.ended) return err({ code: "invalid", issues: [{ path: "", message: "The run has not ended yet: add a note to it instead" }] });
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: `${body.type} ${planId}` }, at };
	return commit((unit) =>
		appendAccess(unit, envelope, [
			body.type === "add-remark"
				? { type: "review-noted", data: { planId, text: body.text, ...(body.about !== undefined && { about: body.about }) } }
				: {
						type: "copies-destroyed",
						data: {
							planId,
							stepIds: copiesOf(state).steps.map(({ stepId }) => stepId),
							...(body.note !== undefined && { note: body.note }),
						},
					},
		]),
	);
}
