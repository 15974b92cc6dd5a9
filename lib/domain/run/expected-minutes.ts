/** How long to expect a step to take: by what such steps took on this estate, else by the plan's estimate. Pure. */
import type { PlanStep, StepKind } from "../planner/plan-document.ts";

export type Measured = {
	readonly samples: number;
	/** How many of the samples come from rehearsals. */
	readonly rehearsed: number;
	/** Minutes that half of the samples took at most. */
	readonly p50: number;
	/** Minutes that nine in ten took at most. */
	readonly p90: number;
};
export type MeasuredMinutes = Readonly<Partial<Record<StepKind, Measured>>>;

/** So many times at least, before the slowest of them says anything about the next. */
const ENOUGH_SAMPLES = 3;

/** Minutes not to count on less than: what nine in ten took, where it was timed often enough, else the plan's estimate. */
export function carefulMinutes(
	step: Pick<PlanStep, "estimateMinutes"> & Partial<Pick<PlanStep, "kind">>,
	measured: MeasuredMinutes,
): number {
	const found = step.kind === undefined ? undefined : measured[step.kind];
	return found !== undefined && found.samples >= ENOUGH_SAMPLES ? found.p90 : step.estimateMinutes;
}

/** Minutes to expect of a step: what half of the measured ones took, else the plan's estimate. */
export const expectedMinutes = (step: PlanStep, measured: MeasuredMinutes): number => measured[step.kind]?.p50 ?? step.estimateMinutes;
