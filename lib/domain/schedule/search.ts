/**
 * The schedule of a problem: the best that a bounded, seeded search over priorities finds.
 * Promises: the same problem and budget give the same schedule, on any machine (no clock is read); never worse than the
 * list by longest tail; never worse than `known`, where that one still holds.
 * Refuses to go on once what it has is proved to be the best.
 */

import { err, ok, type Result } from "../result.ts";
import { lowerBounds } from "./bound.ts";
import { checkSchedule } from "./check-schedule.ts";
import { type Compiled, compile, headsAndTails } from "./compiled.ts";
import { Placer } from "./placer.ts";
import { compareSchedules, type Figures, type Impossible, type Schedule, type ScheduleProblem } from "./problem.ts";
import { slackIn } from "./slack.ts";
import { tightenGaps } from "./tighten.ts";

export type Scheduled = Schedule & {
	/** No schedule ends sooner than this. */
	readonly atLeast: number;
	/** Minutes each task could start later without anything ending later, in this order of work. */
	readonly slack: readonly number[];
};

export type SearchOptions = {
	/** How often everything is placed anew; chosen by size when absent. */
	readonly rounds?: number;
	/** A schedule of an easier question (fewer people): kept where nothing better is found. */
	readonly known?: Schedule | undefined;
};

const defaultRounds = (size: number): number => Math.max(40, Math.min(2_000, Math.floor(400_000 / (size + 20))));

const unknown = { makespan: 0, gapMinutes: 0, longestGap: 0 };

/** `rounds: 0`: one list pass, nothing proved. */
export function schedule(problem: ScheduleProblem, { rounds, known }: SearchOptions = {}): Result<Scheduled, Impossible> {
	const compiled = compile(problem);
	const { heads, tails } = headsAndTails(compiled);
	const bounds = rounds === 0 ? unknown : lowerBounds(compiled, heads, tails);
	const placer = new Placer(compiled);
	const search = new Search(compiled, placer);
	if (known && checkSchedule(problem, known).length === 0) search.take(known);
	for (const base of basePriorities(compiled, tails)) search.tryPriorities(base);
	if (!search.best) return err(whyStuck(compiled, placer));
	search.climb(rounds ?? defaultRounds(compiled.size), bounds);
	const { best } = search;
	return ok({ ...best, atLeast: bounds.makespan, slack: slackIn(problem, best) });
}

function whyStuck({ problem, teams }: Compiled, { starts, placed }: Placer): Impossible {
	const stuck = problem.tasks.filter((_, task) => placed < problem.tasks.length && (starts[task] ?? -1) < 0);
	const bare = teams.filter((team) => team !== "" && !problem.hands.some((hand) => hand.teams.includes(team)));
	return { stuck: stuck.map(({ id }) => id), teams: bare };
}

/** By longest tail; the same with what is inside a hold first; by most that follows in a held resource. */
function* basePriorities(compiled: Compiled, tails: Int32Array): Generator<Float64Array> {
	const { tasks } = compiled.problem;
	const byTail = Float64Array.from(tails, (tail, task) => (tasks[task]?.first ? Number.NEGATIVE_INFINITY : -tail));
	yield byTail;
	const { holds, capacities } = compiled.problem;
	if (holds.length === 0) return;
	const held = byTail.slice();
	const shared = byTail.slice();
	const load = new Map<string, number>();
	for (const { resource, opens, closes } of holds)
		load.set(resource, (load.get(resource) ?? 0) + Math.max(0, (tails[opens] ?? 0) - (tails[closes] ?? 0)));
	for (const [hold, { resource, opens, gap }] of holds.entries()) {
		const inside = compiled.inside[hold] ?? [];
		const weight = (load.get(resource) ?? 0) / (capacities[resource] ?? 1);
		for (const task of inside) {
			if (task !== opens) held[task] = Math.min(held[task] ?? 0, (byTail[task] ?? 0) - (gap ? 1e6 : 1e5));
			shared[task] = Math.min(shared[task] ?? 0, (byTail[task] ?? 0) - weight);
		}
	}
	yield held;
	yield shared;
}

/** A small generator of numbers that is the same everywhere. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let word = Math.imul(state ^ (state >>> 15), 1 | state);
		word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
		return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
	};
}

class Search {
	best: Schedule | undefined;
	#priorities: Float64Array | undefined;
	readonly #compiled: Compiled;
	readonly #placer: Placer;

	constructor(compiled: Compiled, placer: Placer) {
		this.#compiled = compiled;
		this.#placer = placer;
	}

	take(known: Schedule): void {
		this.best = known;
	}

	/** Places by these and keeps what is at least as good. */
	tryPriorities(priorities: Float64Array): boolean {
		const { starts, hands, priority } = this.#placer;
		priority.set(priorities);
		if (this.#placer.run() < 0) return false;
		tightenGaps(this.#compiled, starts, hands);
		const figures = figuresOf(this.#compiled, starts, hands);
		if (this.best && compareSchedules(figures, this.best) > 0) return false;
		if (!this.best || compareSchedules(figures, this.best) < 0 || this.#priorities === undefined)
			this.best = { ...figures, starts: Array.from(starts), hands: Array.from(hands) };
		this.#priorities = priorities;
		return true;
	}

	/** Moves a few tasks forward or back in the order, keeps what is no worse, stops at a proved best. */
	climb(rounds: number, atLeast: Pick<Figures, "makespan" | "gapMinutes" | "longestGap">): void {
		const random = seeded(0x10c5);
		const from = this.#priorities;
		if (!from) return;
		const { size } = this.#compiled;
		const lowest = from.reduce((a, b) => (Number.isFinite(b) ? Math.min(a, b) : a), 0);
		for (let round = 0; round < rounds && this.best; round++) {
			const { makespan, gapMinutes, longestGap, handOvers } = this.best;
			const done = makespan <= atLeast.makespan && gapMinutes <= atLeast.gapMinutes && longestGap <= atLeast.longestGap;
			if (done && handOvers === 0) return;
			const next = (this.#priorities ?? from).slice();
			const moves = 1 + Math.floor(random() * 3);
			for (let i = 0; i < moves; i++) {
				const one = Math.floor(random() * size);
				const two = Math.floor(random() * size);
				if (random() < 0.5) next[one] = random() * lowest * 1.2;
				else next[one] = (next[two] ?? 0) - random();
			}
			this.tryPriorities(next);
		}
	}
}

export function figuresOf(compiled: Compiled, starts: ArrayLike<number>, hands: ArrayLike<number>): Figures {
	const { minutes, gaps, handOvers: near, size } = compiled;
	let makespan = 0;
	for (let task = 0; task < size; task++) makespan = Math.max(makespan, (starts[task] ?? 0) + (minutes[task] ?? 0));
	let gapMinutes = 0;
	let longestGap = 0;
	for (const { opens, closes } of gaps) {
		const open = (starts[closes] ?? 0) + (minutes[closes] ?? 0) - (starts[opens] ?? 0);
		gapMinutes += open;
		longestGap = Math.max(longestGap, open);
	}
	let handOvers = 0;
	for (let i = 0; i < near.length; i += 2) if (hands[near[i] ?? 0] !== hands[near[i + 1] ?? 0]) handOvers++;
	return { makespan, gapMinutes, longestGap, handOvers };
}
