/** Histories made wrong on purpose, one bug each, to see whether the checker of histories finds it (reliability B2). */
import type { Op, Rules, Violation, WriteOp } from "./check-history.ts";

/** What clients of one stream saw, and its log from sequence `from` on. */
export type RecordedHistory = {
	readonly ops: readonly Op[];
	readonly log: readonly string[];
	readonly from: number;
	readonly rules: Rules;
};

type Plant = (history: RecordedHistory) => RecordedHistory;

/** Each bug by name, with the problem that must be found. The history must be a right one with a few dozen of both answers. */
export const plantedBugs: readonly (readonly [name: string, problem: Violation["problem"], plant: Plant])[] = [
	["an acknowledged order that is not stored", "lost", (h) => ({ ...h, log: without(h, nthAccepted(h, 40).commandId) })],
	["an order stored twice", "stored-twice", (h) => ({ ...h, log: [...h.log, nthAccepted(h, 40).commandId] })],
	["two orders stored the other way round", "real-time-inversion", swapped],
	["an event nobody ordered", "from-nowhere", (h) => ({ ...h, log: [...h.log, "ghost"] })],
	["a reader that is shown an old state", "stale-read", (h) => withRead(h, h.from - 1)],
	["a reader that is shown what is not stored yet", "read-from-the-future", (h) => withRead(h, h.from + h.log.length + 5)],
	["a refusal without a reason", "unexplained-refusal", refusedForNothing],
	["an order let through that the rules refuse", "illegal-acceptance", letThrough],
];

type Accepted = Extract<WriteOp, { outcome: "accepted" }>;
const accepted = ({ ops }: RecordedHistory): Accepted[] =>
	ops.flatMap((op) => (op.kind === "write" && op.outcome === "accepted" ? [op] : []));

/** The one accepted as number `n`; counted from the end when negative. */
function nthAccepted(history: RecordedHistory, n: number): Accepted {
	const op = accepted(history).at(n);
	if (!op) throw new Error("Too short a history");
	return op;
}

const without = ({ log }: RecordedHistory, id: string): string[] => log.filter((entry) => entry !== id);

function swapped(history: RecordedHistory): RecordedHistory {
	const [a, b] = [nthAccepted(history, 10).commandId, nthAccepted(history, -10).commandId];
	return { ...history, log: history.log.map((id) => (id === a ? b : id === b ? a : id)) };
}

/** A read after everything else that answers with `sequence`. */
function withRead(history: RecordedHistory, sequence: number): RecordedHistory {
	const end = history.ops.reduce((last, op) => Math.max(last, "returned" in op ? op.returned : op.invoked), 0);
	return { ...history, ops: [...history.ops, { kind: "read", invoked: end + 1, returned: end + 2, sequence }] };
}

function refusedForNothing(history: RecordedHistory): RecordedHistory {
	const { commandId, invoked, returned } = nthAccepted(history, 40);
	const refused: Op = { kind: "write", commandId, invoked, returned, outcome: "refused", code: "step-already-done" };
	const at = history.log.indexOf(commandId) + history.from;
	return {
		...history,
		// Taken out of the log, so that only the refusal is wrong.
		log: without(history, commandId),
		ops: history.ops.map((op): Op => {
			if (op.kind === "write" && op.commandId === commandId) return refused;
			if ("sequence" in op && op.sequence >= at) return { ...op, sequence: op.sequence - 1 };
			return op;
		}),
		rules: (id, head) => (id === commandId ? undefined : history.rules(id, head < at ? head : head + 1)),
	};
}

function letThrough(history: RecordedHistory): RecordedHistory {
	const sequence = history.from + history.log.length;
	const wrong = (op: Op) => op.kind === "write" && op.outcome === "refused" && history.rules(op.commandId, sequence - 1) !== undefined;
	const refused = history.ops.find(wrong);
	if (refused?.kind !== "write" || refused.outcome !== "refused") throw new Error("Nothing was refused that would be refused at the end");
	const { commandId, invoked, returned } = refused;
	const through: Op = { kind: "write", commandId, invoked, returned, outcome: "accepted", sequence };
	return { ...history, log: [...history.log, commandId], ops: history.ops.map((op) => (op === refused ? through : op)) };
}
