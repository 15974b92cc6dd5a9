/** Who is there to work on an estate's nights, as it is ordered and stored: `workers.ts` makes hands of it. */
import { z } from "zod";
import { id, instant } from "../ids.ts";
import { team } from "../planner/plan-document.ts";

/** A person, or several of whom only the number is known. `from` and `until`: their shift. */
export const crewMember = z
	.strictObject({
		teams: z.array(team).min(1).max(7),
		people: z.int().min(1).max(99),
		userId: id.optional(),
		from: instant.optional(),
		until: instant.optional(),
	})
	.refine(({ userId, people }) => userId === undefined || people === 1, { path: ["people"], message: "One person counts once" })
	.refine(({ from, until }) => from === undefined || until === undefined || from < until, {
		path: ["until"],
		message: "A shift ends after it begins",
	});
export type CrewMember = z.infer<typeof crewMember>;

export const crewList = z.array(crewMember).max(200);
