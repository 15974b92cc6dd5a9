/**
 * Facts in the stream `access`: what concerns the installation as a whole. Ids and hashes only; names live elsewhere.
 * A shipped event type or key never changes its meaning; new ones are added.
 */
import { z } from "zod";
import { freezeFacts } from "../schedule/freeze.ts";
import { signInEvents } from "./sign-in-events.ts";

export const accessEvent = z.discriminatedUnion("type", [
	...signInEvents,
	/** A backup was put in place of a longer log. `branch`: number the origins of later checkpoints carry. */
	z.strictObject({ type: z.literal("log-restored"), data: z.strictObject({ branch: z.int().min(2), reason: z.string() }) }),
	/** `note`: signed by the old and by the new key, so that whoever trusts the old one can trust the new one. */
	z.strictObject({
		type: z.literal("signing-key-rotated"),
		data: z.strictObject({ from: z.string(), to: z.string(), note: z.string() }),
	}),
	/** A person's name and address were replaced on request; the id in the log stays. */
	z.strictObject({ type: z.literal("person-pseudonymised"), data: z.strictObject({ userId: z.string() }) }),
	/** The first event of a log that began when the one named here was wiped, with all its events. */
	z.strictObject({ type: z.literal("installation-wiped"), data: z.strictObject({ log: z.string(), events: z.int().min(0) }) }),
	/** Access records older than this instant were removed, as the retention says. */
	z.strictObject({ type: z.literal("access-records-removed"), data: z.strictObject({ before: z.string(), count: z.int().min(0) }) }),
	/** A lead's remark in the review of an ended run; `about`: sequence of an event, or a heading of the draft. */
	z.strictObject({
		type: z.literal("review-noted"),
		data: z.strictObject({ planId: z.string(), about: z.string().optional(), text: z.string() }),
	}),
	/** Day, `YYYY-MM-DD`, by which the copies of a run which hold secrets are to be destroyed; a later one replaces it. */
	z.strictObject({ type: z.literal("disposal-date-set"), data: z.strictObject({ planId: z.string(), disposeBy: z.iso.date() }) }),
	/** Somebody confirmed that the copies of a run which hold secrets were destroyed. */
	z.strictObject({
		type: z.literal("copies-destroyed"),
		data: z.strictObject({ planId: z.string(), stepIds: z.array(z.string()), note: z.string().optional() }),
	}),
	/** Nothing new begins on any estate between these instants. Known by an `f` and the sequence of this event. */
	z.strictObject({ type: z.literal("freeze-set"), data: z.strictObject(freezeFacts) }),
	z.strictObject({ type: z.literal("freeze-lifted"), data: z.strictObject({ freezeId: z.string(), reason: z.string().optional() }) }),
]);
export type AccessEvent = z.infer<typeof accessEvent>;
