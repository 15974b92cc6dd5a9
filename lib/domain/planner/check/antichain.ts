/**
 * How many intervals can be open at one moment of some legal order. Interval i lies before j when its end must be
 * finished before j's start (or is the same step: it returns first and removes second). Intervals of which no two are
 * so ordered can all be open at once, since the steps that open them need none of the steps that close them; so the
 * answer is the largest antichain of that partial order, by Dilworth the intervals less a maximum matching.
 */
import type { Reachability } from "./reachability.ts";

export type Interval = {
	/** Who is out of service meanwhile, for the message. */
	readonly label: string;
	readonly opens: number;
	readonly closes: number;
};

/** A largest set of intervals that may be open together, if it holds more than `limit`; else undefined. */
export function openTogether(intervals: readonly Interval[], limit: number, reach: Reachability): readonly Interval[] | undefined {
	if (intervals.length <= limit) return undefined;
	const sorted = [...intervals].sort((a, b) => a.opens - b.opens || a.closes - b.closes);
	if (largestStackOfChain(sorted, reach) <= limit) return undefined;
	const widest = largestAntichain(sorted, reach);
	return widest.length > limit ? widest : undefined;
}

/** Cheap and usual: when all distinct intervals follow one another, only equal ones are open together. */
function largestStackOfChain(sorted: readonly Interval[], reach: Reachability): number {
	const stacks: { first: Interval; size: number }[] = [];
	for (const interval of sorted) {
		const last = stacks.at(-1);
		if (last && last.first.opens === interval.opens && last.first.closes === interval.closes && interval.opens !== interval.closes)
			last.size++;
		else stacks.push({ first: interval, size: 1 });
	}
	const pairs = stacks.slice(1).map((next, i) => ({ from: stacks[i]?.first.closes ?? 0, to: next.first.opens }));
	const chain = reach.ordered(pairs).every(Boolean) && pairs.every((p) => p.from !== p.to || distinctMoments(stacks, p.from));
	return chain ? Math.max(...stacks.map((s) => s.size)) : Number.POSITIVE_INFINITY;
}

/** A single step that both opens and closes an interval is no boundary between two. */
const distinctMoments = (stacks: readonly { first: Interval }[], node: number): boolean =>
	!stacks.some(({ first }) => first.opens === node && first.closes === node);

function largestAntichain(sorted: readonly Interval[], reach: Reachability): readonly Interval[] {
	const n = sorted.length;
	const cells = sorted.flatMap((a) => sorted.map((b) => ({ from: a.closes, to: b.opens })));
	const answers = reach.ordered(cells);
	const precedes = (i: number, j: number): boolean => {
		const a = sorted[i] as Interval;
		const instant = a.closes === (sorted[j] as Interval).opens && (a.opens === a.closes || (sorted[j] as Interval).closes === a.closes);
		return i !== j && !instant && answers[i * n + j] === true;
	};
	const { left, right } = matching(n, precedes);
	// König: start at unmatched left nodes, walk any edge to the right and matching edges back.
	const seenLeft = new Uint8Array(n);
	const seenRight = new Uint8Array(n);
	const stack = [...left.keys()].filter((i) => left[i] === -1);
	for (const i of stack) seenLeft[i] = 1;
	for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
		for (let j = 0; j < n; j++) {
			if (seenRight[j] === 1 || !precedes(i, j)) continue;
			seenRight[j] = 1;
			const back = right[j] as number;
			if (back !== -1 && seenLeft[back] === 0) {
				seenLeft[back] = 1;
				stack.push(back);
			}
		}
	}
	return sorted.filter((_, i) => seenLeft[i] === 1 && seenRight[i] === 0);
}

/** Maximum matching of i to a later j, by augmenting paths. */
function matching(n: number, precedes: (i: number, j: number) => boolean): { left: Int32Array; right: Int32Array } {
	const left = new Int32Array(n).fill(-1);
	const right = new Int32Array(n).fill(-1);
	const tried = new Int32Array(n).fill(-1);
	function augment(i: number, round: number): boolean {
		for (let j = 0; j < n; j++) {
			if (tried[j] === round || !precedes(i, j)) continue;
			tried[j] = round;
			if (right[j] === -1 || augment(right[j] as number, round)) {
				left[i] = j;
				right[j] = i;
				return true;
			}
		}
		return false;
	}
	for (let i = 0; i < n; i++) augment(i, i);
	return { left, right };
}
