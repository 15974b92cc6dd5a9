/**
 * Plans come to be here: computed from the estate's present inventory, judged by the independent checker, and frozen in
 * the first event of their stream. Refuses (as a fault) to store a plan that the checker finds unsafe.
 */
import "server-only";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { checkPlan } from "@/lib/domain/planner/check-plan.ts";
import { plan as computePlan } from "@/lib/domain/planner/plan.ts";
import type { PlanDocument, Purpose, Recipe } from "@/lib/domain/planner/plan-document.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { rehearsalDraft } from "@/lib/domain/run/rehearsal.ts";
import { instantNow, notFound } from "./access.ts";
import { database } from "./db.ts";
import { allowOnEstate } from "./estate-roles.ts";
import { estateKind, estateStream } from "./estate-stream.ts";
import type { StoredEvent } from "./event-store.ts";
import { planState, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { readEvents } from "./read-events.ts";
import { sha256 } from "./sha256.ts";
import { type PlanCreated, storeDraft } from "./store-draft.ts";
import { readHead } from "./stream-state.ts";

export type PlanOrder = {
	readonly targetVersion: string;
	readonly recipe?: Recipe | undefined;
	readonly purpose?: Purpose | undefined;
	readonly window?: MaintenanceWindow | undefined;
};

/** The plan for an inventory, checked. Throws when the checker finds a violation: that is our bug, never the user's. */
export function checkedPlan(inventory: Inventory, { targetVersion, recipe = "guide", purpose = "upgrade" }: PlanOrder): PlanDocument {
	const computed = computePlan(inventory, { targetVersion, recipe, purpose }, sha256);
	const violations = checkPlan(computed, inventory, sha256);
	if (violations.length > 0) throw new Error(`The computed plan is not safe: ${JSON.stringify(violations.slice(0, 5))}`);
	return computed;
}

/** Computes and freezes a plan as a draft. The same command id gives the same plan, whatever the estate is by then. */
export async function createPlan(
	principal: Principal,
	estateId: string,
	order: PlanOrder,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<PlanCreated, Refusal>> {
	const { state: estate } = await readHead(database(), estateStream(estateId), estateKind);
	if (!estate) return notFound("estate");
	const allowed = allowOnEstate(principal, estateId, "lead");
	if (!allowed.ok) return allowed;
	if (estate.archived) return err({ code: "estate-archived", at: estate.archived.at });
	const { sequence: estateSequence, inventory } = estate;
	const plan = checkedPlan(inventory, order); // before the transaction: a large estate takes a moment, and nobody should wait
	const facts = { estateId, estateSequence, plan, inventory, ...(order.window && { window: order.window }) };
	return storeDraft(principal, facts, commandId, at);
}

/** Freezes one of the estate's plans once more, to be rehearsed in a stream of its own; the original stays as it is. */
export async function rehearsePlan(
	principal: Principal,
	estateId: string,
	originalId: string,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<PlanCreated, Refusal>> {
	const allowed = allowOnEstate(principal, estateId, "lead");
	if (!allowed.ok) return allowed;
	const original = await planState(originalId);
	if (original?.estateId !== estateId) return notFound("plan");
	const facts = rehearsalDraft(originalId, original, original.estateSequence);
	return facts.ok ? storeDraft(principal, facts.value, commandId, at) : facts;
}

/** The plan's events after a sequence, at most `limit`, as they lie in the log. */
export async function planEvents(
	principal: Principal,
	planId: string,
	after: number,
	limit?: number,
): Promise<Result<{ readonly events: readonly StoredEvent[]; readonly sequence: number }, Refusal>> {
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const allowed = allowOnEstate(principal, state.estateId, "read");
	if (!allowed.ok) return allowed;
	const events = await readEvents(planStream(planId), after, limit);
	return ok({ events, sequence: events.at(-1)?.event.sequence ?? Math.max(after, state.sequence) });
}
