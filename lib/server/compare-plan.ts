/**
 * Two frozen plans of one estate side by side, or a plan and the amendment proposed for its run.
 * Refuses plans of different estates: nothing that was changed in the one could explain the other.
 */
import "server-only";
import { comparePlans } from "@/lib/domain/planner/compare-plans.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { ComparedView, ComparisonView, PlanSummary } from "@/lib/wire/views.ts";
import { notFound } from "./access.ts";
import { allowOnPlan } from "./estate-roles.ts";
import { planState } from "./plan-stream.ts";
import { planSummaries } from "./plan-summaries.ts";
import type { Principal } from "./principal.ts";

const approvedOnce: readonly PlanSummary["status"][] = ["approved", "running", "paused", "ended"];

/** Id of the plan of the same estate that was approved last, as far as it was made before this one; else of any other. */
function lastApproved(plans: readonly PlanSummary[], id: string): string | undefined {
	const own = plans.find((plan) => plan.id === id);
	const others = plans.filter((plan) => plan.id !== id && approvedOnce.includes(plan.status));
	const newestFirst = others.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
	return (newestFirst.find(({ createdAt }) => own === undefined || createdAt < own.createdAt) ?? newestFirst[0])?.id;
}

type Side = { readonly view: ComparedView; readonly parts: Pick<RunState, "plan" | "inventory"> };

const sideOf = (planId: string, { plan, inventory, status, draftedAt: at }: RunState): Side => ({
	view: { planId, planDigest: plan.planDigest, targetVersion: plan.targetVersion, status, amendment: false, at },
	parts: { plan, inventory },
});

/** `other`: a plan's id or `amendment`; without it the proposed amendment, else the estate's last approved plan. */
export async function comparePlan(principal: Principal, planId: string, other?: string): Promise<Result<ComparisonView, Refusal>> {
	const allowed = await allowOnPlan(principal, planId, "read");
	if (!allowed.ok) return allowed;
	const state = await planState(planId);
	if (!state) return notFound("plan");
	const { amendment } = state;
	const own = sideOf(planId, state);
	if (other === "amendment" || (other === undefined && amendment)) {
		if (!amendment) return notFound("amendment");
		const { plan, inventory, at } = amendment;
		const proposed = { view: { ...own.view, planDigest: plan.planDigest, amendment: true, at }, parts: { plan, inventory } };
		return ok(compared(own, proposed));
	}
	const otherId = other ?? lastApproved(await planSummaries(state.estateId), planId);
	const otherState = otherId === undefined ? undefined : await planState(otherId);
	if (otherId === undefined || !otherState) return notFound("plan to compare with");
	if (otherState.estateId !== state.estateId)
		return err({ code: "invalid", issues: [{ path: "with", message: "A plan of another estate" }] });
	return ok(compared(sideOf(otherId, otherState), own));
}

const compared = (before: Side, after: Side): ComparisonView => ({
	before: before.view,
	after: after.view,
	comparison: comparePlans(before.parts, after.parts),
});
