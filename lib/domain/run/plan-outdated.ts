/** The refusal that says which facts of the estate were changed since the plan read them. */
import type { InventoryChange } from "../inventory/events.ts";
import { changedName } from "../inventory/outside-changes.ts";
import type { Refusal } from "./refusals.ts";

export const planOutdated = (changes: readonly InventoryChange[]): Extract<Refusal, { code: "plan-outdated" }> => ({
	code: "plan-outdated",
	changed: changes.map(changedName),
	changes,
});
