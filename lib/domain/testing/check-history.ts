/**
 * Judges what clients of one stream saw against what its log says at the end (reliability B2). Since every accepted
 * order answers with its place in the log, the order is known and nothing has to be searched: O(n log n).
 *
 * Finds: acknowledged orders that are not in the log or stand elsewhere; one command stored twice; events nobody
 * ordered; places that contradict real time; reads older than what was acknowledged before, or newer than anything
 * ordered; refusals that no moment of their window explains; accepted orders that the rules refuse at their place.
 * Unknown outcomes (no answer came) may be in the log or not.
 */

/** `invoked` and `returned`: ticks of one clock, all different. */
type Span = { readonly invoked: number; readonly returned: number };
export type WriteOp = {
	readonly kind: "write";
	readonly commandId: string;
	readonly invoked: number;
} & (
	| { readonly outcome: "accepted"; readonly returned: number; readonly sequence: number }
	| { readonly outcome: "refused"; readonly returned: number; readonly code: string }
	| { readonly outcome: "unknown" }
);
export type ReadOp = Span & { readonly kind: "read"; readonly sequence: number };
export type Op = WriteOp | ReadOp;

export type Violation = {
	readonly problem:
		| "lost"
		| "moved"
		| "stored-twice"
		| "from-nowhere"
		| "real-time-inversion"
		| "stale-read"
		| "read-from-the-future"
		| "unexplained-refusal"
		| "illegal-acceptance";
	readonly about: string;
};

/** What the rules say: `undefined` when the order is let through at this head, else the refusal's code. */
export type Rules = (commandId: string, head: number) => string | undefined;

/** `log[i]`: command id of the event with sequence `from + i`; only orders of one event each. */
export function checkHistory(ops: readonly Op[], log: readonly string[], from: number, rules: Rules): Violation[] {
	const found: Violation[] = [];
	const add = (problem: Violation["problem"], about: string) => found.push({ problem, about });
	const place = new Map<string, number>();
	log.forEach((id, i) => {
		if (place.has(id)) add("stored-twice", id);
		else place.set(id, from + i);
	});
	const writes = ops.filter((op) => op.kind === "write");
	const known = new Map(writes.map((op) => [op.commandId, op]));
	for (const id of place.keys()) if (!known.has(id)) add("from-nowhere", id);
	for (const op of writes) {
		const at = place.get(op.commandId);
		if (op.outcome === "accepted" && at === undefined) add("lost", op.commandId);
		if (op.outcome === "accepted" && at !== undefined && at !== op.sequence) add("moved", op.commandId);
		if (op.outcome === "refused" && at !== undefined) add("from-nowhere", op.commandId);
		if (at !== undefined && rules(op.commandId, at - 1) !== undefined) add("illegal-acceptance", op.commandId);
	}
	const stored = writes.flatMap((op) => {
		const at = place.get(op.commandId);
		return at === undefined
			? []
			: [{ invoked: op.invoked, returned: op.outcome === "unknown" ? undefined : op.returned, at, id: op.commandId }];
	});
	const acked = highest(
		stored.flatMap(({ returned, at }) => (returned === undefined ? [] : [[returned, at] as const])),
		from - 1,
	);
	const ordered = highest(
		stored.map(({ invoked, at }) => [invoked, at] as const),
		from - 1,
	);
	for (const { id, invoked, at } of stored) if (acked(invoked) >= at) add("real-time-inversion", id);
	for (const op of ops) {
		if (op.kind === "read") {
			if (op.sequence < acked(op.invoked)) add("stale-read", `read at ${op.invoked}`);
			if (op.sequence > ordered(op.returned)) add("read-from-the-future", `read at ${op.invoked}`);
		} else if (op.outcome === "refused") {
			const last = ordered(op.returned);
			let explained = false;
			for (let head = acked(op.invoked); head <= last && !explained; head++) explained = rules(op.commandId, head) === op.code;
			if (!explained) add("unexplained-refusal", op.commandId);
		}
	}
	return found;
}

/** The highest place among `points` (tick, place) strictly before a tick; `none` when there is none. */
function highest(points: readonly (readonly [tick: number, place: number])[], none: number): (tick: number) => number {
	const sorted = [...points].sort((a, b) => a[0] - b[0]);
	let most = none;
	const best = sorted.map(([, at]) => {
		most = Math.max(most, at);
		return most;
	});
	return (tick) => {
		let [low, high] = [0, sorted.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((sorted[middle]?.[0] ?? 0) < tick) low = middle + 1;
			else high = middle;
		}
		return best[low - 1] ?? none;
	};
}
