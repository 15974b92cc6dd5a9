/**
 * Whether a plan that has not begun fits its window with the people there are, and until when it still does. Pure; one
 * list pass, so that a list of windows can say it.
 */
import { plusMinutes } from "../run/instants.ts";
import type { PlanQuestion } from "./plan-problem.ts";
import { schedulePlan } from "./plan-schedule.ts";

/** `late`: the window is long enough, but what is left of it is not. Minutes are those over, or to spare. */
export type WindowFit =
	| { readonly kind: "fits"; readonly minutes: number; readonly latestStart: string }
	| { readonly kind: "over" | "late"; readonly minutes: number }
	| { readonly kind: "nobody" };

/** `at`: now. A window that has begun counts from now on. */
export function windowFit(
	asked: Omit<PlanQuestion, "start">,
	window: { readonly start: string; readonly end: string },
	at: string,
): WindowFit {
	const whole = spareFrom(asked, window.start, window.end);
	if (whole === undefined) return { kind: "nobody" };
	if (whole < 0) return { kind: "over", minutes: -whole };
	const start = at > window.start ? at : window.start;
	const spare = start === window.start ? whole : spareFrom(asked, start, window.end);
	if (spare === undefined) return { kind: "nobody" };
	if (spare < 0) return { kind: "late", minutes: -spare };
	return { kind: "fits", minutes: spare, latestStart: plusMinutes(start, spare) };
}

function spareFrom(asked: Omit<PlanQuestion, "start">, start: string, end: string): number | undefined {
	const found = schedulePlan({ ...asked, start }, { rounds: 0 });
	return found.ok ? Math.floor((Date.parse(end) - Date.parse(start)) / 60_000) - found.value.makespan : undefined;
}
