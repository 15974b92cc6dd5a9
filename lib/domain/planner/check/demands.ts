/**
 * Collects "a before b" demands from all checks and answers them together. A demand on a step that the plan
 * does not hold says nothing here: `checkSteps` reports what is missing.
 */
import type { OrderGraph } from "./order-graph.ts";
import type { Pair, Reachability } from "./reachability.ts";
import { listed, type Violation, violation } from "./violation.ts";

type Reason = { readonly invariant: number | string; readonly because: string };
type Crowd = Reason & { readonly from: readonly number[]; readonly to: readonly number[]; readonly via?: string };

export type Demands = {
	/** Every id of `first` must be finished before any id of `then` starts; few against few. */
	readonly before: (
		first: string | readonly string[],
		then: string | readonly string[],
		invariant: number | string,
		because: string,
	) => void;
	/** The same for many against many. `via` is the gate that usually stands between: only a hint for speed. */
	readonly allBefore: (
		first: readonly string[],
		then: readonly string[],
		invariant: number | string,
		because: string,
		via?: string,
	) => void;
	readonly violations: () => Violation[];
};

export function demands(graph: OrderGraph, reach: Reachability): Demands {
	const pairs: Pair[] = [];
	const reasons: Reason[] = [];
	const crowds: Crowd[] = [];
	const numbers = (ids: string | readonly string[]): number[] =>
		(typeof ids === "string" ? [ids] : ids).flatMap((id) => graph.indexOf.get(id) ?? []);
	const id = (node: number): string => graph.ids[node] as string;

	function pairViolations(): Violation[] {
		return reach.ordered(pairs).flatMap((holds, i) => {
			if (holds) return [];
			const { from, to } = pairs[i] as Pair;
			const { invariant, because } = reasons[i] as Reason;
			return [violation(invariant, `${id(from)} must be finished before ${id(to)} starts: ${because}`, [id(from), id(to)])];
		});
	}

	/** True when the hinted gate stands between all of both sides. */
	function throughGate({ from, to, via }: Crowd): boolean {
		const gate = via === undefined ? undefined : graph.indexOf.get(via);
		if (gate === undefined) return false;
		return reach.ordered([...from.map((f) => ({ from: f, to: gate })), ...to.map((t) => ({ from: gate, to: t }))]).every(Boolean);
	}

	function crowdViolations(crowd: Crowd): Violation[] {
		if (throughGate(crowd)) return [];
		const missing = new Map<number, number[]>();
		const LANES = 32; // as many as `ordered` carries at once
		for (let start = 0; start < crowd.from.length; start += LANES) {
			const block = crowd.from.slice(start, start + LANES);
			const asked = crowd.to.flatMap((to) => block.map((from) => ({ from, to })));
			reach.ordered(asked).forEach((holds, i) => {
				if (holds) return;
				const { from, to } = asked[i] as Pair;
				const list = missing.get(to);
				if (list) list.push(from);
				else missing.set(to, [from]);
			});
		}
		return [...missing].map(([to, from]) =>
			violation(crowd.invariant, `${listed(from.map(id))} must be finished before ${id(to)} starts: ${crowd.because}`, [
				id(to),
				...from.map(id),
			]),
		);
	}

	return {
		before(first, then, invariant, because) {
			const reason = { invariant, because };
			for (const from of numbers(first)) {
				for (const to of numbers(then)) {
					pairs.push({ from, to });
					reasons.push(reason);
				}
			}
		},
		allBefore(first, then, invariant, because, via) {
			crowds.push({ from: numbers(first), to: numbers(then), invariant, because, ...(via === undefined ? {} : { via }) });
		},
		violations: () => [...pairViolations(), ...crowds.flatMap(crowdViolations)],
	};
}
