/** Questions for the scheduler, made up from a seed: chains per server with a hold each, some across, hands and limits. */

import type { Hand, Hold, ScheduleProblem, Task } from "../schedule/problem.ts";
import { seeded } from "../schedule/search.ts";

export type ProblemShape = {
	readonly seed: number;
	readonly tasks: number;
	readonly hands: number;
	/** Steps between a server's drain and its return. */
	readonly chain?: number;
	/** Members of one pool; one is always kept. Absent: no pools. */
	readonly pool?: number;
	/** Every so many servers one has an MFA gap inside. */
	readonly gapEvery?: number;
	readonly teams?: number;
	/** Of a hundred tasks so many are somebody's work. */
	readonly manned?: number;
};

/** The same seed gives the same question on every machine. */
export function scheduleProblem({
	seed,
	tasks: count,
	hands,
	chain = 5,
	pool,
	gapEvery = 0,
	teams = 1,
	manned = 70,
}: ProblemShape): ScheduleProblem {
	const random = seeded(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const tasks: Task[] = [];
	const edges: [number, number][] = [];
	const holds: Hold[] = [];
	const servers = Math.ceil(count / chain);
	for (let server = 0; server < servers; server++) {
		const first = tasks.length;
		for (let i = 0; i < chain && tasks.length < count; i++) {
			const task = tasks.length;
			const team = below(100) < manned ? { team: `team ${below(teams)}` } : {};
			tasks.push({ id: `t${task}`, minutes: 1 + below(30), lane: `server ${server}`, ...team });
			if (i > 0) edges.push([task - 1, task]);
		}
		const last = tasks.length - 1;
		if (pool !== undefined && last > first) holds.push({ resource: `pool ${Math.floor(server / pool)}`, opens: first, closes: last });
		if (gapEvery > 0 && server % gapEvery === 0 && last - first >= 3)
			holds.push({ resource: "mfa-gap", opens: first + 1, closes: last - 1, gap: true });
		// Now and then a server waits for an earlier one, from end to beginning so that no limits shut each other out.
		if (server > 0 && below(4) === 0) edges.push([Math.max(0, first - 1 - chain * below(Math.min(server, 3))), first]);
	}
	const capacities = Object.fromEntries(
		holds.map(({ resource }) => [resource, resource === "mfa-gap" || pool === undefined ? 1 : Math.max(1, pool - 2)]),
	);
	const people = Array.from({ length: hands }, (_, i): Hand => ({ id: `p${i}`, teams: [`team ${i % teams}`] }));
	return { tasks, edges, hands: people, holds, capacities };
}
