/**
 * The plan's steps and gates as a graph in one topological order, in typed arrays: node numbers *are*
 * topological positions. Made for the checker alone, so that a fault in the planner's graph code cannot hide here.
 */
import type { PlanDocument } from "../plan-document.ts";

export type OrderGraph = {
	/** Node number to id; every edge goes from a smaller number to a larger one. */
	readonly ids: readonly string[];
	readonly indexOf: ReadonlyMap<string, number>;
	/** Predecessors of node v: `before[beforeStart[v]] … before[beforeStart[v + 1] - 1]`. */
	readonly beforeStart: Int32Array;
	readonly before: Int32Array;
	readonly afterStart: Int32Array;
	readonly after: Int32Array;
};

export type GraphOrCycle =
	| { readonly kind: "graph"; readonly graph: OrderGraph }
	| { readonly kind: "cycle"; readonly ids: readonly string[] };

/** Edges that name an unknown id or lead from a node to itself are left out: `checkStructure` reports them. */
export function orderGraph(plan: PlanDocument): GraphOrCycle {
	const ids = [...new Set([...plan.steps.map((s) => s.id), ...plan.gates.map((g) => g.id as string)])];
	const number = new Map(ids.map((id, i) => [id, i]));
	const from: number[] = [];
	const to: number[] = [];
	for (const edge of plan.edges) {
		const a = number.get(edge.from);
		const b = number.get(edge.to);
		if (a === undefined || b === undefined || a === b) continue;
		from.push(a);
		to.push(b);
	}
	const out = adjacency(ids.length, from, to);
	const order = plannedOrder(plan, ids, number, from, to) ?? kahn(ids.length, to, out);
	if (order.length < ids.length) {
		const sorted = new Set(order);
		return { kind: "cycle", ids: ids.filter((_, i) => !sorted.has(i)) };
	}
	const position = new Int32Array(ids.length);
	for (let i = 0; i < order.length; i++) position[order[i] as number] = i;
	const at = (node: number): number => position[node] as number;
	const sortedIds = order.map((i) => ids[i] as string);
	const before = adjacency(ids.length, to.map(at), from.map(at));
	const after = adjacency(ids.length, from.map(at), to.map(at));
	return {
		kind: "graph",
		graph: {
			ids: sortedIds,
			indexOf: new Map(sortedIds.map((id, i) => [id, i])),
			beforeStart: before.start,
			before: before.items,
			afterStart: after.start,
			after: after.items,
		},
	};
}

type Adjacency = { readonly start: Int32Array; readonly items: Int32Array };

/** For each node of `keys` the list of its `values`, in compressed rows. */
function adjacency(nodes: number, keys: readonly number[], values: readonly number[]): Adjacency {
	const start = new Int32Array(nodes + 1);
	for (const key of keys) start[key + 1] = (start[key + 1] as number) + 1;
	for (let i = 0; i < nodes; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
	const next = start.slice(0, nodes);
	const items = new Int32Array(keys.length);
	keys.forEach((key, i) => {
		const slot = next[key] as number;
		items[slot] = values[i] as number;
		next[key] = slot + 1;
	});
	return { start, items };
}

/** The order in which the phases list the steps, when it is legal: what belongs together stays close, and searches stay short. */
function plannedOrder(
	plan: PlanDocument,
	ids: readonly string[],
	number: ReadonlyMap<string, number>,
	from: readonly number[],
	to: readonly number[],
): number[] | undefined {
	const rank = new Float64Array(ids.length).fill(-1);
	let next = 0;
	for (const phase of plan.phases) {
		for (const id of phase.stepIds) {
			const node = number.get(id);
			if (node !== undefined && rank[node] === -1) rank[node] = ++next;
		}
	}
	for (const gate of plan.gates) {
		// Behind its last predecessor; a gate behind a gate takes one round more, hence twice.
		for (let round = 0; round < 2; round++) {
			const node = number.get(gate.id);
			if (node === undefined) continue;
			from.forEach((a, i) => {
				if (to[i] === node) rank[node] = Math.max(rank[node] as number, (rank[a] as number) + 0.25);
			});
		}
	}
	if (rank.some((r, i) => r === -1 && !(ids[i] as string).startsWith("gate:"))) return undefined;
	if (from.some((a, i) => (rank[a] as number) >= (rank[to[i] as number] as number))) return undefined;
	return [...ids.keys()].sort((a, b) => (rank[a] as number) - (rank[b] as number));
}

/** Every node whose predecessors all come earlier; nodes on a cycle, or behind one, are missing. */
function kahn(nodes: number, to: readonly number[], out: Adjacency): number[] {
	const open = new Int32Array(nodes);
	for (const node of to) open[node] = (open[node] as number) + 1;
	const order: number[] = [];
	for (let i = 0; i < nodes; i++) if (open[i] === 0) order.push(i);
	for (let head = 0; head < order.length; head++) {
		const node = order[head] as number;
		for (let e = out.start[node] as number; e < (out.start[node + 1] as number); e++) {
			const target = out.items[e] as number;
			open[target] = (open[target] as number) - 1;
			if (open[target] === 0) order.push(target);
		}
	}
	return order;
}
