/** The note that a hand-over writes by itself, line by line. Pure. */
import { subjectText } from "@/components/plan/lanes.ts";
import type { HandOverSummary } from "@/lib/domain/run/state.ts";
import { windowText } from "./refusal-text.ts";

export type SummaryNames = { readonly person: (id: string) => string; readonly stepTitle: (id: string) => string };
export type SummaryLine = { readonly label: string; readonly text: string };

/** `mfa-server.drain:MFA02 u-cid` as `Drain MFA02 (Cid)`; a step id holds no space behind its last one. */
function claimText(claim: string, names: SummaryNames): string {
	const space = claim.lastIndexOf(" ");
	return `${names.stepTitle(claim.slice(0, space))} (${names.person(claim.slice(space + 1))})`;
}

/** One line for what there is to say of each kind; nothing for what is empty. */
export function summaryLines(summary: HandOverSummary, names: SummaryNames): readonly SummaryLine[] {
	const lines: readonly (readonly [string, readonly string[]])[] = [
		["Open", summary.openWindows.map(windowText)],
		["Down", (summary.down ?? []).map(subjectText)],
		["In hand", summary.claims.map((claim) => claimText(claim, names))],
		["Next", summary.nextReady.map(names.stepTitle)],
	];
	return lines.flatMap(([label, items]) => (items.length > 0 ? [{ label, text: items.join(", ") }] : []));
}
