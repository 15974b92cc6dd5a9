import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Interval, openTogether } from "./antichain.ts";
import type { OrderGraph } from "./order-graph.ts";
import { reachability } from "./reachability.ts";

const rows = (nodes: number, edges: readonly (readonly [number, number])[], key: 0 | 1) => {
	const start = new Int32Array(nodes + 1);
	const items: number[] = [];
	for (let v = 0; v < nodes; v++) {
		for (const edge of edges) if (edge[key] === v) items.push(edge[key === 0 ? 1 : 0]);
		start[v + 1] = items.length;
	}
	return { start, items: Int32Array.from(items) };
};

function graphOf(nodes: number, edges: readonly (readonly [number, number])[]): OrderGraph {
	const ids = Array.from({ length: nodes }, (_, i) => String(i));
	const before = rows(nodes, edges, 1);
	const after = rows(nodes, edges, 0);
	return {
		ids,
		indexOf: new Map(ids.map((id, i) => [id, i])),
		beforeStart: before.start,
		before: before.items,
		afterStart: after.start,
		after: after.items,
	};
}

/** The most intervals open in any set of finished steps that the edges allow, counted one by one. */
function mostOpen(nodes: number, edges: readonly (readonly [number, number])[], intervals: readonly Interval[]): number {
	let most = 0;
	for (let done = 0; done < 1 << nodes; done++) {
		const has = (v: number): boolean => (done & (1 << v)) !== 0;
		if (edges.some(([from, to]) => has(to) && !has(from))) continue;
		const startable = (v: number): boolean => has(v) || edges.every(([from, to]) => to !== v || has(from));
		// Steps run side by side: whatever may start is running. An interval is open from its first step's start to its last step's end.
		most = Math.max(most, intervals.filter((i) => startable(i.opens) && !has(i.closes)).length);
	}
	return most;
}

const dag = fc.integer({ min: 2, max: 9 }).chain((nodes) =>
	fc.record({
		nodes: fc.constant(nodes),
		edges: fc.uniqueArray(
			fc.tuple(fc.nat(nodes - 2), fc.nat(nodes - 1)).map(([a, b]): [number, number] => [a, Math.max(a + 1, b)]),
			{ maxLength: 14, selector: (e) => e.join() },
		),
	}),
);

describe("antichain", () => {
	it("reachability answers as plain search does", () => {
		fc.assert(
			fc.property(dag, ({ nodes, edges }) => {
				const reach = reachability(graphOf(nodes, edges));
				const search = (from: number, to: number): boolean => from === to || edges.some(([a, b]) => a === from && search(b, to));
				const pairs = [...Array(nodes * nodes).keys()].map((i) => ({ from: Math.floor(i / nodes), to: i % nodes }));
				expect(reach.ordered(pairs)).toEqual(pairs.map(({ from, to }) => search(from, to)));
			}),
		);
	});

	it("[inv 14] finds exactly as many intervals open together as some moment of some order has", () => {
		fc.assert(
			fc.property(dag, fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 6 }), ({ nodes, edges }, ends) => {
				const search = (from: number, to: number): boolean => edges.some(([a, b]) => a === from && (b === to || search(b, to)));
				const intervals = ends
					.map(([a, b], i) => ({ label: `${i}`, opens: a % nodes, closes: b % nodes }))
					.filter((i) => search(i.opens, i.closes));
				// A step that ends one interval and starts another returns first and removes second; counting by states cannot see that.
				fc.pre(!intervals.some((i) => intervals.some((j) => i.closes === j.opens)));
				const reach = reachability(graphOf(nodes, edges));
				const most = mostOpen(nodes, edges, intervals);
				expect(openTogether(intervals, most, reach)).toBeUndefined();
				if (most > 0) expect(openTogether(intervals, most - 1, reach)?.length).toBe(most);
			}),
			{ numRuns: 300 },
		);
	});

	it("[inv 8] a step that closes one interval and opens the next keeps them apart, and equal ones together", () => {
		const reach = reachability(
			graphOf(3, [
				[0, 1],
				[1, 2],
			]),
		);
		const batches = [
			{ label: "A1", opens: 0, closes: 1 },
			{ label: "A2", opens: 0, closes: 1 },
			{ label: "B1", opens: 1, closes: 2 },
		];
		expect(openTogether(batches, 2, reach)).toBeUndefined();
		expect(openTogether(batches, 1, reach)?.map((i) => i.label)).toEqual(["A1", "A2"]);
	});
});
