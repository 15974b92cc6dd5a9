import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProblemShape, scheduleProblem } from "../testing/schedule-problems.ts";
import { lowerBounds, turnsBound } from "./bound.ts";
import { checkSchedule } from "./check-schedule.ts";
import { compile, headsAndTails } from "./compiled.ts";
import type { Schedule, ScheduleProblem } from "./problem.ts";
import { schedule } from "./search.ts";

const shape = fc.record({
	seed: fc.nat(1_000_000),
	tasks: fc.integer({ min: 1, max: 60 }),
	hands: fc.integer({ min: 3, max: 6 }),
	pool: fc.integer({ min: 2, max: 4 }),
	gapEvery: fc.integer({ min: 0, max: 3 }),
	teams: fc.integer({ min: 1, max: 3 }),
});
const found = (problem: ScheduleProblem, options = {}) => {
	const made = schedule(problem, { rounds: 60, ...options });
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	return made.value;
};
const question = (asked: ProblemShape) => scheduleProblem(asked);

describe("schedules", () => {
	it("[SCH6] over-use nothing at any instant, keep every turn, pool and gap", () => {
		fc.assert(
			fc.property(shape, (asked) => {
				const problem = question(asked);
				expect(checkSchedule(problem, found(problem))).toEqual([]);
			}),
		);
	});

	it("[SCH7] the same question has the same schedule", () => {
		fc.assert(
			fc.property(shape, (asked) => {
				expect(found(question(asked))).toEqual(found(question(asked)));
			}),
			{ numRuns: 30 },
		);
	});

	it("[SCH8] more people never make it longer than was reported for fewer", () => {
		fc.assert(
			fc.property(shape, fc.nat(2), (asked, team) => {
				const problem = question(asked);
				const before = found(problem);
				const more = { ...problem, hands: [...problem.hands, { id: "more", teams: [`team ${team % asked.teams}`] }] };
				const after = found(more, { known: before });
				expect(after.makespan).toBeLessThanOrEqual(before.makespan);
				expect(checkSchedule(more, after)).toEqual([]);
			}),
		);
	});

	it("[SCH9] nothing ends before its proved bound, and what reaches it is the best there is", () => {
		fc.assert(
			fc.property(shape, (asked) => {
				const made = found(question(asked));
				expect(made.atLeast).toBeLessThanOrEqual(made.makespan);
			}),
		);
		// Every order of a few tasks, one after the other as early as possible, ends no sooner than the bound.
		fc.assert(
			fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 2 }), (seed, hands) => {
				const problem = question({ seed, tasks: 6, hands, chain: 3, pool: 2 });
				const compiled = compile(problem);
				const { heads, tails } = headsAndTails(compiled);
				expect(lowerBounds(compiled, heads, tails).makespan).toBeLessThanOrEqual(bestByHand(problem));
			}),
			{ numRuns: 50 },
		);
	});

	it("[SCH9] sees that members of a pool take turns", () => {
		const chain = (host: number) => [host * 3, host * 3 + 1, host * 3 + 2];
		const problem: ScheduleProblem = {
			tasks: [0, 1, 2].flatMap((host) => chain(host).map((i) => ({ id: `t${i}`, minutes: 10, team: "mfa-admin" }))),
			edges: [0, 1, 2].flatMap((host) =>
				chain(host)
					.slice(1)
					.map((i): [number, number] => [i - 1, i]),
			),
			hands: Array.from({ length: 3 }, (_, i) => ({ id: `p${i}`, teams: ["mfa-admin"] })),
			holds: [0, 1, 2].map((host) => ({ resource: "pool:a", opens: host * 3, closes: host * 3 + 2 })),
			capacities: { "pool:a": 1 },
		};
		expect(found(problem)).toMatchObject({ makespan: 90, atLeast: 90 });
		expect(turnsBound([{ head: 5, length: 10, tail: 3 }], 1)).toBe(18);
	});

	it("[SCH10] sooner done comes first, then less time in gaps, then fewer hand-overs", () => {
		// The gap's second task waits for another's long one: opened early it would stay open.
		const problem: ScheduleProblem = {
			tasks: [
				{ id: "untick", minutes: 5, team: "adfs-admin", lane: "CORP" },
				{ id: "long", minutes: 60, team: "network", lane: "LB" },
				{ id: "tick", minutes: 5, team: "adfs-admin", lane: "CORP" },
			],
			edges: [
				[0, 2],
				[1, 2],
			],
			hands: [
				{ id: "a", teams: ["adfs-admin"] },
				{ id: "b", teams: ["adfs-admin"] },
				{ id: "n", teams: ["network"] },
			],
			holds: [{ resource: "mfa-gap", opens: 0, closes: 2, gap: true }],
			capacities: {},
		};
		expect(found(problem)).toMatchObject({ makespan: 65, gapMinutes: 10, longestGap: 10, handOvers: 0, starts: [55, 0, 60] });
	});

	it("[SCH11] nobody works outside their shift, and what no shift is long enough for is said", () => {
		const problem: ScheduleProblem = {
			tasks: [{ id: "a", minutes: 30, team: "network" }],
			edges: [],
			hands: [
				{ id: "early", teams: ["network"], until: 20 },
				{ id: "late", teams: ["network"], from: 45, until: 90 },
			],
			holds: [],
			capacities: {},
		};
		expect(found(problem)).toMatchObject({ starts: [45], hands: [1] });
		const early = { ...problem, hands: problem.hands.slice(0, 1) };
		expect(schedule(early)).toEqual({ ok: false, error: { stuck: ["a"], teams: [] } });
		expect(schedule({ ...problem, hands: [] })).toEqual({ ok: false, error: { stuck: ["a"], teams: ["network"] } });
	});

	it("[SCH6] the checker finds what is wrong", () => {
		const problem = question({ seed: 7, tasks: 30, hands: 3, pool: 2, gapEvery: 2 });
		const good = found(problem);
		const faults = (changed: Partial<Schedule>) => new Set(checkSchedule(problem, { ...good, ...changed }).map(({ fault }) => fault));
		expect(faults({ starts: good.starts.map(() => 0) })).toEqual(new Set(["turn", "two-at-once", "limit", "figures"]));
		expect(faults({ hands: good.hands.map(() => 9) })).toContain("team");
		expect(faults({ makespan: good.makespan - 1 })).toEqual(new Set(["figures"]));
		expect(faults({ starts: [] })).toEqual(new Set(["shape"]));
		const short = { ...problem, hands: problem.hands.map((hand) => ({ ...hand, until: good.makespan - 1 })) };
		expect(checkSchedule(short, good).map(({ fault }) => fault)).toContain("shift");
	});
});

