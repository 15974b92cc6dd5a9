/** What is said about a run once it is over: remarks of a lead, and that copies with secrets were destroyed. */
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
	z.strictObject({ type: z.literal("confirm-destruction"), note: text(2_000).optional() }),
]);
export type ReviewBody = z.infer<typeof reviewBody>;
