import { expect, it } from "vitest";
import { logEvent } from "../log-event.ts";
import { linesOf } from "../testing/log-lines.ts";
import { night, nightInventory, nightPlan, started, upTo } from "../testing/night.ts";
import { AT, people } from "../testing/run-builders.ts";
import { runEvent } from "./events.ts";
import { evolve, foldEvent, foldRun, type RecordedRunEvent, recordedRunEvent } from "./evolve.ts";
import type { RunState } from "./state.ts";

const { ben, cid } = people;
const meta = { sequence: 1, at: AT, actorId: "ada" };

/** A story with nearly every kind of event in it. */
const eventful = started(upTo(night(), "adfs.disable-provider:CORP"), "adfs.disable-provider:CORP").and(
	[cid, { type: "fail-step", stepId: "adfs.disable-provider:CORP", reason: "r" }],
	[cid, { type: "retry-step", stepId: "adfs.disable-provider:CORP" }],
	[ben, { type: "assign-step", stepId: "adfs.verify:CORP", userId: "dot" }],
	[ben, { type: "release-step", stepId: "adfs.verify:CORP" }],
	[cid, { type: "skip-step", stepId: "estate.accept:estate", reason: "r" }],
	[cid, { type: "reopen-step", stepId: "estate.accept:estate", reason: "r" }],
	[ben, { type: "park-subject", subject: "adfs-farm:EDGE", reason: "r" }],
	[ben, { type: "unpark-subject", subject: "adfs-farm:EDGE" }],
	[ben, { type: "pause-run", reason: "r", acknowledgeOpenGap: true }],
	[ben, { type: "hand-over", to: "ada", acknowledgeOpenGap: true }],
	[ben, { type: "resume-run" }],
	[cid, { type: "add-note", text: "t" }],
);
const actorOf = (type: string) => (type === "plan-drafted" ? "ada" : /^step|^note/.test(type) ? "cid" : "ben");
const recorded: RecordedRunEvent[] = eventful.events.map((event, i) => ({
	...event,
	sequence: i + 1,
	at: AT,
	actor: { id: actorOf(event.type) },
}));

it("[RUN2] folding the log gives the state that was lived", () => {
	const lived = recorded.reduce<RunState | undefined>(
		(state, event) => evolve(state, event, { sequence: event.sequence, at: event.at, actorId: event.actor.id }),
		undefined,
	);
	expect(foldRun(recorded)).toEqual(lived);
	expect(foldRun([])).toBeUndefined();
});

it("[RUN2] folding on from any point gives the same, and leaves that point as it was", () => {
	const whole = foldRun(recorded);
	for (const cut of [1, 3, 20, recorded.length - 1]) {
		const half = foldRun(recorded.slice(0, cut));
		const before = structuredClone(half);
		expect(foldRun(recorded.slice(cut), half)).toEqual(whole);
		expect(half).toEqual(before);
	}
});

it("[RUN2] evolve leaves the state it is given untouched, and shares what did not change", () => {
	const before = eventful.state;
	const frozen = structuredClone(before);
	const after = eventful.and([cid, { type: "start-step", stepId: "mfa-server.backup-data:MFA02" }]).state;
	expect(before).toEqual(frozen);
	expect(after.plan).toBe(before.plan);
	expect(after.inventory).toBe(before.inventory);
	expect(after.steps["adfs.verify:CORP"]).toBe(before.steps["adfs.verify:CORP"]);
});

it("[RUN2] every event survives its own schema, its log line and the way through JSON", () => {
	for (const event of eventful.events) expect(runEvent.parse(event)).toEqual(event);
	const lines = linesOf(eventful.events.map((event) => ({ ...event, actorId: actorOf(event.type), at: AT })));
	const events = lines.map((line) => logEvent.parse(JSON.parse(line)));
	const folded = foldRun(events.map(recordedRunEvent));
	expect(folded).toEqual(foldRun(recorded));
	const [first, ...rest] = events;
	const start = foldRun([first].flatMap((event) => (event ? [recordedRunEvent(event)] : []))) as RunState;
	expect(rest.reduce(foldEvent, start)).toEqual(folded);
});

it("[RUN1] a stream begins once, with a drafted plan, and speaks of its own steps", () => {
	const draft = { type: "plan-drafted", data: { estateId: "e", estateSequence: 1, plan: nightPlan(), inventory: nightInventory } } as const;
	const begun = evolve(undefined, draft, meta);
	expect(begun).toMatchObject({ status: "draft", authorId: "ada", draftedAt: AT, sequence: 1 });
	expect(() => evolve(begun, draft, meta)).toThrow("begins once");
	expect(() => evolve(undefined, { type: "plan-submitted", data: {} }, meta)).toThrow("before plan-drafted");
	expect(() => evolve(begun, { type: "step-claimed", data: { stepId: "no:such" } }, meta)).toThrow("no step no:such");
});

it("[RUN2] an unknown event type is a fault, not a shrug", () => {
	const stranger = logEvent.parse(JSON.parse(linesOf([{ type: "step-teleported", data: {} }])[0] ?? ""));
	expect(() => recordedRunEvent(stranger)).toThrow();
});
