import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { RunState } from "@/lib/domain/run/state.ts";

/** What a plan is called: `Upgrade to 8.1`, `Migration Utility on 8.1`. */
export const planTitle = (plan: Pick<PlanDocument, "recipe" | "targetVersion">): string =>
	plan.recipe === "guide" ? `Upgrade to ${plan.targetVersion}` : `Primary only to ${plan.targetVersion}, for the Migration Utility`;

/** The same for a plan with its run: a rehearsal says so first, in every title. */
export const runTitle = (state: Pick<RunState, "plan" | "rehearsalOf" | "mode">): string =>
	isRehearsal(state) ? `Rehearsal: ${planTitle(state.plan)}` : planTitle(state.plan);

export const recipeText = (recipe: PlanDocument["recipe"]): string => (recipe === "guide" ? "Guide recipe" : "Migration Utility recipe");

const purposes: Record<PlanDocument["purpose"], string> = { upgrade: "upgrade", "migration-prep": "migration prep", lab: "lab" };
export const purposeText = (purpose: PlanDocument["purpose"]): string => purposes[purpose];
