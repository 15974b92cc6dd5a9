import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";

/** What a plan is called: `Upgrade to 8.1`, `Migration Utility on 8.1`. */
export const planTitle = (plan: Pick<PlanDocument, "recipe" | "targetVersion">): string =>
	plan.recipe === "guide" ? `Upgrade to ${plan.targetVersion}` : `Primary only to ${plan.targetVersion}, for the Migration Utility`;

export const recipeText = (recipe: PlanDocument["recipe"]): string => (recipe === "guide" ? "Guide recipe" : "Migration Utility recipe");

const purposes: Record<PlanDocument["purpose"], string> = { upgrade: "upgrade", "migration-prep": "migration prep", lab: "lab" };
export const purposeText = (purpose: PlanDocument["purpose"]): string => purposes[purpose];
