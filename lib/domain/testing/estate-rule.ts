import type { RunMoment } from "./exhaust.ts";

/** A complaint when the rule is broken at this moment. */
export type Rule = (now: RunMoment) => string | undefined;

export const running = (now: RunMoment, id: string): boolean => now.started(id) && !now.done(id);

/** "While `id` runs, these are finished": only what the plan holds can be asked for. */
export function needs(has: (id: string) => boolean, rule: string, id: string, ...before: readonly string[]): Rule[] {
	if (!has(id)) return [];
	return before.filter(has).map(
		(first): Rule =>
			(now) =>
				now.started(id) && !now.done(first) ? `${rule}: ${id} starts before ${first} is finished` : undefined,
	);
}
