/**
 * The hands of an estate: its crew as set, else the people bound to its teams. Pure.
 * Promises: somebody for every team a plan needs; where nothing is known one person of each such team is assumed and
 * said to be.
 */
import { type PlanDocument, type Team, team } from "../planner/plan-document.ts";
import type { CrewMember } from "./crew.ts";

/** One pair of hands. */
export type Worker = {
	/** `adfs-admin 1`, or the id of a person. */
	readonly id: string;
	readonly teams: readonly Team[];
	readonly userId?: string;
	readonly from?: string;
	readonly until?: string;
	/** Nobody has said that this person is there. */
	readonly assumed?: true;
};

/** Teams that a plan's required steps are the work of. */
export const teamsNeeded = ({ steps }: Pick<PlanDocument, "steps">): readonly Team[] => [
	...new Set(steps.filter(({ optional }) => !optional).map((step) => step.team)),
];

/** The hands of an estate for the given teams: its crew as set, else people bound to teams, else one of each team. */
export function workersOf(
	crew: readonly CrewMember[],
	bindings: Readonly<Record<string, readonly Team[]>>,
	needed: Iterable<Team>,
): readonly Worker[] {
	const known = crew.length > 0 ? crew.flatMap(each) : Object.entries(bindings).map(([userId, teams]) => ({ id: userId, userId, teams }));
	const covered = new Set(known.flatMap(({ teams }) => teams));
	const missing = team.options.filter((one) => !covered.has(one) && new Set(needed).has(one));
	return numbered([...known, ...missing.map((one): Worker => ({ id: "", teams: [one], assumed: true }))]);
}

const each = ({ teams, people, userId, from, until }: CrewMember): Worker[] =>
	Array.from({ length: people }, () => ({
		id: userId ?? "",
		teams,
		...(userId !== undefined && { userId }),
		...(from !== undefined && { from }),
		...(until !== undefined && { until }),
	}));

/** Those without a name are counted by their first team. A person with two shifts is two entries with ids apart. */
function numbered(workers: readonly Worker[]): Worker[] {
	const counts = new Map<string, number>();
	return workers.map((worker) => {
		const name = worker.userId ?? worker.teams[0] ?? "";
		const number = (counts.get(name) ?? 0) + 1;
		counts.set(name, number);
		return { ...worker, id: worker.userId === undefined || number > 1 ? `${name} ${number}` : name };
	});
}

/** The same crew with more or fewer people of one team: what a what-if asks. Never fewer than one. */
export function withPeople(workers: readonly Worker[], one: Team, change: number): readonly Worker[] {
	const own = workers.filter(({ teams }) => teams[0] === one);
	if (change >= 0) {
		const added = Array.from({ length: change }, (): Worker => ({ id: "", teams: [one] }));
		return renumbered([...workers, ...added]);
	}
	const gone = new Set(own.slice(Math.max(1, own.length + change)));
	return workers.filter((worker) => !gone.has(worker));
}

const renumbered = (workers: readonly Worker[]): Worker[] => numbered(workers.map((worker) => ({ ...worker })));
