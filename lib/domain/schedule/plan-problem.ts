/**
 * A plan, or what is left of a run, as a question to the scheduler. Pure.
 * Promises: every required step and gate with its edges; a pool never has more members out than it can spare, as far as
 * it has any to spare; one MFA gap at a time.
 * Refuses to schedule optional steps (they never stand between two required ones) and what is parked or waits behind it.
 */
import type { Inventory } from "../inventory/document.ts";
import { fold, sameName } from "../names.ts";
import type { PlanDocument, PlanStep } from "../planner/plan-document.ts";
import { after, reach, runGraph } from "../run/graph.ts";
import type { Hand, Hold, ScheduleProblem, Task } from "./problem.ts";
import { segmentsOf } from "./segments.ts";
import type { Worker } from "./workers.ts";

export type PlanQuestion = {
	readonly plan: PlanDocument;
	readonly inventory: Inventory;
	readonly workers: readonly Worker[];
	/** Minutes a step takes. */
	readonly minutesOf: (step: PlanStep) => number;
	/** When minute 0 is; without it shifts do not count. */
	readonly start?: string | undefined;
	/** Steps that are left; all required ones without it. */
	readonly left?: (step: PlanStep) => boolean;
	/** Steps under way: they hold their hands from minute 0 on. */
	readonly underWay?: ReadonlySet<string>;
};

/** `ids`: step or gate of each task; `problem` in the same order. */
export type PlanProblem = { readonly problem: ScheduleProblem; readonly ids: readonly string[] };

export function planProblem(asked: PlanQuestion): PlanProblem {
	const { plan, workers, start, left = () => true, underWay = new Set<string>() } = asked;
	const graph = runGraph(plan);
	const tasks: Task[] = [];
	const ids: string[] = [];
	for (const gate of plan.gates) {
		tasks.push({ id: gate.id, minutes: 0 });
		ids.push(gate.id);
	}
	for (const id of graph.order) {
		const step = graph.steps.get(id);
		if (!step || step.optional || !left(step)) continue;
		const first = underWay.has(id) ? { first: true as const } : {};
		tasks.push({ id, minutes: asked.minutesOf(step), team: step.team, lane: laneOf(step), ...first });
		ids.push(id);
	}
	const place = new Map(ids.map((id, i) => [id, i]));
	const edges = plan.edges.flatMap(({ from, to }): [number, number][] => {
		const [a, b] = [place.get(from), place.get(to)];
		return a === undefined || b === undefined ? [] : [[a, b]];
	});
	const { holds, capacities } = holdsOf(asked, place);
	const hands = workers.map((worker): Hand => ({ id: worker.id, teams: worker.teams, ...shiftOf(worker, start) }));
	return { problem: { tasks, edges: [...edges, ...afterOpenGaps(plan, place)], hands, holds, capacities }, ids };
}

/** One machine, farm or group is one lane: its next step is best in the hands that did the last. */
const laneOf = ({ subject }: PlanStep): string =>
	fold(
		subject.startsWith("adfs-") ? (subject.slice(subject.indexOf(":") + 1).split("/")[0] ?? "") : subject.slice(subject.indexOf(":") + 1),
	);

function shiftOf({ from, until }: Worker, start: string | undefined): Pick<Hand, "from" | "until"> {
	if (start === undefined) return {};
	const minutes = (at: string) => (Date.parse(at) - Date.parse(start)) / 60_000;
	return {
		...(from !== undefined && { from: Math.max(0, Math.ceil(minutes(from))) }),
		...(until !== undefined && { until: Math.max(0, Math.floor(minutes(until))) }),
	};
}

function holdsOf({ plan, inventory }: PlanQuestion, place: ReadonlyMap<string, number>): Pick<ScheduleProblem, "holds" | "capacities"> {
	const holds: Hold[] = [];
	const capacities: Record<string, number> = {};
	for (const { kind, opens, closes } of segmentsOf(plan)) {
		const [first, last] = [place.get(opens), place.get(closes)];
		if (first === undefined || last === undefined) continue;
		if (kind === "mfa-gap") holds.push({ resource: "mfa-gap", opens: first, closes: last, gap: true });
		const host = runGraph(plan).steps.get(opens)?.host;
		if ((kind !== "server" && kind !== "portal" && kind !== "outage") || host === undefined) continue;
		for (const { name, spare } of poolsOn(inventory, host, kind)) {
			if (spare < 1) continue; // a lone member: a lead waives its outage
			capacities[`pool:${name}`] = spare;
			holds.push({ resource: `pool:${name}`, opens: first, closes: last });
		}
	}
	return { holds, capacities };
}

/** Pools that something on a host stands in, and how many of their members may be out at once. */
function poolsOn(inventory: Inventory, host: string, kind: string): { readonly name: string; readonly spare: number }[] {
	const members = [
		...inventory.mfaServers.map(({ host, pools }) => ({ host, pools, portal: false })),
		...inventory.userPortals.map(({ host, pools }) => ({ host, pools, portal: true })),
		...inventory.adfsFarms.flatMap(({ nodes }) => nodes.map(({ host, pools }) => ({ host, pools, portal: false }))),
	];
	return inventory.pools.flatMap(({ name, minInService }) => {
		const own = members.filter(({ pools }) => pools.some((pool) => sameName(pool, name)));
		const here = own.some((member) => sameName(member.host, host) && (kind !== "portal" || member.portal));
		return here ? [{ name, spare: new Set(own.map((member) => fold(member.host))).size - minInService }] : [];
	});
}

/** A gap that was opened already keeps the others shut until it is closed. */
function afterOpenGaps(plan: PlanDocument, place: ReadonlyMap<string, number>): [number, number][] {
	const gaps = plan.windows.filter(({ kind }) => kind === "mfa-gap");
	return gaps.flatMap((open): [number, number][] => {
		const closes = place.get(open.closes);
		if (closes === undefined || place.has(open.opens)) return [];
		return gaps.flatMap((other): [number, number][] => {
			const opens = place.get(other.opens);
			const behind = opens !== undefined && !reach(runGraph(plan), [other.opens], after).has(open.closes);
			return behind ? [[closes, opens]] : [];
		});
	});
}
