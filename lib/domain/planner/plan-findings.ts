/**
 * What `plan()` would say of an estate, without its steps: a tenth of the work, for pages that show findings only.
 * Promises: exactly the `findings` of the plan for the same inventory and options.
 */
import type { Inventory } from "../inventory/document.ts";
import { type PlanOptions, readFacts } from "./facts.ts";
import { allFindings } from "./findings.ts";
import type { Finding } from "./plan-document.ts";
import { decideScope } from "./scope.ts";
import { sortedInventory } from "./sorted-inventory.ts";

export function planFindings(inventory: Inventory, { targetVersion, recipe, purpose }: PlanOptions): Finding[] {
	const facts = readFacts(sortedInventory(inventory), { targetVersion, recipe, purpose });
	return allFindings(facts, decideScope(facts));
}
