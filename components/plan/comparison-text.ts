/** Words for what differs between two plans, and which inventory change is behind it. Pure. */
import { componentWord } from "@/components/estate/change-text.ts";
import { spanWords } from "@/components/ui/time-format.ts";
import type { InventoryChange } from "@/lib/domain/inventory/events.ts";
import type { PlanComparison, WindowDifference } from "@/lib/domain/planner/compare-plans.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { subjectText } from "./lanes.ts";

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const minutes = (n: number): string => (n === 0 ? "0 min" : spanWords(n * 60_000));

const verbs: Record<InventoryChange["change"], string> = { added: "added", changed: "changed", removed: "removed" };

/** `User Portal UP03 added`. */
export const changeText = ({ component, name, change }: Pick<InventoryChangeView, "component" | "name" | "change">): string =>
	component === "estate" ? "the estate's own facts changed" : `${componentWord[component]} ${name} ${verbs[change]}`;

const NAMED = 3;

/** Why something differs: the changes behind it, the first few by name. Empty causes follow from the order around them. */
export function causeText(causes: readonly number[], changes: readonly InventoryChange[], otherOptions: boolean): string {
	const named = causes.slice(0, NAMED).flatMap((index) => changes[index] ?? []);
	if (named.length === 0) return otherOptions ? "other choices for the plan" : "follows from the order";
	const more = causes.length - named.length;
	return `${named.map(changeText).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const fieldWords: Readonly<Record<string, string>> = {
	backOut: "way back",
	checkpoint: "checkpoint",
	commands: "commands",
	estimateMinutes: "minutes",
	evidence: "evidence",
	hazards: "hazards",
	host: "machine",
	instructions: "instructions",
	optional: "whether it is optional",
	phase: "phase",
	rules: "rules",
	subject: "component",
	team: "team",
	title: "title",
	verification: "checks",
};
/** What differs in a step of both plans: `commands, minutes`. */
export const fieldsText = (fields: readonly string[]): string => fields.map((field) => fieldWords[field] ?? field).join(", ");

const optionWords: Readonly<Record<string, string>> = {
	targetVersion: "Target version",
	recipe: "Recipe",
	purpose: "Purpose",
	status: "Standing",
	plannerVersion: "Planner version",
};
export const optionText = (option: string): string => optionWords[option] ?? option;

const windowWords: Record<WindowDifference["kind"], string> = { "mfa-gap": "MFA gap", "write-freeze": "Write freeze", outage: "Outage" };

/** `MFA gap, farm CORP: 30 min instead of 25 min`. */
export function windowText({ kind, subject, before, after }: WindowDifference): string {
	const what = `${windowWords[kind]}, ${subjectText(subject)}`;
	if (after === undefined) return `${what}: gone (was ${minutes(before ?? 0)})`;
	return before === undefined ? `${what}: new, ${minutes(after)}` : `${what}: ${minutes(after)} instead of ${minutes(before)}`;
}

/** `6 h 40 min, 35 min more`; only the minutes when nothing changed. */
export function minutesText({ before, after }: PlanComparison["workMinutes"]): string {
	if (before === after) return `${minutes(after)}, as before`;
	return `${minutes(after)}, ${minutes(Math.abs(after - before))} ${after > before ? "more" : "less"}`;
}

/** The difference in one line: `3 steps added, 1 removed, 2 changed`. */
export function differenceText({ steps, findings, windows, options, inventory }: PlanComparison): string {
	const parts = [
		steps.added.length > 0 ? `${count(steps.added.length, "step")} added` : "",
		steps.removed.length > 0 ? `${count(steps.removed.length, "step")} removed` : "",
		steps.changed.length > 0 ? `${count(steps.changed.length, "step")} changed` : "",
		findings.added.length > 0 ? count(findings.added.length, "new finding") : "",
		windows.length > 0 ? `${count(windows.length, "window")} changed` : "",
		options.length > 0 ? `${count(options.length, "choice")} changed` : "",
	].filter(Boolean);
	if (parts.length > 0) return parts.join(", ");
	return inventory.length > 0 ? "the same steps in the same order" : "no difference";
}
