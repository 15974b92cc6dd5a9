/** A problem in typed arrays, so that it can be placed thousands of times. Built once; nothing here decides anything. */
import type { ScheduleProblem } from "./problem.ts";

/** Rows of numbers behind one another: those of row `i` lie from `at[i]` to `at[i + 1]`. */
export type Rows = { readonly at: Int32Array; readonly items: Int32Array };

export type Compiled = {
	readonly problem: ScheduleProblem;
	readonly size: number;
	readonly minutes: Int32Array;
	/** Number of the team; 0 is nobody's work. */
	readonly team: Int32Array;
	readonly teams: readonly string[];
	readonly before: Rows;
	readonly after: Rows;
	/** Hands of each team, those who can do least else first. */
	readonly handsOf: readonly Int32Array[];
	readonly from: Int32Array;
	readonly until: Int32Array;
	/** Resources that a task takes when it starts and gives back when it ends. */
	readonly takes: Rows;
	readonly gives: Rows;
	readonly capacity: Int32Array;
	readonly gaps: readonly { readonly opens: number; readonly closes: number; readonly hold: number }[];
	/** Edges inside one lane and team: in different hands each is a hand-over. */
	readonly handOvers: Int32Array;
	/** The hand that did the task before in this lane is asked first: place of that task, -1 for none. */
	readonly follows: Int32Array;
	/** Places in an order in which nothing comes before what it waits for; shorter than `size` when there is a circle. */
	readonly order: Int32Array;
	/** Tasks between the two ends of each hold, both included, in that order. */
	readonly inside: readonly Int32Array[];
};

const FOREVER = 2 ** 30;

export function rows(size: number, pairs: readonly (readonly [row: number, item: number])[]): Rows {
	const at = new Int32Array(size + 1);
	for (const [row] of pairs) at[row + 1] = (at[row + 1] ?? 0) + 1;
	for (let i = 0; i < size; i++) at[i + 1] = (at[i + 1] ?? 0) + (at[i] ?? 0);
	const items = new Int32Array(pairs.length);
	const next = at.slice();
	for (const [row, item] of pairs) {
		const place = next[row] ?? 0;
		items[place] = item;
		next[row] = place + 1;
	}
	return { at, items };
}

export function compile(problem: ScheduleProblem): Compiled {
	const { tasks, edges, hands, holds, capacities } = problem;
	const size = tasks.length;
	const teams = ["", ...new Set(tasks.flatMap(({ team }) => team ?? []))];
	const teamNumber = new Map(teams.map((team, i) => [team, i]));
	const resources = [...new Set(holds.map(({ resource }) => resource))];
	const resourceNumber = new Map(resources.map((resource, i) => [resource, i]));
	const number = ({ resource }: { readonly resource: string }) => resourceNumber.get(resource) ?? 0;
	const near = edges.filter(([a, b]) => {
		const [one, two] = [tasks[a], tasks[b]];
		return one?.team !== undefined && one.team === two?.team && one.lane !== undefined && one.lane === two.lane;
	});
	const follows = new Int32Array(size).fill(-1);
	for (const [a, b] of near) follows[b] = a;
	const before = rows(
		size,
		edges.map(([a, b]) => [b, a]),
	);
	const after = rows(size, edges);
	const order = topological(size, before, after);
	const turn = new Int32Array(size).fill(size);
	order.forEach((task, i) => {
		turn[task] = i;
	});
	return {
		problem,
		size,
		minutes: Int32Array.from(tasks, ({ minutes }) => minutes),
		team: Int32Array.from(tasks, ({ team }) => teamNumber.get(team ?? "") ?? 0),
		teams,
		before,
		after,
		handsOf: teams.map((team) =>
			Int32Array.from(
				hands
					.flatMap((hand, i) => (hand.teams.includes(team) ? [{ i, skills: hand.teams.length }] : []))
					.sort((a, b) => a.skills - b.skills || a.i - b.i),
				({ i }) => i,
			),
		),
		from: Int32Array.from(hands, ({ from = 0 }) => Math.max(0, from)),
		until: Int32Array.from(hands, ({ until = FOREVER }) => until),
		takes: rows(
			size,
			holds.map((hold) => [hold.opens, number(hold)]),
		),
		gives: rows(
			size,
			holds.map((hold) => [hold.closes, number(hold)]),
		),
		capacity: Int32Array.from(resources, (resource) => capacities[resource] ?? 1),
		gaps: holds.flatMap(({ opens, closes, gap }, hold) => (gap ? [{ opens, closes, hold }] : [])),
		handOvers: Int32Array.from(near.flat()),
		follows,
		order,
		inside: holds.map(({ opens, closes }) => between({ before, after, turn }, opens, closes)),
	};
}

/** Tasks on a way from one to another. Only what lies between their turns is walked through. */
function between(
	{ before, after, turn }: { readonly before: Rows; readonly after: Rows; readonly turn: Int32Array },
	from: number,
	to: number,
): Int32Array {
	const [first, last] = [turn[from] ?? 0, turn[to] ?? 0];
	const walk = (start: number, { at, items }: Rows) => {
		const seen = new Set([start]);
		for (const task of seen)
			for (let k = at[task] ?? 0; k < (at[task + 1] ?? 0); k++) {
				const next = items[k] ?? 0;
				const place = turn[next] ?? 0;
				if (place >= first && place <= last) seen.add(next);
			}
		return seen;
	};
	const [ahead, behind] = [walk(from, after), walk(to, before)];
	return Int32Array.from([...ahead].filter((task) => behind.has(task)).sort((a, b) => (turn[a] ?? 0) - (turn[b] ?? 0)));
}

function topological(size: number, before: Rows, after: Rows): Int32Array {
	const missing = Int32Array.from({ length: size }, (_, i) => (before.at[i + 1] ?? 0) - (before.at[i] ?? 0));
	const order = new Int32Array(size);
	let filled = 0;
	for (let i = 0; i < size; i++) if (missing[i] === 0) order[filled++] = i;
	for (let i = 0; i < filled; i++) {
		const task = order[i] ?? 0;
		for (let k = after.at[task] ?? 0; k < (after.at[task + 1] ?? 0); k++) {
			const next = after.items[k] ?? 0;
			missing[next] = (missing[next] ?? 0) - 1;
			if (missing[next] === 0) order[filled++] = next;
		}
	}
	return order.subarray(0, filled);
}

/** The longest way from each task to the end, itself included: `tails`; and from the beginning to its start: `heads`. */
export function headsAndTails({ size, minutes, before, after, order }: Compiled): {
	readonly heads: Int32Array;
	readonly tails: Int32Array;
} {
	const heads = new Int32Array(size);
	const tails = new Int32Array(size);
	for (const task of order) {
		let start = 0;
		for (let k = before.at[task] ?? 0; k < (before.at[task + 1] ?? 0); k++) {
			const from = before.items[k] ?? 0;
			start = Math.max(start, (heads[from] ?? 0) + (minutes[from] ?? 0));
		}
		heads[task] = start;
	}
	for (let i = order.length - 1; i >= 0; i--) {
		const task = order[i] ?? 0;
		let rest = 0;
		for (let k = after.at[task] ?? 0; k < (after.at[task + 1] ?? 0); k++) rest = Math.max(rest, tails[after.items[k] ?? 0] ?? 0);
		tails[task] = rest + (minutes[task] ?? 0);
	}
	return { heads, tails };
}
