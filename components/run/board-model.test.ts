import { expect, it } from "vitest";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { stepViews } from "@/lib/domain/run/progress.ts";
import type { RunState, StepRecord } from "@/lib/domain/run/state.ts";
import { boardOf, boardRows, holdingMost } from "./board-model.ts";

const step = (id: string, phase: PlanStep["phase"], subject: string): PlanStep => ({
	id,
	kind: "mfa-server.verify",
	phase,
	subject,
	title: id,
	team: "mfa-admin",
	instructions: [],
	commands: [],
	checkpoint: false,
	evidence: [],
	verification: [],
	backOut: { instructions: [], commands: [] },
	optional: false,
	estimateMinutes: 5,
	rules: [],
	hazards: [],
});

const steps = [
	step("a", "prepare", "estate"),
	step("b", "mfa-servers", "mfa-server:MFA01"),
	step("c", "mfa-servers", "mfa-server:MFA02"),
	step("d", "mfa-servers", "mfa-server:mfa01"),
	step("e", "accept", "estate"),
];
const edge = (from: string, to: string) => ({ from, to, rules: [], because: "" });
const plan: PlanDocument = {
	format: "lockstep.plan/1",
	estate: "T",
	targetVersion: "8.1",
	recipe: "guide",
	purpose: "upgrade",
	plannerVersion: "1",
	inventoryDigest: `sha256:${"0".repeat(64)}`,
	planDigest: `sha256:${"0".repeat(64)}`,
	status: "ready",
	phases: [
		{ id: "prepare", title: "Prepare", stepIds: ["a"] },
		{ id: "mfa-servers", title: "MFA servers", stepIds: ["b", "c", "d"] },
		{ id: "accept", title: "Accept", stepIds: ["e"] },
	],
	steps,
	gates: [{ id: "gate:mfa-servers", title: "All" }],
	edges: [
		edge("a", "b"),
		edge("a", "c"),
		edge("b", "d"),
		edge("d", "gate:mfa-servers"),
		edge("c", "gate:mfa-servers"),
		edge("gate:mfa-servers", "e"),
	],
	findings: [],
	windows: [],
	estimate: { workMinutes: 25, criticalPathMinutes: 20 },
};

function run(records: Readonly<Record<string, Partial<StepRecord>>>): RunState {
	const all = Object.fromEntries(steps.map(({ id }) => [id, { status: "open" as const, attempts: 0, ...records[id] }]));
	return { plan, steps: all, parked: {}, waivers: [], notes: [], sequence: 1, status: "running" } as unknown as RunState;
}
const board = (records: Readonly<Record<string, Partial<StepRecord>>>, me = "me") => {
	const state = run(records);
	return boardOf(state, stepViews(state), me);
};

it("[UX1] what I can do stands first among the ready steps, else plan order holds", () => {
	const ready = board({ a: { status: "done" }, c: { claimedBy: "me" } });
	expect(ready.ready).toEqual(["c", "b"]);
	expect(ready.readyForMe).toBe(1);
	expect(board({ a: { status: "done" }, c: { claimedBy: "other" } }).ready).toEqual(["b", "c"]);
});

it("[UX1] next in line waits only for what is moving or has failed, gates looked through", () => {
	const moving = board({ a: { status: "done" }, b: { status: "running" } });
	expect(moving.next).toEqual(["d"]);
	const late = board({ a: { status: "done" }, b: { status: "done" }, c: { status: "failed" }, d: { status: "running" } });
	expect(late.next).toEqual(["e"]);
	expect(late.failed).toEqual(["c"]);
});

it("[UX1] names the step that most others wait for, gates not counted", () => {
	const state = run({ a: { status: "done" }, b: { status: "running" } });
	expect(holdingMost(state, stepViews(state))).toEqual({ stepId: "b", waiting: 2 });
	const done = run(Object.fromEntries(steps.map(({ id }) => [id, { status: "done" as const }])));
	expect(holdingMost(done, stepViews(done))).toBeUndefined();
});

it("[UX4] rows: sections with something in them, then phases; lanes join one host however it is spelled", () => {
	const rows = boardRows(board({ a: { status: "done" } }), (key) => key === "phase mfa-servers" || key === "phase mfa-servers host mfa01");
	expect(rows.map((row) => row.key)).toEqual([
		"Ready now",
		"Ready now b",
		"Ready now c",
		"Plan",
		"phase prepare",
		"phase mfa-servers",
		"phase mfa-servers host mfa01",
		"phase mfa-servers host mfa01 b",
		"phase mfa-servers host mfa01 d",
		"phase mfa-servers host mfa02",
		"phase accept",
	]);
});

it("[UX1] counts done and skipped together", () => {
	const { count } = board({ a: { status: "done" }, b: { status: "skipped" }, c: { status: "failed" } });
	expect(count).toEqual({ total: 5, done: 2, running: 0, failed: 1 });
});

it("[UX4] a long section is cut until the rest is asked for", () => {
	const ids = Array.from({ length: 30 }, (_, i) => `s${i}`);
	const long = { ...board({}), ready: ids, phases: [] };
	const cut = boardRows(long, () => false);
	expect(cut.filter((row) => row.kind === "step")).toHaveLength(25);
	expect(cut.find((row) => row.kind === "more")).toEqual({ kind: "more", key: "more Ready now", title: "Ready now", count: 5 });
	expect(boardRows(long, (key) => key === "more Ready now").filter((row) => row.kind === "step")).toHaveLength(30);
});
