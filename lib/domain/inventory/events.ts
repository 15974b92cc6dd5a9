/**
 * Facts in the stream `estate/<id>`. One event a component; the events of one import share their command id.
 * A shipped event type or key never changes its meaning; new ones are added.
 */
import { z } from "zod";
import { instant } from "../ids.ts";
import { team } from "../planner/plan-document.ts";
import { crewMember } from "../schedule/crew.ts";
import { freezeFacts } from "../schedule/freeze.ts";
import { estateFacts } from "./document.ts";

/** The parts an inventory is made of; a farm carries its nodes. */
export const componentKind = z.enum(["estate", "host", "mfa-server", "user-portal", "mobile-app", "adfs-farm", "pool", "client-system"]);
export type ComponentKind = z.infer<typeof componentKind>;

// Validated with the whole document when it was imported; the fold gives these back as they stand.
const facts = z.record(z.string(), z.unknown());
export type ComponentFacts = Readonly<Record<string, unknown>>;

/** A difference between two inventories, as other streams quote it. */
export const inventoryChange = z.discriminatedUnion("change", [
	z.strictObject({ change: z.literal("added"), component: componentKind, name: z.string(), after: facts }),
	/** `before` and `after` hold the keys in `fields` alone. */
	z.strictObject({
		change: z.literal("changed"),
		component: componentKind,
		name: z.string(),
		fields: z.array(z.string()).readonly(),
		before: facts,
		after: facts,
	}),
	z.strictObject({ change: z.literal("removed"), component: componentKind, name: z.string(), before: facts }),
]);

/** The run that recorded a change, where no person typed it. */
const cause = z.strictObject({ planId: z.string(), stepId: z.string() }).optional();

/** The sequence of the first event of the change that this one takes back. */
const undoes = z.int().min(1).optional();

/** The estate this one was copied from, and how far that one's history went. */
const copyOf = z.strictObject({ estateId: z.string(), sequence: z.int().min(1) });

export const estateEvent = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("estate-created"), data: z.strictObject({ facts: estateFacts, copyOf: copyOf.optional() }) }),
	z.strictObject({
		type: z.literal("component-added"),
		data: z.strictObject({ component: componentKind, name: z.string(), after: facts, cause, undoes }),
	}),
	/** `before` and `after` hold the keys in `fields` alone; a key missing on one side was absent there. */
	z.strictObject({
		type: z.literal("component-changed"),
		data: z.strictObject({
			component: componentKind,
			name: z.string(),
			fields: z.array(z.string()),
			before: facts,
			after: facts,
			cause,
			undoes,
		}),
	}),
	z.strictObject({
		type: z.literal("component-removed"),
		data: z.strictObject({ component: componentKind, name: z.string(), before: facts, cause, undoes }),
	}),
	/** When facts were read from their machines, by fact key; part of the command that brought the facts. */
	z.strictObject({ type: z.literal("facts-read"), data: z.strictObject({ ages: z.record(z.string(), instant) }) }),
	/** Facts read longer ago than this are called old. */
	z.strictObject({ type: z.literal("fact-age-limit-set"), data: z.strictObject({ days: z.int().min(1).max(3650) }) }),
	z.strictObject({ type: z.literal("estate-archived"), data: z.strictObject({ reason: z.string().optional() }) }),
	z.strictObject({ type: z.literal("estate-restored"), data: z.strictObject({}) }),
	/** Nothing new begins on the estate between these instants. Known by an `f` and the sequence of this event. */
	z.strictObject({ type: z.literal("freeze-set"), data: z.strictObject(freezeFacts) }),
	z.strictObject({ type: z.literal("freeze-lifted"), data: z.strictObject({ freezeId: z.string(), reason: z.string().optional() }) }),
	/** Everybody who works on the estate's nights, in place of whoever was named before. */
	z.strictObject({ type: z.literal("crew-set"), data: z.strictObject({ crew: z.array(crewMember) }) }),
	/** Whose steps an operator may do here; no teams: any step again. */
	z.strictObject({ type: z.literal("teams-bound"), data: z.strictObject({ userId: z.string(), teams: z.array(team) }) }),
]);
export type EstateEvent = z.infer<typeof estateEvent>;
export type ComponentEvent = Extract<EstateEvent, { type: `component-${string}` }>;

export const isComponentEvent = <E extends EstateEvent>(event: E): event is Extract<E, ComponentEvent> =>
	event.type.startsWith("component-");

/** What happened to one component. */
export type InventoryChange =
	| { readonly change: "added"; readonly component: ComponentKind; readonly name: string; readonly after: ComponentFacts }
	| {
			readonly change: "changed";
			readonly component: ComponentKind;
			readonly name: string;
			/** Keys that differ, sorted; `before` and `after` hold these alone. */
			readonly fields: readonly string[];
			readonly before: ComponentFacts;
			readonly after: ComponentFacts;
	  }
	| { readonly change: "removed"; readonly component: ComponentKind; readonly name: string; readonly before: ComponentFacts };

/** What an event changed, as `diffInventories` would say it; undefined for events about no component. */
export function changeOfEvent(event: EstateEvent): InventoryChange | undefined {
	switch (event.type) {
		case "component-added": {
			const { component, name, after } = event.data;
			return { change: "added", component, name, after };
		}
		case "component-changed": {
			const { component, name, fields, before, after } = event.data;
			return { change: "changed", component, name, fields, before, after };
		}
		case "component-removed": {
			const { component, name, before } = event.data;
			return { change: "removed", component, name, before };
		}
		default:
			return undefined;
	}
}
