import "server-only";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { Finding } from "@/lib/domain/planner/plan-document.ts";
import { planFindings } from "@/lib/domain/planner/plan-findings.ts";

/** By inventory, as long as the folded estate is kept; by target within it. Findings are a pure function, so nothing goes stale. */
const known = new WeakMap<Inventory, Map<string, readonly Finding[]>>();
const MOST_TARGETS = 8;

/** What the planner would say of an estate on the way to a target by the guide's recipe. */
export function estateFindings(inventory: Inventory, target: string): readonly Finding[] {
	const byTarget = known.get(inventory) ?? new Map<string, readonly Finding[]>();
	known.set(inventory, byTarget);
	const before = byTarget.get(target);
	if (before !== undefined) return before;
	const findings = planFindings(inventory, { targetVersion: target, recipe: "guide", purpose: "upgrade" });
	if (byTarget.size >= MOST_TARGETS) byTarget.clear();
	byTarget.set(target, findings);
	return findings;
}
