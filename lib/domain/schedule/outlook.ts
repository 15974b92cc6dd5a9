/**
 * How a run will end, looked at again after every event: when, how late that is, who runs out of work next, how much of
 * the window is left over. By the people there are, which the longest way through the steps knows nothing of. Pure; one
 * list pass each by expected and by careful minutes, so it costs less than a tick.
 */

import type { PlanStep } from "../planner/plan-document.ts";
import { expectedMinutes, type MeasuredMinutes } from "../run/expected-minutes.ts";
import { after, isFinished, parkedSteps, reach, runGraph } from "../run/graph.ts";
import { plusMinutes } from "../run/instants.ts";
import type { Level } from "../run/level.ts";
import { isRehearsal } from "../run/rehearsal.ts";
import type { RunState } from "../run/state.ts";
import { slowMinutes } from "./certainty.ts";
import { type PlanSchedule, schedulePlan } from "./plan-schedule.ts";
import type { Worker } from "./workers.ts";

export type Outlook = {
	/** Expected, and by the minutes that nine in ten took. */
	readonly end: string;
	readonly slowEnd: string;
	/** Minutes behind what was expected when the run began; negative: ahead. */
	readonly lateMinutes: number;
	/** Minutes between the expected end and the window's; negative: over it. */
	readonly marginMinutes?: number;
	readonly level: Level;
	/** Somebody who works now and will wait ten minutes or more, or has nothing more to do. */
	readonly nextIdle?: { readonly worker: Worker; readonly at: string; readonly until?: string };
	/** Required steps that are left, and those of them with measured minutes. */
	readonly steps: number;
	readonly measured: number;
};

const SHORTEST_WAIT = 10;

/** Undefined before the start, after the end, and where nobody can do what is left. */
export function outlookOf(state: RunState, measured: MeasuredMinutes, workers: readonly Worker[], at: string): Outlook | undefined {
	if (state.startedAt === undefined || state.ended) return undefined;
	const out = reach(runGraph(state.plan), parkedSteps(state), after);
	const left = (step: PlanStep) => !out.has(step.id) && !isFinished(state, step.id);
	const rest = (minutesOf: (step: PlanStep, measured: MeasuredMinutes) => number) =>
		schedulePlan(
			{
				...question(state, workers, at),
				minutesOf: (step) => remaining(state, step, minutesOf(step, measured), at),
				left,
				underWay: new Set(Object.entries(state.steps).flatMap(([id, { status }]) => (status === "running" ? [id] : []))),
			},
			{ rounds: 0 },
		);
	const [likely, slow] = [rest(expectedMinutes), rest(slowMinutes)];
	const planned = schedulePlan(
		{ ...question(state, workers, state.startedAt), minutesOf: (step) => expectedMinutes(step, measured) },
		{ rounds: 0 },
	);
	if (!likely.ok || !slow.ok) return undefined;
	const end = plusMinutes(at, likely.value.makespan);
	const slowEnd = plusMinutes(at, Math.max(likely.value.makespan, slow.value.makespan));
	const minutes = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
	const { window } = isRehearsal(state) ? {} : state;
	const idle = nextIdle(likely.value, at);
	const steps = state.plan.steps.filter((step) => !step.optional && left(step));
	return {
		end,
		slowEnd,
		lateMinutes: planned.ok ? minutes(plusMinutes(state.startedAt, planned.value.makespan), end) : 0,
		...(window && { marginMinutes: minutes(end, window.end) }),
		level: window === undefined ? "none" : end > window.end ? "red" : slowEnd > window.end ? "amber" : "green",
		...(idle && { nextIdle: idle }),
		steps: steps.length,
		measured: steps.filter(({ kind }) => measured[kind] !== undefined).length,
	};
}

const question = ({ plan, inventory }: RunState, workers: readonly Worker[], start: string) => ({ plan, inventory, workers, start });

/** What is left of a step's minutes; one that is over its time is about to end. */
function remaining(state: RunState, { id }: PlanStep, expected: number, at: string): number {
	const { status, startedAt } = state.steps[id] ?? {};
	if (status !== "running" || startedAt === undefined) return expected;
	return Math.max(0, Math.ceil(expected - (Date.parse(at) - Date.parse(startedAt)) / 60_000));
}

function nextIdle({ bars, loads, makespan }: PlanSchedule, at: string): Outlook["nextIdle"] {
	const found = loads.flatMap(({ worker }) => {
		const own = bars.filter((bar) => bar.worker === worker.id && bar.end > bar.start);
		if (own[0]?.start !== 0) return [];
		const pause = own.findIndex(({ end }, i) => (own[i + 1]?.start ?? Number.POSITIVE_INFINITY) - end >= SHORTEST_WAIT);
		const from = own[pause]?.end ?? makespan;
		return from >= makespan ? [] : [{ worker, from, until: own[pause + 1]?.start }];
	});
	const first = found.sort((a, b) => a.from - b.from)[0];
	if (!first) return undefined;
	const until = first.until === undefined ? {} : { until: plusMinutes(at, first.until) };
	return { worker: first.worker, at: plusMinutes(at, first.from), ...until };
}
