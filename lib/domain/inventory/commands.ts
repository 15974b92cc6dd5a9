/**
 * Orders to an estate, as they come over the wire (`POST /estates/{id}/commands`). Strict. `expectedSequence` is what
 * the person saw: an edit is refused when somebody changed one of its own components since, a replacement when
 * anything changed at all.
 */
import { z } from "zod";
import { instant } from "../ids.ts";
import { crewList } from "../schedule/crew.ts";
import { freezeOrder } from "../schedule/freeze-order.ts";
import { edit, MAX_EDITS } from "./edits.ts";
import * as field from "./fields.ts";

const expectedSequence = z.int().min(0).optional();
/** Judged by its own parser, which names every JSON path itself. */
const document = z.looseObject({});

export const estateOrder = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("edit-components"), edits: z.array(edit).min(1).max(MAX_EDITS), expectedSequence }),
	/** Takes back the whole change that the event of this sequence belongs to, by new events. */
	z.strictObject({ type: z.literal("undo-change"), sequence: z.int().min(1) }),
	/** `factAges`: when facts of the document were read from their machines, by fact key. */
	z.strictObject({
		type: z.literal("replace-inventory"),
		inventory: document,
		factAges: z.record(z.string().max(1000), instant).optional(),
		expectedSequence,
	}),
	/** What the collector printed on some hosts. `prefer`: which side to keep where a person had entered another value. */
	z.strictObject({
		type: z.literal("merge-fragments"),
		fragments: z.array(document).min(1).max(10_000),
		prefer: z.enum(["collected", "recorded"]).optional(),
		expectedSequence,
	}),
	z.strictObject({ type: z.literal("set-fact-age-limit"), days: z.int().min(1).max(3650) }),
	/** Takes the estate out of the lists and keeps everything; nothing in it can be changed until it is restored. */
	z.strictObject({ type: z.literal("archive-estate"), reason: field.text(500).optional() }),
	z.strictObject({ type: z.literal("restore-estate") }),
	/** Nothing new begins here between these instants. */
	z.strictObject({ type: z.literal("set-freeze"), ...freezeOrder }),
	z.strictObject({ type: z.literal("lift-freeze"), freezeId: z.string().min(1).max(20), reason: field.text(500).optional() }),
	/** Who works on the estate's nights; an empty list: whoever is bound to its teams. */
	z.strictObject({ type: z.literal("set-crew"), crew: crewList }),
]);
export type EstateOrder = z.infer<typeof estateOrder>;
