import "server-only";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { PlanPreviewBody } from "@/lib/wire/api.ts";
import { checkedPlan } from "./plans.ts";

/** The plan for an inventory sent along; stores nothing. Issues carry paths inside the inventory document. */
export function previewPlan({ inventory, ...order }: PlanPreviewBody): Result<PlanDocument, Refusal> {
	const parsed = parseInventory(inventory);
	return parsed.ok ? ok(checkedPlan(parsed.value, order)) : err({ code: "invalid", issues: parsed.error });
}
