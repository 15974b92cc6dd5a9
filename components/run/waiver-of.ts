/** Which refusals a lead can waive, and for which subject exactly: the one the refusal names. Pure. */
import type { Problem } from "@/lib/client/problem.ts";
import type { Waivable } from "@/lib/domain/run/commands.ts";

export type WaiverSubject = { readonly code: Waivable; readonly subject: string };

/** Undefined where nobody may set the refusal aside. */
export function waiverOf(problem: Problem): WaiverSubject | undefined {
	switch (problem.code) {
		case "last-serving-node":
		case "outside-window":
		case "change-freeze":
		case "too-late-to-finish":
		case "backup-stale":
			return { code: problem.code, subject: problem.subject };
		default:
			return undefined;
	}
}
