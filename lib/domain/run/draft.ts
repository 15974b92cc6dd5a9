/** The first event of a plan's stream: the plan and the inventory it was computed from, frozen. */
import { may } from "../access/permissions.ts";
import type { Inventory } from "../inventory/document.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import { err, ok } from "../result.ts";
import type { MaintenanceWindow } from "./commands.ts";
import type { DecideContext, Decision } from "./decide-context.ts";

export type Draft = {
	readonly estateId: string;
	/** Sequence of the estate's stream at which the inventory was read. */
	readonly estateSequence: number;
	readonly plan: PlanDocument;
	readonly inventory: Inventory;
	readonly window?: MaintenanceWindow;
	/** Plan id this one rehearses. */
	readonly rehearsalOf?: string;
};

/** Any plan may be drafted, a blocked one too: its findings are worth reading. Leads only. */
export function draft(data: Draft, { actor }: Pick<DecideContext, "actor">): Decision {
	if (!may(actor.role, "lead")) return err({ code: "forbidden", needs: "lead" });
	return ok([{ type: "plan-drafted", data }]);
}
