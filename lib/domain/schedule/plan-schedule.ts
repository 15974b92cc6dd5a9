/** A plan's schedule in its own words: which step when, by whom, what is critical, when gaps are open, who is busy. Pure. */
import { ok, type Result } from "../result.ts";
import { type PlanQuestion, planProblem } from "./plan-problem.ts";
import type { Impossible, Schedule } from "./problem.ts";
import { type SearchOptions, schedule } from "./search.ts";
import type { Worker } from "./workers.ts";

export type Bar = {
	readonly stepId: string;
	/** Minutes from the start. */
	readonly start: number;
	readonly end: number;
	/** Id of the worker. */
	readonly worker?: string;
	/** Minutes it could start later without the end moving; 0: critical. */
	readonly slack: number;
};

export type WorkerLoad = { readonly worker: Worker; readonly busy: number; readonly first?: number; readonly last?: number };

export type PlanSchedule = {
	/** By start, then in the plan's order. */
	readonly bars: readonly Bar[];
	readonly makespan: number;
	/** Proved: nothing ends sooner with these people. */
	readonly atLeast: number;
	readonly gapMinutes: number;
	readonly longestGap: number;
	readonly handOvers: number;
	readonly gaps: readonly { readonly subject: string; readonly opens: string; readonly start: number; readonly end: number }[];
	readonly loads: readonly WorkerLoad[];
	/** For a question with more people: see `SearchOptions.known`. */
	readonly found: Schedule;
};

export function schedulePlan(asked: PlanQuestion, options: SearchOptions = {}): Result<PlanSchedule, Impossible> {
	const { problem, ids } = planProblem(asked);
	const made = schedule(problem, options);
	if (!made.ok) return made;
	const { starts, hands, slack, makespan, atLeast, gapMinutes, longestGap, handOvers } = made.value;
	const isStep = new Set(asked.plan.steps.map(({ id }) => id));
	const bars = ids
		.flatMap((stepId, i): Bar[] => {
			const start = starts[i] ?? 0;
			const worker = asked.workers[hands[i] ?? -1]?.id;
			const end = start + (problem.tasks[i]?.minutes ?? 0);
			return isStep.has(stepId) ? [{ stepId, start, end, slack: slack[i] ?? 0, ...(worker !== undefined && { worker }) }] : [];
		})
		.sort((a, b) => a.start - b.start);
	const barOf = new Map(bars.map((bar) => [bar.stepId, bar]));
	const gaps = asked.plan.windows.flatMap(({ kind, subject, opens, closes }) => {
		const [first, last] = [barOf.get(opens), barOf.get(closes)];
		return kind === "mfa-gap" && first && last ? [{ subject, opens, start: first.start, end: last.end }] : [];
	});
	const loads = asked.workers.map((worker) => loadOf(worker, bars));
	return ok({ bars, makespan, atLeast, gapMinutes, longestGap, handOvers, gaps, loads, found: made.value });
}

function loadOf(worker: Worker, bars: readonly Bar[]): WorkerLoad {
	const own = bars.filter((bar) => bar.worker === worker.id);
	const busy = own.reduce((sum, { start, end }) => sum + end - start, 0);
	if (own.length === 0) return { worker, busy };
	return { worker, busy, first: Math.min(...own.map(({ start }) => start)), last: Math.max(...own.map(({ end }) => end)) };
}
