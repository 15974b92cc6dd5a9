/** The limit: Kahn's sort and the critical path over typed arrays, without names, rules, texts or digests. */
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";

export type NumberedGraph = {
	readonly nodes: number;
	readonly from: Int32Array;
	readonly to: Int32Array;
	readonly minutes: Int32Array;
};

export function numberedGraph(plan: PlanDocument): NumberedGraph {
	const ids = [...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id as string)];
	const number = new Map(ids.map((id, i) => [id, i]));
	const minutes = new Int32Array(ids.length);
	plan.steps.forEach((step, i) => {
		minutes[i] = step.estimateMinutes;
	});
	return {
		nodes: ids.length,
		from: Int32Array.from(plan.edges, (e) => number.get(e.from) ?? -1),
		to: Int32Array.from(plan.edges, (e) => number.get(e.to) ?? -1),
		minutes,
	};
}

/** A topological order, and the earliest finish of each node; fewer nodes than the graph has when there is a cycle. */
export function topologicalSort({ nodes, from, to, minutes }: NumberedGraph): { order: Int32Array; sorted: number; finish: Int32Array } {
	const start = new Int32Array(nodes + 1);
	const open = new Int32Array(nodes);
	for (let e = 0; e < from.length; e++) {
		start[(from[e] as number) + 1] = (start[(from[e] as number) + 1] as number) + 1;
		open[to[e] as number] = (open[to[e] as number] as number) + 1;
	}
	for (let v = 0; v < nodes; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number);
	const next = start.slice(0, nodes);
	const targets = new Int32Array(from.length);
	for (let e = 0; e < from.length; e++) {
		const slot = next[from[e] as number] as number;
		targets[slot] = to[e] as number;
		next[from[e] as number] = slot + 1;
	}
	const order = new Int32Array(nodes);
	const finish = new Int32Array(nodes);
	let tail = 0;
	for (let v = 0; v < nodes; v++) if (open[v] === 0) order[tail++] = v;
	for (let head = 0; head < tail; head++) {
		const v = order[head] as number;
		finish[v] = (finish[v] as number) + (minutes[v] as number);
		for (let e = start[v] as number; e < (start[v + 1] as number); e++) {
			const target = targets[e] as number;
			if ((finish[v] as number) > (finish[target] as number)) finish[target] = finish[v] as number;
			open[target] = (open[target] as number) - 1;
			if (open[target] === 0) order[tail++] = target;
		}
	}
	return { order, sorted: tail, finish };
}
