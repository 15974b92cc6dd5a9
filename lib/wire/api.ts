/**
 * Bodies and answers of `/api/v1` (contracts section 4). The same schemas validate the calls and describe them.
 * Strict: an unknown key is refused with its path, so that a misspelt option never passes silently.
 */
import { z } from "zod";
import { id } from "@/lib/domain/ids.ts";
import { name } from "@/lib/domain/inventory/fields.ts";
import { purpose, recipe, team } from "@/lib/domain/planner/plan-document.ts";
import { plannedWindow } from "@/lib/domain/run/commands.ts";
import { version } from "@/lib/domain/version.ts";

/** Judged by `parseInventory`, which names every JSON path itself. */
const inventory = z.looseObject({});

const planRequest = {
	targetVersion: version,
	recipe: recipe.default("guide"),
	purpose: purpose.default("upgrade"),
};

export const planPreviewBody = z.strictObject({ inventory, ...planRequest });
export type PlanPreviewBody = z.infer<typeof planPreviewBody>;

export const newEstateBody = z.union([z.strictObject({ name }), z.strictObject({ inventory }), z.strictObject({ copyOf: id, name })], {
	error: "Send a name, an inventory, or copyOf with a name",
});

export const inventoryBody = inventory;

const computedPlan = z.strictObject({ ...planRequest, window: plannedWindow.optional() });
const rehearsal = z.strictObject({ rehearsalOf: z.string().min(1).max(64) });

/** Compute a plan, or freeze one of the estate's plans once more to rehearse it. Names the path of what is wrong. */
export const newPlanBody = z.union([computedPlan, rehearsal]);

/** `teams` empty: the person is bound no longer. */
export const teamsBody = z.strictObject({ userId: z.string().min(1).max(64), teams: z.array(team).max(20) });

/** Any JSON: whether this role may give the order is asked before its shape. */
export const commandBody = z.unknown();

/** A sequence in a query: `after` of the event calls asks for everything behind it. */
export const sequenceQuery = z
	.string()
	.regex(/^\d{1,15}$/, "A sequence is a whole number from 0")
	.transform(Number);
