/** What the server does for an amendment, by pure functions: the plan from the estate as it is and the begun work's facts. */
import { diffInventories } from "../inventory/diff.ts";
import type { Inventory } from "../inventory/document.ts";
import { plan } from "../planner/plan.ts";
import { err, ok } from "../result.ts";
import { amendedInventory } from "../run/amended-inventory.ts";
import type { AmendmentOffer } from "../run/amendment.ts";
import type { RunState } from "../run/state.ts";
import { sha256 } from "./sha256.ts";

/** `changes`: all differences from the frozen inventory, as if nothing had been written back. */
export function offerOf(state: RunState, current: Inventory, estateSequence = 2): AmendmentOffer {
	const inventory = amendedInventory(state, current);
	if (!inventory.ok) return err(inventory.error);
	const { targetVersion, recipe, purpose } = state.plan;
	const document = plan(inventory.value, { targetVersion, recipe, purpose }, sha256);
	return ok({ plan: document, inventory: inventory.value, estateSequence, changes: diffInventories(state.inventory, current) });
}
