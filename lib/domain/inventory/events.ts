/**
 * Facts in the stream `estate/<id>`. One event a component; the events of one import share their command id.
 * A shipped event type or key never changes its meaning; new ones are added.
 */
import { z } from "zod";
import { estateFacts } from "./document.ts";

/** The parts an inventory is made of; a farm carries its nodes. */
export const componentKind = z.enum(["estate", "host", "mfa-server", "user-portal", "mobile-app", "adfs-farm", "pool", "client-system"]);
export type ComponentKind = z.infer<typeof componentKind>;

// Validated with the whole document when it was imported; the fold gives these back as they stand.
const facts = z.record(z.string(), z.unknown());
export type ComponentFacts = Readonly<Record<string, unknown>>;

/** The run that recorded a change, where no person typed it. */
const cause = z.strictObject({ planId: z.string(), stepId: z.string() }).optional();

export const estateEvent = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("estate-created"), data: z.strictObject({ facts: estateFacts }) }),
	z.strictObject({
		type: z.literal("component-added"),
		data: z.strictObject({ component: componentKind, name: z.string(), after: facts, cause }),
	}),
	/** `before` and `after` hold the keys in `fields` alone; a key missing on one side was absent there. */
	z.strictObject({
		type: z.literal("component-changed"),
		data: z.strictObject({ component: componentKind, name: z.string(), fields: z.array(z.string()), before: facts, after: facts, cause }),
	}),
	z.strictObject({
		type: z.literal("component-removed"),
		data: z.strictObject({ component: componentKind, name: z.string(), before: facts, cause }),
	}),
]);
export type EstateEvent = z.infer<typeof estateEvent>;
