/**
 * Judges an order to an estate against its present inventory. Promises: the events that follow turn the one into the
 * other, all or none; an order that changes nothing makes no events.
 * Refuses: roles that may not, a second beginning, a missing estate, and an order that saw an older inventory.
 */
import { may, type Role } from "../access/permissions.ts";
import { err, ok, type Result } from "../result.ts";
import type { Refusal } from "../run/refusals.ts";
import { diffInventories, type InventoryChange } from "./diff.ts";
import type { Inventory } from "./document.ts";
import type { EstateEvent } from "./events.ts";
import { type EstateState, foldEstate } from "./evolve.ts";

export type EstateCommand =
	| { readonly type: "create-estate"; readonly inventory: Inventory }
	| { readonly type: "replace-inventory"; readonly inventory: Inventory; readonly expectedSequence?: number | undefined }
	/** What a live run did to components: from the run's own gate, so it needs no permission of its own. */
	| {
			readonly type: "record-work";
			readonly change: (inventory: Inventory) => Inventory;
			readonly cause: { readonly planId: string; readonly stepId: string };
	  };

type Cause = { readonly planId: string; readonly stepId: string };

function eventOf(change: InventoryChange, cause?: Cause): EstateEvent {
	const { change: what, ...data } = change;
	const facts = { ...data, ...(cause && { cause }) };
	return { type: `component-${what}`, data: facts } as EstateEvent; // each kind of change has the keys of its event
}

const created = (inventory: Inventory): EstateEvent => ({ type: "estate-created", data: { facts: inventory.estate } });

/** What stands there right after the first event: the estate's own facts and nothing else. */
function bare(inventory: Inventory): Inventory {
	const state = foldEstate(undefined, [{ ...created(inventory), sequence: 1, at: "", actor: { id: "" } }]);
	if (!state) throw new Error("An estate that was created must exist");
	return state.inventory;
}

/** The events that `command` makes, or why it is refused. */
export function decideEstate(state: EstateState | undefined, command: EstateCommand, role: Role): Result<readonly EstateEvent[], Refusal> {
	if (command.type !== "create-estate" && !state) return err({ code: "not-found", what: "estate" });
	if (command.type !== "record-work" && !may(role, "lead")) return err({ code: "forbidden", needs: "lead" });
	if (command.type === "create-estate") {
		if (state) return err({ code: "invalid", issues: [{ path: "", message: "This estate exists already" }] });
		const parts = diffInventories(bare(command.inventory), command.inventory).map((change) => eventOf(change));
		return ok([created(command.inventory), ...parts]);
	}
	const before = (state as EstateState).inventory; // missing was answered above
	if (command.type === "record-work")
		return ok(diffInventories(before, command.change(before)).map((change) => eventOf(change, command.cause)));
	if (command.expectedSequence !== undefined && command.expectedSequence !== state?.sequence)
		return err({ code: "stale-sequence", sequence: state?.sequence ?? 0 });
	return ok(diffInventories(before, command.inventory).map((change) => eventOf(change)));
}
