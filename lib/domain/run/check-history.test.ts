import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkHistory, type Op, type Rules, type Violation } from "../testing/check-history.ts";

/** A store with one rule: each step is ticked once. Clients tick and read at random, some answers get lost. */
function simulate(seed: number, count: number, clients: number) {
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
	return { ops, log, rules };
}

type World = ReturnType<typeof simulate>;
const verdict = ({ ops, log, rules }: World): Violation["problem"][] => [
	...new Set(checkHistory(ops, log, 1, rules).map(({ problem }) => problem)),
];
const accepted = (world: World) => world.ops.flatMap((op) => (op.kind === "write" && op.outcome === "accepted" ? [op] : []));
const later = (world: World, n: number) => {
	const op = accepted(world)[n];
	if (!op) throw new Error("Too short a history");
	return op;
};
const without = (world: World, id: string): string[] => world.log.filter((entry) => entry !== id);

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

	const planted: readonly [string, Violation["problem"], (world: World) => World][] = [
		["an acknowledged order that is not stored", "lost", (w) => ({ ...w, log: without(w, later(w, 40).commandId) })],
		["an order stored twice", "stored-twice", (w) => ({ ...w, log: [...w.log, later(w, 40).commandId] })],
		["two orders stored the other way round", "real-time-inversion", swapped],
		["an event nobody ordered", "from-nowhere", (w) => ({ ...w, log: [...w.log, "ghost"] })],
		["a reader that is shown an old state", "stale-read", (w) => withRead(w, 0)],
		["a reader that is shown what is not stored yet", "read-from-the-future", (w) => withRead(w, w.log.length + 5)],
		["a refusal without a reason", "unexplained-refusal", refusedForNothing],
		["a second tick of one step let through", "illegal-acceptance", tickedTwice],
	];
	it.each(planted)("[B2] catches %s", (_name, problem, plant) => {
		const world = simulate(11, 400, 8);
		expect(verdict(world)).toEqual([]);
		expect(verdict(plant(world))).toContain(problem);
	});
});

function swapped(world: World): World {
	const [a, b] = [later(world, 10).commandId, later(world, 60).commandId];
	return { ...world, log: world.log.map((id) => (id === a ? b : id === b ? a : id)) };
}

/** A read after everything, or at the very beginning, that answers with `sequence`. */
function withRead(world: World, sequence: number): World {
	const end = Math.max(...world.ops.map((op) => ("returned" in op ? op.returned : op.invoked)));
	return { ...world, ops: [...world.ops, { kind: "read", invoked: end + 1, returned: end + 2, sequence }] };
}

function refusedForNothing(world: World): World {
	const { commandId, invoked, returned } = later(world, 40);
	const refused: Op = { kind: "write", commandId, invoked, returned, outcome: "refused", code: "step-already-done" };
	const at = world.log.indexOf(commandId) + 1;
	return {
		// Taken out of the log, so that only the refusal is wrong.
		log: without(world, commandId),
		ops: world.ops.map((op): Op => {
			if (op.kind === "write" && op.commandId === commandId) return refused;
			if ("sequence" in op && op.sequence >= at) return { ...op, sequence: op.sequence - 1 };
			return op;
		}),
		rules: (id, head) => (id === commandId ? undefined : world.rules(id, head < at ? head : head + 1)),
	};
}

function tickedTwice(world: World): World {
	const refused = world.ops.find((op) => op.kind === "write" && op.outcome === "refused");
	if (refused?.kind !== "write" || refused.outcome !== "refused") throw new Error("Nothing was refused");
	const sequence = world.log.length + 1;
	const { commandId, invoked, returned } = refused;
	const letThrough: Op = { kind: "write", commandId, invoked, returned, outcome: "accepted", sequence };
	return { ...world, log: [...world.log, commandId], ops: world.ops.map((op) => (op === refused ? letThrough : op)) };
}
