/** Whether a plan fits its window, in minutes. Pure. */
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";

export type Fit = {
	readonly windowMinutes: number;
	/** Negative: over by so much. */
	readonly spareMinutes: number;
	/** The latest start of the whole run that still ends inside, ISO; undefined when it never fits. */
	readonly latestStart?: string;
};

export function fitOf(plan: PlanDocument, window: MaintenanceWindow): Fit {
	const windowMinutes = Math.floor((Date.parse(window.end) - Date.parse(window.start)) / 60_000);
	const spareMinutes = windowMinutes - plan.estimate.criticalPathMinutes;
	return spareMinutes < 0
		? { windowMinutes, spareMinutes }
		: {
				windowMinutes,
				spareMinutes,
				latestStart: new Date(Date.parse(window.end) - plan.estimate.criticalPathMinutes * 60_000).toISOString(),
			};
}

/** MFA gaps a plan opens: farm and minutes, in the plan's order. */
export const gapsOf = (plan: PlanDocument): readonly { readonly farm: string; readonly minutes: number }[] =>
	plan.windows
		.filter((window) => window.kind === "mfa-gap")
		.map((window) => ({ farm: window.subject.slice(window.subject.indexOf(":") + 1), minutes: window.estimateMinutes }));

/** `CORP and PARTNER`: names in a sentence. */
export const named = (names: readonly string[]): string =>
	names.length <= 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const words = (text: string): readonly string[] =>
	text
		.normalize("NFC")
		.toLowerCase()
		.split(/[\s,;]+|\band\b/)
		.filter(Boolean)
		.sort();

/** Whether somebody typed exactly these names, in any order, with commas, spaces or "and" between them. */
export const typedAll = (typed: string, names: readonly string[]): boolean => {
	const given = words(typed);
	const wanted = words(names.join(" "));
	return given.length === wanted.length && given.every((word, i) => word === wanted[i]);
};