/** The least end over every order in which tasks can be started one after the other, each as early as that allows. */
function bestByHand(problem: ScheduleProblem): number {
	const size = problem.tasks.length;
	let best = Number.POSITIVE_INFINITY;
	const starts: number[] = [];
	const hands: number[] = [];
	const tryAll = (placed: readonly number[]) => {
		if (placed.length === size) {
			const makespan = Math.max(...starts.map((at, i) => at + (problem.tasks[i]?.minutes ?? 0)));
			const gaps = { gapMinutes: 0, longestGap: 0, handOvers: 0 };
			if (checkSchedule(problem, { starts, hands, makespan, ...gaps }).length === 0) best = Math.min(best, makespan);
			return;
		}
		for (let task = 0; task < size; task++) {
			if (placed.includes(task) || problem.edges.some(([a, b]) => b === task && !placed.includes(a))) continue;
			const after = problem.edges.filter(([, b]) => b === task).map(([a]) => (starts[a] ?? 0) + (problem.tasks[a]?.minutes ?? 0));
			const clocks = placed.map((other) => (starts[other] ?? 0) + (problem.tasks[other]?.minutes ?? 0));
			const who = problem.tasks[task]?.team === undefined ? [-1] : problem.hands.map((_, i) => i);
			for (const hand of who)
				for (const at of new Set([0, ...clocks].filter((clock) => clock >= Math.max(0, ...after)))) {
					const busy = placed.some(
						(other) => hand >= 0 && hands[other] === hand && (starts[other] ?? 0) + (problem.tasks[other]?.minutes ?? 0) > at,
					);
					if (busy) continue;
					starts[task] = at;
					hands[task] = hand;
					tryAll([...placed, task]);
				}
		}
	};
	tryAll([]);
	return best;
}
