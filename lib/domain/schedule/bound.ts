/**
 * How soon everything can be done at best, proved: the longest way, the work of each team over its hands, and what has
 * to take turns in a pool or a gap. A schedule that reaches its bound cannot be beaten. Pure.
 * A job here is anything that takes one unit of something for a known least time, not before its head, with its tail to
 * come: a task of a team, or a whole hold from its opening to its closing.
 */
import type { Compiled } from "./compiled.ts";

type Job = { readonly head: number; readonly length: number; readonly tail: number };
export type Bounds = { readonly makespan: number; readonly gapMinutes: number; readonly longestGap: number };

/** More thresholds than this are not looked at, and fewer where there are many jobs: a bound stays true with fewer. */
const THRESHOLDS = 48;
const LOOKS = 1_000_000;

/** Some schedule of `jobs` on `units` ends no sooner than this: the first may begin, all must pass, the last has its tail. */
export function turnsBound(jobs: readonly Job[], units: number): number {
	if (jobs.length === 0 || units < 1) return 0;
	let best = 0;
	const most = Math.max(3, Math.min(THRESHOLDS, Math.floor(Math.sqrt(LOOKS / jobs.length))));
	const tails = picked(
		jobs.map(({ tail }) => tail),
		most,
	);
	const heads = picked(
		jobs.map(({ head }) => head),
		most,
	);
	for (const head of heads)
		for (const tail of tails) {
			const inside = jobs.filter((job) => job.head >= head && job.tail >= tail);
			best = Math.max(best, together(inside, units));
		}
	return best;
}

/** Each unit waits for its first job and sees its last one out: the least heads and tails, once for every unit. */
function together(jobs: readonly Job[], units: number): number {
	if (jobs.length === 0) return 0;
	const used = Math.min(units, jobs.length);
	const least = (values: number[]) =>
		values
			.sort((a, b) => a - b)
			.slice(0, used)
			.reduce((sum, value) => sum + value, 0);
	const total = jobs.reduce((sum, { length }) => sum + length, 0);
	return Math.ceil((least(jobs.map(({ head }) => head)) + total + least(jobs.map(({ tail }) => tail))) / used);
}

function picked(values: readonly number[], most: number): readonly number[] {
	const sorted = [...new Set(values)].sort((a, b) => a - b);
	if (sorted.length <= most) return sorted;
	return Array.from({ length: most }, (_, i) => sorted[Math.floor((i * sorted.length) / most)] ?? 0);
}

export function lowerBounds(compiled: Compiled, heads: Int32Array, tails: Int32Array): Bounds {
	const { problem, minutes, team, handsOf, gaps, size } = compiled;
	const job = (first: number, last: number, length: number): Job => ({
		head: heads[first] ?? 0,
		length,
		tail: (tails[last] ?? 0) - (minutes[last] ?? 0),
	});
	let makespan = 0;
	for (let task = 0; task < size; task++) makespan = Math.max(makespan, (heads[task] ?? 0) + (tails[task] ?? 0));
	for (let number = 1; number < handsOf.length; number++) {
		const jobs = problem.tasks.flatMap((_, task) => (team[task] === number ? [job(task, task, minutes[task] ?? 0)] : []));
		makespan = Math.max(makespan, turnsBound(jobs, handsOf[number]?.length ?? 0));
	}
	const everybody = problem.tasks.flatMap((_, task) => ((team[task] ?? 0) > 0 ? [job(task, task, minutes[task] ?? 0)] : []));
	makespan = Math.max(makespan, together(everybody, Math.max(1, problem.hands.length)));
	const least = problem.holds.map((_, hold) => leastLength(compiled, hold));
	for (const resource of new Set(problem.holds.map((hold) => hold.resource))) {
		const jobs = problem.holds.flatMap((hold, i) => (hold.resource === resource ? [job(hold.opens, hold.closes, least[i] ?? 0)] : []));
		makespan = Math.max(makespan, turnsBound(jobs, problem.capacities[resource] ?? 1));
	}
	const gapLengths = gaps.map(({ hold }) => least[hold] ?? 0);
	return {
		makespan,
		gapMinutes: gapLengths.reduce((sum, length) => sum + length, 0),
		longestGap: Math.max(0, ...gapLengths),
	};
}

/** The least time from the start of one task to the end of another: its longest way, or the work of one team inside. */
function leastLength(compiled: Compiled, hold: number): number {
	const { problem, before, minutes, team, handsOf, inside } = compiled;
	const ends = new Map<number, number>();
	const work = new Map<number, number>();
	for (const task of inside[hold] ?? []) {
		const own = minutes[task] ?? 0;
		let start = 0;
		for (let k = before.at[task] ?? 0; k < (before.at[task + 1] ?? 0); k++) start = Math.max(start, ends.get(before.items[k] ?? 0) ?? 0);
		ends.set(task, start + own);
		const number = team[task] ?? 0;
		if (number > 0) work.set(number, (work.get(number) ?? 0) + own);
	}
	const byTeam = [...work].map(([number, total]) => Math.ceil(total / Math.max(1, handsOf[number]?.length ?? 1)));
	return Math.max(ends.get(problem.holds[hold]?.closes ?? 0) ?? 0, ...byTeam);
}
