/** An estate's stream in memory: orders are judged and folded as on the server, by a lead unless said. */
import type { Role } from "../access/permissions.ts";
import { decideEstate, type EstateCommand } from "../inventory/decide.ts";
import type { Inventory } from "../inventory/document.ts";
import { changeOfEvent, type EstateEvent, type InventoryChange } from "../inventory/events.ts";
import { type EstateState, foldEstate, type RecordedEstateEvent } from "../inventory/evolve.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import type { Refusal } from "../run/refusals.ts";

export const AT = "2026-11-24T00:00:00.000Z";

/** A valid document from what is given; the estate is called Contoso. */
export function inventoryOf(parts: object): Inventory {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Contoso" }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

export type Answer = { readonly events: readonly EstateEvent[] } | { readonly refusal: Refusal };

export function estateStory(from: Inventory) {
	let state: EstateState | undefined;
	const give = (command: EstateCommand, role: Role = "lead"): Answer => {
		const decided = decideEstate(state, command, role);
		if (!decided.ok) return { refusal: decided.error };
		const recorded = decided.value.map(
			(event, i): RecordedEstateEvent => ({ ...event, sequence: (state?.sequence ?? 0) + i + 1, at: AT, actor: { id: "lena" } }),
		);
		state = foldEstate(state, recorded);
		return { events: decided.value };
	};
	give({ type: "create-estate", inventory: from });
	return {
		give,
		get state(): EstateState {
			if (!state) throw new Error("No estate");
			return state;
		},
	};
}

/** The changes an accepted order made. */
export const changesOf = (answer: Answer): readonly InventoryChange[] =>
	("events" in answer ? answer.events : []).flatMap((event) => changeOfEvent(event) ?? []);
