/**
 * How sure the end of a schedule is: how many of its steps were timed on this estate before, and when it would end if
 * each took as long as nine in ten did. Pure; one list pass.
 */
import type { PlanStep } from "../planner/plan-document.ts";
import { carefulMinutes, expectedMinutes, type MeasuredMinutes } from "../run/expected-minutes.ts";
import type { PlanQuestion } from "./plan-problem.ts";
import { schedulePlan } from "./plan-schedule.ts";

/** `slowMinutes`: length of the schedule by careful minutes; absent where nobody can do it. */
export type Certainty = { readonly steps: number; readonly measured: number; readonly slowMinutes?: number };

/** What nine in ten took, and never less than what is expected. */
export const slowMinutes = (step: PlanStep, measured: MeasuredMinutes): number =>
	Math.max(carefulMinutes(step, measured), expectedMinutes(step, measured));

/** `makespan`: of the schedule found by expected minutes; the slow one never ends sooner. */
export function certaintyOf(asked: Omit<PlanQuestion, "minutesOf">, measured: MeasuredMinutes, makespan: number): Certainty {
	const steps = asked.plan.steps.filter((step) => !step.optional && (asked.left?.(step) ?? true));
	const known = steps.filter(({ kind }) => measured[kind] !== undefined).length;
	if (known === 0) return { steps: steps.length, measured: 0, slowMinutes: makespan };
	const slow = schedulePlan({ ...asked, minutesOf: (step) => slowMinutes(step, measured) }, { rounds: 0 });
	return { steps: steps.length, measured: known, ...(slow.ok && { slowMinutes: Math.max(makespan, slow.value.makespan) }) };
}
