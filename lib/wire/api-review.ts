/** What is said about a run once it is over: remarks of a lead, and what becomes of its copies with secrets. */
import { z } from "zod";

const text = (max: number) =>
	z
		.string()
		.trim()
		.min(1)
		.max(max)
		.refine((value) => value.isWellFormed(), "Holds half a character");

export const reviewBody = z.discriminatedUnion("type", [
	/** `about`: what the remark is about, e.g. a deviation as the review names it. */
	z.strictObject({ type: z.literal("add-remark"), text: text(5_000), about: text(400).optional() }),
	/** A day, `YYYY-MM-DD`. */
	z.strictObject({ type: z.literal("set-disposal-date"), disposeBy: z.iso.date("A day such as 2027-02-24") }),
	z.strictObject({ type: z.literal("confirm-destruction"), note: text(2_000).optional() }),
]);
export type ReviewBody = z.infer<typeof reviewBody>;
