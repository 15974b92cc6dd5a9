/**
 * The scheduler on made-up estates with pools and one gap at a time, beside Gecode (where MiniZinc is installed), beside
 * TaskJuggler on the same work without pools, and beside its own proved bound. Every schedule is judged by the checker.
 */
import { checkSchedule } from "@/lib/domain/schedule/check-schedule.ts";
import { compile, headsAndTails } from "@/lib/domain/schedule/compiled.ts";
import type { ScheduleProblem } from "@/lib/domain/schedule/problem.ts";
import { schedule } from "@/lib/domain/schedule/search.ts";
import { scheduleProblem } from "@/lib/domain/testing/schedule-problems.ts";
import { type Bench, median, type Table } from "./bench-table.ts";
import { gecode, hasGecode, hasTaskJuggler, taskJuggler } from "./schedule-peers.ts";

const ROUNDS = 3;
const GECODE_SECONDS = 10;
const SEEDS = 30;

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function best(problem: ScheduleProblem, rounds?: number) {
	const times: number[] = [];
	let made = schedule(problem, rounds === undefined ? {} : { rounds });
	for (let round = 0; round < ROUNDS; round++) {
		const began = performance.now();
		made = schedule(problem, rounds === undefined ? {} : { rounds });
		times.push(performance.now() - began);
	}
	if (!made.ok) throw new Error(`Stuck: ${made.error.stuck.length} tasks`);
	const faults = checkSchedule(problem, made.value);
	if (faults.length > 0) throw new Error(`The schedule does not hold: ${JSON.stringify(faults.slice(0, 3))}`);
	return { ...made.value, milliseconds: median(times) };
}

/** The longest way alone, and the work over the hands: what a bound knows that does not see turns. */
function naiveBound(problem: ScheduleProblem): number {
	const compiled = compile(problem);
	const { heads, tails } = headsAndTails(compiled);
	const longest = heads.reduce((most, head, task) => Math.max(most, head + (tails[task] ?? 0)), 0);
	const work = problem.tasks.reduce((sum, { team, minutes }) => sum + (team === undefined ? 0 : minutes), 0);
	return Math.max(longest, Math.ceil(work / problem.hands.length));
}

const sizes = [
	{ tasks: 50, hands: 3 },
	{ tasks: 200, hands: 5 },
	{ tasks: 500, hands: 8 },
	{ tasks: 1_000, hands: 10 },
	{ tasks: 10_000, hands: 50 },
] as const;

export const scheduleBench: Bench = async (): Promise<Table> => {
	const notes: string[] = [];
	const rows = sizes.map(({ tasks, hands }) => {
		const problem = scheduleProblem({ seed: 42, tasks, hands, pool: 3, gapEvery: tasks <= 1_000 ? 8 : 64 });
		const list = best(problem, 0);
		const found = best(problem);
		const peer = hasGecode() && tasks <= 1_000 ? gecode(problem, list.makespan * 2, GECODE_SECONDS) : undefined;
		return [
			`${tasks} / ${hands}`,
			String(naiveBound(problem)),
			String(found.atLeast),
			`${list.makespan}, ${list.milliseconds.toFixed(1)} ms`,
			`${found.makespan}, ${found.milliseconds.toFixed(0)} ms`,
			percent(found.makespan - found.atLeast, found.makespan),
			`${found.gapMinutes}`,
			peer ? `${peer.makespan ?? "none"}${peer.proved ? " proved" : ""}, ${peer.milliseconds.toFixed(0)} ms` : "not run",
		];
	});
	notes.push(hasGecode() ? againstOptimum() : "MiniZinc is not installed: no proved optimum to compare with");
	notes.push(hasTaskJuggler() ? againstTaskJuggler() : "TaskJuggler is not installed");
	notes.push(afterASlip());
	return {
		title: "Schedules: tasks with pools and gaps, seed 42, minutes",
		columns: [
			"tasks / hands",
			"naive bound",
			"our bound",
			"list pass",
			"search",
			"proved gap",
			"gap minutes",
			`Gecode ${GECODE_SECONDS} s`,
		],
		rows,
		notes,
	};
};

/** How often the search reaches what Gecode proves, in what part of its time, and how much of the naive bound's distance ours closes. */
function againstOptimum(): string {
	let proved = 0;
	let reached = 0;
	const shares: number[] = [];
	const ratios: number[] = [];
	for (let seed = 1; seed <= SEEDS; seed++) {
		const problem = scheduleProblem({ seed, tasks: 60, hands: 3, pool: 3, gapEvery: 6 });
		const found = best(problem);
		const peer = gecode(problem, found.makespan, 5);
		if (!peer.proved || peer.makespan === undefined) continue;
		proved++;
		if (found.makespan <= peer.makespan) reached++;
		const naive = naiveBound(problem);
		if (peer.makespan > naive) shares.push((found.atLeast - naive) / (peer.makespan - naive));
		ratios.push(peer.milliseconds / found.milliseconds);
	}
	if (proved === 0) return `Gecode proved none of ${SEEDS} plans of 60 tasks in 5 s each`;
	const closed =
		shares.length === 0
			? "no distance to close"
			: `our bound closes ${percent(
					shares.reduce((a, b) => a + b, 0),
					shares.length,
				)} of the naive bound's distance`;
	return `60 tasks, ${SEEDS} seeds: Gecode proved ${proved}; the search reached ${reached} of them in ${`1/${median(ratios).toFixed(0)}`} of its time (median); ${closed}`;
}

function againstTaskJuggler(): string {
	const words = [200, 1_000].map((tasks) => {
		const problem = scheduleProblem({ seed: 42, tasks, hands: tasks / 100 + 2 });
		const list = best(problem, 0);
		const peer = taskJuggler(problem);
		return `${tasks} tasks ${list.makespan} in ${list.milliseconds.toFixed(1)} ms, TaskJuggler ${peer.makespan ?? "failed"} in ${peer.milliseconds.toFixed(0)} ms (${(peer.milliseconds / list.milliseconds).toFixed(0)}x)`;
	});
	return `Without pools: ${words.join("; ")}`;
}

/** One step takes twice as long: a list pass as a run makes after every event, beside the whole search. */
function afterASlip(): string {
	const problem = scheduleProblem({ seed: 42, tasks: 500, hands: 8, pool: 3, gapEvery: 8 });
	const slipped = { ...problem, tasks: problem.tasks.map((task, i) => (i === 20 ? { ...task, minutes: task.minutes * 2 } : task)) };
	const [cold, warm] = [best(slipped), best(slipped, 0)];
	return `After a slip, 500 tasks: list pass ${warm.milliseconds.toFixed(1)} ms = 1/${(cold.milliseconds / warm.milliseconds).toFixed(0)} of a cold search, end ${warm.makespan} against ${cold.makespan}`;
}
