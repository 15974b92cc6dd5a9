/**
 * Earliest and latest minutes of every required step of a plan, and the longest way through it. Pure, linear in steps
 * and edges. Optional steps have no part in it: they never stand between two required ones. Gates take no time.
 * A plan with a cycle (which the checker refuses) gives no path rather than an endless loop.
 */
import type { Edge, PlanDocument } from "@/lib/domain/planner/plan-document.ts";

export type Timing = {
	/** Minutes from the start of the run. */
	readonly earliest: number;
	/** The latest start that does not lengthen the run. */
	readonly latest: number;
	readonly slack: number;
};

export type CriticalPath = {
	/** By required step id and gate id. */
	readonly timings: ReadonlyMap<string, Timing>;
	/** Step and gate ids of one longest way, in order. */
	readonly path: readonly string[];
	readonly minutes: number;
};

function byEnd(edges: readonly Edge[], end: "from" | "to"): ReadonlyMap<string, readonly Edge[]> {
	const groups = new Map<string, Edge[]>();
	for (const edge of edges) {
		const group = groups.get(edge[end]);
		if (group) group.push(edge);
		else groups.set(edge[end], [edge]);
	}
	return groups;
}

export function criticalPath(plan: PlanDocument): CriticalPath {
	const length = new Map<string, number>();
	for (const step of plan.steps) if (!step.optional) length.set(step.id, step.estimateMinutes);
	for (const gate of plan.gates) length.set(gate.id, 0);
	const edges = plan.edges.filter((edge) => length.has(edge.from) && length.has(edge.to));
	const before = byEnd(edges, "to");
	const after = byEnd(edges, "from");

	const missing = new Map([...length.keys()].map((id) => [id, before.get(id)?.length ?? 0]));
	const order = [...missing].filter(([, count]) => count === 0).map(([id]) => id);
	for (let i = 0; i < order.length; i++) {
		for (const { to } of after.get(order[i] ?? "") ?? []) {
			const left = (missing.get(to) ?? 0) - 1;
			missing.set(to, left);
			if (left === 0) order.push(to);
		}
	}
	if (order.length < length.size) return { timings: new Map(), path: [], minutes: 0 };

	const minutesOf = (id: string) => length.get(id) ?? 0;
	const earliest = new Map<string, number>();
	const cameFrom = new Map<string, string>();
	for (const id of order) {
		let start = 0;
		for (const { from } of before.get(id) ?? []) {
			const end = (earliest.get(from) ?? 0) + minutesOf(from);
			if (end > start || (end === start && !cameFrom.has(id))) {
				start = end;
				cameFrom.set(id, from);
			}
		}
		earliest.set(id, start);
	}
	let last: string | undefined;
	let minutes = 0;
	for (const id of order) {
		const end = (earliest.get(id) ?? 0) + minutesOf(id);
		if (last === undefined || end > minutes) {
			minutes = end;
			last = id;
		}
	}
	const latest = new Map<string, number>();
	for (const id of order.toReversed()) {
		const end = Math.min(minutes, ...(after.get(id) ?? []).map(({ to }) => latest.get(to) ?? minutes));
		latest.set(id, end - minutesOf(id));
	}
	const path: string[] = [];
	for (let id = last; id !== undefined; id = cameFrom.get(id)) path.unshift(id);
	const timings = new Map(
		order.map((id) => {
			const [first, late] = [earliest.get(id) ?? 0, latest.get(id) ?? 0];
			return [id, { earliest: first, latest: late, slack: late - first }];
		}),
	);
	return { timings, path, minutes };
}
