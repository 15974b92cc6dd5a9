/**
 * Edits: what a person changes about single components, as data. One order carries any number of them (a bulk edit is
 * one order), each on one component. `set` and `unset` name fields as the document does, `webServiceSdk.url` for one
 * inside; a field that is unset falls back to the document's default.
 */
import { z } from "zod";
import { componentKind } from "./events.ts";

/** The kinds an edit can be about. A node of a farm is called `FARM/HOST`, as in plans. */
export const editedKind = z.enum([...componentKind.options, "adfs-node"]);
export type EditedKind = z.infer<typeof editedKind>;

const name = z.string().min(1).max(400);
const field = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}(\.[A-Za-z][A-Za-z0-9]{0,39})?$/, "Not a field of the document");
const facts = z.record(field, z.unknown());

export const edit = z.discriminatedUnion("do", [
	/** `facts` as in the document; a node also says its `farm`. */
	z.strictObject({ do: z.literal("add"), component: editedKind.exclude(["estate"]), facts }),
	z.strictObject({
		do: z.literal("change"),
		component: editedKind,
		name: z.string().max(400),
		set: facts.optional(),
		unset: z.array(field).max(40).optional(),
	}),
	/** Another name, followed by everything that uses the old one. A server's or portal's name is its host: it moves there. */
	z.strictObject({ do: z.literal("rename"), component: editedKind.exclude(["estate"]), name, to: name }),
	/** A pool is also taken from its members; a component that others need is refused. */
	z.strictObject({ do: z.literal("remove"), component: editedKind.exclude(["estate"]), name }),
]);
export type Edit = z.infer<typeof edit>;

export const MAX_EDITS = 20_000;
