import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkHistory, type Op, type Rules, type Violation } from "../testing/check-history.ts";
import { plantedBugs, type RecordedHistory } from "../testing/planted-bugs.ts";

/** A store with one rule: each step is ticked once. Clients tick and read at random, some answers get lost. */
function simulate(seed: number, count: number, clients: number): RecordedHistory {
	let state = seed;
	const random = (below: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	const log: string[] = [];
	const doneAt = new Map<number, number>();
	const stepOf = new Map<string, number>();
	const ops: Op[] = [];
	let tick = 0;
	type Busy = { readonly invoked: number; readonly commandId?: string; result?: Op };
	const busy: (Busy | undefined)[] = Array.from({ length: clients }, () => undefined);
	const happen = (b: Busy): void => {
		if (b.commandId === undefined) {
			b.result = { kind: "read", invoked: b.invoked, returned: 0, sequence: log.length };
			return;
		}
		const step = stepOf.get(b.commandId) ?? 0;
		const write = { kind: "write", commandId: b.commandId, invoked: b.invoked, returned: 0 } as const;
		if (doneAt.has(step)) {
			b.result = { ...write, outcome: "refused", code: "step-already-done" };
			return;
		}
		log.push(b.commandId);
		doneAt.set(step, log.length);
		b.result = { ...write, outcome: "accepted", sequence: log.length };
	};
	while (ops.length < count) {
		tick += 1;
		const who = random(clients);
		const b = busy[who];
		if (!b) {
			const commandId = random(4) === 0 ? undefined : `c${tick}`;
			if (commandId !== undefined) stepOf.set(commandId, random(Math.ceil(count / 2)));
			busy[who] = { invoked: tick, ...(commandId !== undefined && { commandId }) };
		} else if (!b.result) happen(b);
		else {
			const lost = b.result.kind === "write" && random(50) === 0;
			ops.push(
				lost && b.commandId !== undefined
					? { kind: "write", commandId: b.commandId, invoked: b.invoked, outcome: "unknown" }
					: ({ ...b.result, returned: tick } as Op),
			);
			busy[who] = undefined;
		}
	}
	// Whoever still waits never hears.
	for (const b of busy)
		if (b?.commandId !== undefined) ops.push({ kind: "write", commandId: b.commandId, invoked: b.invoked, outcome: "unknown" });
	const rules: Rules = (id, head) =>
		(doneAt.get(stepOf.get(id) ?? -1) ?? Number.POSITIVE_INFINITY) <= head ? "step-already-done" : undefined;
	return { ops, log, from: 1, rules };
}

const verdict = ({ ops, log, from, rules }: RecordedHistory): Violation["problem"][] => [
	...new Set(checkHistory(ops, log, from, rules).map(({ problem }) => problem)),
];

describe("the checker of histories", () => {
	it("[B2] passes what a correct store does, whoever is slow and whatever answer is lost", () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, clients) => verdict(simulate(seed, 200, clients)).length === 0),
		);
	});

	it("[B2] judges 200,000 operations of 64 clients", () => {
		const world = simulate(7, 200_000, 64);
		expect(world.ops.length).toBeGreaterThanOrEqual(200_000);
		expect(verdict(world)).toEqual([]);
	});

	it.each(plantedBugs)("[B2] catches %s", (_name, problem, plant) => {
		const world = simulate(11, 400, 8);
		expect(verdict(world)).toEqual([]);
		expect(verdict(plant(world))).toContain(problem);
	});
});
