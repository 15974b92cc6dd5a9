/** Points of no return in words: what going back means from there, and what has made it worse since the approval. Pure. */
import type { PointOfNoReturn } from "@/lib/domain/run/back-out.ts";
import type { Worsened } from "@/lib/domain/run/point-of-no-return.ts";

const meanings: Readonly<Record<PointOfNoReturn["why"], string>> = {
	"data-restore":
		"Once the new primary writes, going back means restoring the data file: what users and settings changed after the copy is lost.",
	"no-old-server-left":
		"The last server of the old version goes. Going back means installing the old version again and restoring the data file.",
	"no-way-below-8.0": "The mobile app web service goes. Going back below 8.0 needs it installed again.",
	"backups-destroyed": "The copies are destroyed. There is nothing left to go back to.",
};
/** What going back means once the point is crossed. */
export const noReturnMeaning = (why: PointOfNoReturn["why"]): string => meanings[why];

const worse: Readonly<Record<Worsened, string>> = {
	"copy-stale": "every copy of the group's data is older than 24 hours",
	"old-primary-down": "the old primary is marked down, so it cannot take over again",
};
/** Part of a sentence: why the acknowledgement of the approval no longer covers it. */
export const worseWords = (reason: Worsened): string => worse[reason];
