/**
 * Judges a schedule against its question, from the question alone: shares no code with what makes schedules, so that
 * a fault in the one does not hide in the other. Slow on purpose: it looks at every instant at which something begins.
 */
import type { Schedule, ScheduleProblem } from "./problem.ts";

export type ScheduleFault = {
	readonly fault: "shape" | "turn" | "team" | "shift" | "two-at-once" | "limit" | "figures";
	readonly what: string;
};

/** Everything wrong with it; empty: nothing is over-used at any instant and the figures are those of the starts. */
export function checkSchedule(problem: ScheduleProblem, schedule: Schedule): ScheduleFault[] {
	const { tasks, edges, hands, holds, capacities } = problem;
	if (schedule.starts.length !== tasks.length || schedule.hands.length !== tasks.length) return [{ fault: "shape", what: "length" }];
	const start = (task: number) => schedule.starts[task] ?? Number.NaN;
	const end = (task: number) => start(task) + (tasks[task]?.minutes ?? Number.NaN);
	const found: ScheduleFault[] = [];
	const name = (task: number) => tasks[task]?.id ?? String(task);
	tasks.forEach((task, i) => {
		if (!Number.isInteger(start(i)) || start(i) < 0) found.push({ fault: "shape", what: task.id });
		const hand = hands[schedule.hands[i] ?? -1];
		if (task.team === undefined ? schedule.hands[i] !== -1 : !hand?.teams.includes(task.team)) found.push({ fault: "team", what: task.id });
		if (hand && (start(i) < (hand.from ?? 0) || end(i) > (hand.until ?? Number.POSITIVE_INFINITY)))
			found.push({ fault: "shift", what: task.id });
	});
	for (const [a, b] of edges) if (!(end(a) <= start(b))) found.push({ fault: "turn", what: `${name(a)} < ${name(b)}` });
	hands.forEach((hand, number) => {
		const own = tasks
			.flatMap((task, i) => (schedule.hands[i] === number && task.minutes > 0 ? [i] : []))
			.sort((a, b) => start(a) - start(b));
		own.forEach((task, i) => {
			const next = own[i + 1];
			if (next !== undefined && start(next) < end(task))
				found.push({ fault: "two-at-once", what: `${hand.id}: ${name(task)}, ${name(next)}` });
		});
	});
	for (const resource of new Set(holds.map((hold) => hold.resource))) {
		const own = holds.filter((hold) => hold.resource === resource);
		for (const { opens } of own) {
			const open = own.filter((other) => start(other.opens) <= start(opens) && start(opens) < end(other.closes)).length;
			if (open > (capacities[resource] ?? 1)) found.push({ fault: "limit", what: `${resource} at ${start(opens)}` });
		}
	}
	const gaps = holds.filter((hold) => hold.gap).map((hold) => end(hold.closes) - start(hold.opens));
	const figures = [Math.max(0, ...tasks.map((_, i) => end(i))), gaps.reduce((sum, length) => sum + length, 0), Math.max(0, ...gaps)];
	if (figures.join() !== [schedule.makespan, schedule.gapMinutes, schedule.longestGap].join())
		found.push({ fault: "figures", what: figures.join() });
	return found;
}
