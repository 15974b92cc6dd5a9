/**
 * How much later each task could start in a schedule without its end moving, while every hand keeps its order of work and
 * every limit its order of turns. Tasks without slack are the critical chain. Pure.
 */
import type { Schedule, ScheduleProblem } from "./problem.ts";

export function slackIn({ tasks, edges, holds, capacities }: ScheduleProblem, { starts, hands, makespan }: Schedule): number[] {
	const start = (task: number) => starts[task] ?? 0;
	const end = (task: number) => start(task) + (tasks[task]?.minutes ?? 0);
	const next: number[][] = tasks.map(() => []);
	const link = (a: number, b: number) => next[a]?.push(b);
	for (const [a, b] of edges) link(a, b);
	const byHand = new Map<number, number>();
	const inTime = tasks.map((_, i) => i).sort((a, b) => start(a) - start(b) || end(a) - end(b) || a - b);
	for (const task of inTime) {
		const hand = hands[task] ?? -1;
		if (hand < 0) continue;
		const last = byHand.get(hand);
		if (last !== undefined) link(last, task);
		byHand.set(hand, task);
	}
	for (const resource of new Set(holds.map((hold) => hold.resource))) {
		const turns = holds.filter((hold) => hold.resource === resource).sort((a, b) => start(a.opens) - start(b.opens) || a.opens - b.opens);
		const units = capacities[resource] ?? 1;
		turns.forEach(({ opens }, i) => {
			const earlier = turns[i - units];
			if (earlier && end(earlier.closes) <= start(opens)) link(earlier.closes, opens);
		});
	}
	const latest = tasks.map((task) => makespan - task.minutes);
	for (const task of inTime.toReversed()) {
		const own = tasks[task]?.minutes ?? 0;
		for (const later of next[task] ?? []) latest[task] = Math.min(latest[task] ?? 0, (latest[later] ?? 0) - own);
	}
	return tasks.map((_, task) => Math.max(0, (latest[task] ?? 0) - start(task)));
}
