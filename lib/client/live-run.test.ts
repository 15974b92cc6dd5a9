import { expect, it } from "vitest";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { PlanListener } from "./live-hub.ts";
import { createLiveRun, type LiveRunPorts, RELOAD_GAP } from "./live-run.ts";
import type { CommandOutcome } from "./send-command.ts";

/** The fold under test only needs to show order: it counts and keeps the sequence. */
type Counted = RunState & { readonly folded: readonly number[] };
const start = (sequence: number): Counted => ({ sequence, folded: [] }) as unknown as Counted;

const event = (sequence: number, command = `c${sequence}`): LogEvent => ({
	v: 1,
	log: "test-log",
	stream: "plan/p1",
	sequence,
	previous: "0".repeat(64),
	type: "step-claimed",
	at: "2026-11-24T02:14:05.120Z",
	actor: { id: "u1", kind: "person" },
	command,
	data: { stepId: "a:B" },
});
const line = (sequence: number, command?: string) => JSON.stringify(event(sequence, command));

function world(options: { stored?: readonly LogEvent[]; from?: number; answer?: (commandId: string) => CommandOutcome } = {}) {
	const asked: number[] = [];
	let reloads = 0;
	let heard: PlanListener | undefined;
	let ids = 0;
	const ports: LiveRunPorts = {
		fold: (state, next) => ({ ...state, sequence: next.sequence, folded: [...(state as Counted).folded, next.sequence] }) as RunState,
		follow: (_after, listener) => {
			heard = listener;
			return () => {
				heard = undefined;
			};
		},
		fetchEvents: async (after) => {
			asked.push(after);
			return (options.stored ?? []).filter((stored) => stored.sequence > after);
		},
		reload: () => {
			reloads++;
		},
		send: async (_command, commandId) => options.answer?.(commandId) ?? { status: "refused", problem: { code: "unreachable" } },
		newCommandId: () => `mine-${++ids}`,
		now: () => 1000,
	};
	const live = createLiveRun(start(options.from ?? 0), ports);
	live.subscribe(() => {});
	return {
		live,
		hear: () => heard as PlanListener,
		asked,
		reloads: () => reloads,
		folded: () => (live.getSnapshot().state as Counted).folded,
	};
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("[C1] folds in sequence and drops what came twice", () => {
	const { hear, folded } = world();
	for (const sequence of [1, 2, 2, 1, 3]) hear().line(line(sequence));
	expect(folded()).toEqual([1, 2, 3]);
});

it("[C1] a hole is filled from the server before anything behind it is shown", async () => {
	const { hear, folded, asked } = world({ stored: [event(1), event(2), event(3)] });
	hear().line(line(3));
	expect(folded()).toEqual([]);
	await settled();
	expect(folded()).toEqual([1, 2, 3]);
	expect(asked).toEqual([0]);
});

it("[C1] a hole the server cannot fill is asked for once, not for ever", async () => {
	const { hear, folded, asked, live } = world();
	hear().line(line(5));
	await settled();
	expect(folded()).toEqual([]);
	expect(asked).toEqual([0]);
	expect(live.getSnapshot().catchingUp).toBe(false);
});

it("[C1] a tab that is behind the leader's head catches up without a new line", async () => {
	const { hear, folded } = world({ stored: [event(8), event(9)], from: 7 });
	hear().head(9);
	await settled();
	expect(folded()).toEqual([8, 9]);
});

it("[C1] more than a thousand missing events ask for the state again", () => {
	const { hear, reloads, folded } = world();
	hear().line(line(RELOAD_GAP + 2));
	expect(reloads()).toBe(1);
	expect(folded()).toEqual([]);
});

it("[C1] adopts a newer state, never an older one, and folds what waited behind it", () => {
	const { live, hear, folded } = world({ from: 5 });
	live.adopt(start(3));
	expect(live.getSnapshot().state.sequence).toBe(5);
	hear().line(line(9));
	live.adopt(start(8));
	expect(live.getSnapshot().state.sequence).toBe(9);
	expect(folded()).toEqual([9]);
});

it("[UX5] an order is pending at once and gone with the accepted events", async () => {
	const { live, folded } = world({ answer: (id) => ({ status: "accepted", events: [event(1, id)], sequence: 1 }) });
	const ordered = live.order({ type: "claim-step", stepId: "a:B" });
	expect(live.getSnapshot().pending).toEqual([
		{ commandId: "mine-1", command: { type: "claim-step", stepId: "a:B" }, target: "a:B", since: 1000 },
	]);
	await ordered;
	expect(live.getSnapshot().pending).toEqual([]);
	expect(folded()).toEqual([1]);
});

it("[UX5] a refusal takes the mark back and stays at the step until the next order or a dismissal", async () => {
	const { live } = world({ answer: () => ({ status: "refused", problem: { code: "step-claimed", by: "u2" } }) });
	await live.order({ type: "start-step", stepId: "a:B" });
	expect(live.getSnapshot().pending).toEqual([]);
	expect(live.getSnapshot().refused["a:B"]?.problem).toEqual({ code: "step-claimed", by: "u2" });
	live.dismiss("a:B");
	expect(live.getSnapshot().refused).toEqual({});
});

it("[UX5] an unanswered order that turns up in the log was carried out: its error goes away", async () => {
	const { live, hear } = world();
	await live.order({ type: "start-step", stepId: "a:B" });
	expect(live.getSnapshot().refused["a:B"]?.problem).toEqual({ code: "unreachable" });
	hear().line(line(1, "mine-1"));
	expect(live.getSnapshot().refused).toEqual({});
});

it("[C1] what is not an event of the log is ignored", () => {
	const { hear, folded } = world();
	hear().line("not json");
	hear().line('{"sequence":1}');
	expect(folded()).toEqual([]);
});
