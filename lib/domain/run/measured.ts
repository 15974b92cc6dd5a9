/**
 * What steps of an estate really took, per kind of step: from runs and rehearsals of before. Pure.
 * Promises: whole minutes, rounded up; P50 and P90 are values that were measured (nearest rank), with how many they
 * rest on. The plan document is left alone: it stays a function of the inventory, and these stand beside it.
 * Refuses: what was ticked off within 30 seconds of its start. That was written down, not carried out, and a table full
 * of such ticks would promise a night of five minutes.
 */
import type { StepKind } from "../planner/plan-document.ts";
import type { Measured, MeasuredMinutes } from "./expected-minutes.ts";
import { runGraph } from "./graph.ts";
import { isRehearsal } from "./rehearsal.ts";
import type { RunState } from "./state.ts";

/** One done step: how long its last attempt took. */
export type Timed = { readonly kind: StepKind; readonly seconds: number; readonly rehearsed: boolean };

const SHORTEST_SECONDS = 30;

/** The done steps of a run that were carried out between start and completion. */
export function timedSteps(state: RunState): Timed[] {
	const { steps } = runGraph(state.plan);
	const rehearsed = isRehearsal(state);
	return Object.entries(state.steps).flatMap(([id, { status, startedAt, finishedAt }]): Timed[] => {
		const kind = steps.get(id)?.kind;
		if (status !== "done" || kind === undefined || startedAt === undefined || finishedAt === undefined) return [];
		const seconds = Math.trunc((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
		return seconds < SHORTEST_SECONDS ? [] : [{ kind, seconds, rehearsed }];
	});
}

const rank = (sorted: readonly number[], part: number): number => Math.ceil((sorted[Math.ceil(part * sorted.length) - 1] ?? 0) / 60);

/** Per kind that was ever timed. */
export function measuredMinutes(samples: Iterable<Timed>): MeasuredMinutes {
	const byKind = new Map<StepKind, Timed[]>();
	for (const sample of samples) {
		const list = byKind.get(sample.kind);
		if (list) list.push(sample);
		else byKind.set(sample.kind, [sample]);
	}
	return Object.fromEntries(
		[...byKind].map(([kind, list]): [StepKind, Measured] => {
			const sorted = list.map(({ seconds }) => seconds).sort((a, b) => a - b);
			const rehearsed = list.filter((sample) => sample.rehearsed).length;
			return [kind, { samples: sorted.length, rehearsed, p50: rank(sorted, 0.5), p90: rank(sorted, 0.9) }];
		}),
	);
}
