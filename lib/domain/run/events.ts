/**
 * Facts in the stream `plan/<id>`. A shipped event type or key never changes its meaning; new ones are added.
 * The first event freezes the plan and the inventory it was computed from, so replay never plans again.
 */
import { z } from "zod";
import type { Inventory } from "../inventory/document.ts";
import { inventoryChange } from "../inventory/events.ts";
import { planDocument } from "../planner/plan-document.ts";
import { evidence, maintenanceWindow, runMode, runOutcome, waivable } from "./commands.ts";

// Validated when it was imported; parsing thousands of components again on every replay buys nothing.
const inventory = z.custom<Inventory>((value) => typeof value === "object" && value !== null);
const stepId = z.string();
const reason = z.string();
/** Entered afterwards: when it happened. `at` stays the time it was entered. */
const happened = { happenedAt: z.string().optional() };

export const runEvent = z.discriminatedUnion("type", [
	z.strictObject({
		type: z.literal("plan-drafted"),
		data: z.strictObject({
			estateId: z.string(),
			/** Sequence of the estate's stream the inventory was read at. */
			estateSequence: z.int(),
			plan: planDocument,
			inventory,
			window: maintenanceWindow.optional(),
			/** Id of the plan this one rehearses: the same plan and inventory, frozen once more in a stream of its own. */
			rehearsalOf: z.string().optional(),
		}),
	}),
	z.strictObject({ type: z.literal("plan-submitted"), data: z.strictObject({}) }),
	z.strictObject({
		type: z.literal("plan-approved"),
		/** `warnings`: `code subject` of each warning the approval acknowledges. */
		data: z.strictObject({
			planDigest: z.string(),
			reason: reason.optional(),
			warnings: z.array(z.string()),
			/** Step ids of the points of no return it acknowledges; absent: there are none. */
			pointsOfNoReturn: z.array(z.string()).optional(),
		}),
	}),
	z.strictObject({ type: z.literal("plan-rejected"), data: z.strictObject({ reason }) }),
	/** The window from now on; none without one. */
	z.strictObject({
		type: z.literal("window-set"),
		data: z.strictObject({ window: maintenanceWindow.optional(), reason: reason.optional() }),
	}),
	z.strictObject({ type: z.literal("run-started"), data: z.strictObject({ mode: runMode }) }),
	z.strictObject({ type: z.literal("step-claimed"), data: z.strictObject({ stepId }) }),
	z.strictObject({ type: z.literal("step-released"), data: z.strictObject({ stepId }) }),
	z.strictObject({ type: z.literal("step-assigned"), data: z.strictObject({ stepId, userId: z.string() }) }),
	z.strictObject({ type: z.literal("step-confirmed"), data: z.strictObject({ stepId }) }),
	/** `confirmedBy`: the second person where the step needs one. */
	z.strictObject({
		type: z.literal("step-started"),
		data: z.strictObject({ stepId, confirmedBy: z.string().optional(), ...happened }),
	}),
	/** `remarks`: differences from the inventory that are recorded and do not refuse. */
	z.strictObject({
		type: z.literal("step-completed"),
		data: z.strictObject({ stepId, evidence, remarks: z.array(z.string()).optional(), ...happened }),
	}),
	z.strictObject({ type: z.literal("step-failed"), data: z.strictObject({ stepId, reason, ...happened }) }),
	z.strictObject({ type: z.literal("step-retried"), data: z.strictObject({ stepId, reason: reason.optional() }) }),
	z.strictObject({ type: z.literal("step-skipped"), data: z.strictObject({ stepId, reason }) }),
	z.strictObject({ type: z.literal("step-reopened"), data: z.strictObject({ stepId, reason }) }),
	z.strictObject({
		type: z.literal("subject-parked"),
		data: z.strictObject({ subject: z.string(), reason, stepIds: z.array(z.string()) }),
	}),
	z.strictObject({ type: z.literal("subject-unparked"), data: z.strictObject({ subject: z.string() }) }),
	/** `because`: what had made it worse than approved at that moment; empty: a second look at what was approved. */
	z.strictObject({
		type: z.literal("point-of-no-return-acknowledged"),
		data: z.strictObject({ stepId, because: z.array(z.enum(["copy-stale", "old-primary-down"])), reason: reason.optional() }),
	}),
	/** Out of service for a reason outside the plan, and back again. `subject`: a component of the frozen inventory, or a host. */
	z.strictObject({ type: z.literal("member-marked-down"), data: z.strictObject({ subject: z.string(), reason }) }),
	z.strictObject({ type: z.literal("member-marked-up"), data: z.strictObject({ subject: z.string() }) }),
	z.strictObject({ type: z.literal("waived"), data: z.strictObject({ code: waivable, subject: z.string(), reason }) }),
	z.strictObject({ type: z.literal("note-added"), data: z.strictObject({ stepId: stepId.optional(), text: z.string() }) }),
	z.strictObject({ type: z.literal("run-paused"), data: z.strictObject({ reason, acknowledgedGaps: z.array(z.string()).optional() }) }),
	z.strictObject({ type: z.literal("run-resumed"), data: z.strictObject({}) }),
	z.strictObject({
		type: z.literal("handed-over"),
		/** `summary`: open windows, claims, the next five ready steps and what is marked down at that moment. */
		data: z.strictObject({
			to: z.string(),
			note: z.string().optional(),
			summary: z.strictObject({
				openWindows: z.array(z.string()),
				claims: z.array(z.string()),
				nextReady: z.array(z.string()),
				down: z.array(z.string()).optional(),
			}),
		}),
	}),
	z.strictObject({
		type: z.literal("amendment-proposed"),
		/** The plan and its inventory, frozen as in the first event. `changes`: what was changed from outside. */
		data: z.strictObject({
			estateSequence: z.int(),
			plan: planDocument,
			inventory,
			changes: z.array(inventoryChange).readonly(),
			reason: reason.optional(),
		}),
	}),
	z.strictObject({
		type: z.literal("amendment-approved"),
		/** `warnings` acknowledged, and `waivers` (`code subject`) given anew, because those of another digest are void. */
		data: z.strictObject({
			planDigest: z.string(),
			reason: reason.optional(),
			warnings: z.array(z.string()),
			waivers: z.array(z.string()),
			/** Step ids of the points of no return still to come. */
			pointsOfNoReturn: z.array(z.string()).optional(),
		}),
	}),
	z.strictObject({ type: z.literal("amendment-withdrawn"), data: z.strictObject({ reason: reason.optional() }) }),
	z.strictObject({
		type: z.literal("run-ended"),
		/** `debts`: step ids that were parked, skipped or left undone. `notTakenBack`: of a run backed out, step ids that still stand. */
		data: z.strictObject({
			outcome: runOutcome,
			reason: reason.optional(),
			debts: z.array(z.string()),
			notTakenBack: z.array(z.string()).optional(),
		}),
	}),
]);
export type RunEvent = z.infer<typeof runEvent>;
