/**
 * "Must a be finished before b starts?", asked many times at once. 32 sources travel through the graph together,
 * one bit each, over the stretch of the topological order that matters; a direct edge answers without travelling.
 */
import type { OrderGraph } from "./order-graph.ts";

export type Pair = { readonly from: number; readonly to: number };

export type Reachability = {
	/** For each pair whether `from` is an ancestor of `to`, or the same node. */
	readonly ordered: (pairs: readonly Pair[]) => boolean[];
};

const LANES = 32;

export function reachability(graph: OrderGraph): Reachability {
	const nodes = graph.ids.length;
	const mask = new Uint32Array(nodes);

	const direct = ({ from, to }: Pair): boolean => {
		if (from === to) return true;
		for (let e = graph.beforeStart[to] as number; e < (graph.beforeStart[to + 1] as number); e++) if (graph.before[e] === from) return true;
		return false;
	};

	/** Fills `mask` between `low` and `high`: bit k of node v says that source k leads to v. */
	function travel(sources: readonly number[], low: number, high: number): void {
		mask.fill(0, low, high + 1);
		sources.forEach((source, lane) => {
			mask[source] = (mask[source] as number) | (1 << lane);
		});
		for (let v = low; v <= high; v++) {
			let bits = mask[v] as number;
			for (let e = graph.beforeStart[v] as number; e < (graph.beforeStart[v + 1] as number); e++) {
				const p = graph.before[e] as number;
				if (p >= low) bits |= mask[p] as number;
			}
			mask[v] = bits;
		}
	}

	function ordered(pairs: readonly Pair[]): boolean[] {
		const answer = new Array<boolean>(pairs.length).fill(false);
		const open = new Map<number, number[]>();
		pairs.forEach((pair, i) => {
			if (pair.from > pair.to) return;
			if (direct(pair)) {
				answer[i] = true;
				return;
			}
			const list = open.get(pair.from);
			if (list) list.push(i);
			else open.set(pair.from, [i]);
		});
		const sources = [...open.keys()].sort((a, b) => a - b);
		for (let start = 0; start < sources.length; start += LANES) {
			const block = sources.slice(start, start + LANES);
			const targets = block.flatMap((source) => (open.get(source) ?? []).map((i) => (pairs[i] as Pair).to));
			travel(
				block,
				block[0] as number,
				targets.reduce((high, t) => Math.max(high, t), 0),
			);
			block.forEach((source, lane) => {
				for (const i of open.get(source) ?? []) answer[i] = ((mask[(pairs[i] as Pair).to] as number) & (1 << lane)) !== 0;
			});
		}
		return answer;
	}

	return { ordered };
}
