/**
 * [B2] at size: 64 people give orders to and read a few runs in a process that is killed again and again; what they saw
 * is judged against what is stored. `LOCKSTEP_HISTORY_OPS=200000` is the full size, six minutes of it.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "@/lib/domain/run/decide.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { checkHistory, type Op, type Rules } from "@/lib/domain/testing/check-history.ts";
import { plantedBugs, type RecordedHistory } from "@/lib/domain/testing/planted-bugs.ts";
import { closeDatabase } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { planKind, planStream } from "./plan-stream.ts";
import { readEvents } from "./read-events.ts";
import { HISTORY_AT, historyOrders } from "./testing/history-orders.ts";
import { runningNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyStreams } from "./verify-streams.ts";

const OPERATIONS = Number(process.env.LOCKSTEP_HISTORY_OPS ?? 30_000);
const PLANS = 8;
const KILLS = 6;
const SEED = Number(process.env.LOCKSTEP_SEED ?? 20_261_124);

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

/** Lines of one process up to its death by SIGKILL, which comes once `returns` calls have returned. */
function untilKilled(planIds: readonly string[], number: number, returns: number): Promise<string[]> {
	const script = fileURLToPath(new URL("testing/history-process.ts", import.meta.url));
	const args = ["--conditions=react-server", "--import", "tsx", script, planIds.join(), `k${number}`, String(SEED + number)];
	return new Promise((resolve, reject) => {
		const env = { ...process.env, DATABASE_URL: `file:${temp.file}` };
		const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
		const lines: string[] = [];
		let rest = "";
		let returned = 0;
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			const parts = `${rest}${chunk}`.split("\n");
			rest = parts.pop() ?? "";
			for (const line of parts) {
				lines.push(line);
				if (!line.startsWith("i")) returned += 1;
			}
			if (returned >= returns) child.kill("SIGKILL");
		});
		child.on("close", (_, signal) => (signal === "SIGKILL" ? resolve(lines) : reject(new Error("The process ended by itself"))));
	});
}

type Given = { readonly plan: number; readonly invoked: number; readonly order: number | undefined };

/** Operations by plan: the number of a line is its moment. What never returned is unknown, except a read, which is nothing. */
function operationsOf(lines: readonly string[]): { readonly ops: readonly Op[][]; readonly given: ReadonlyMap<string, Given> } {
	const given = new Map<string, Given>();
	const open = new Map<string, Given>();
	const ops: Op[][] = Array.from({ length: PLANS }, () => []);
	lines.forEach((line, moment) => {
		const [what = "", op = "", third = "", fourth = ""] = line.split(" ");
		if (what === "i") {
			const call = { plan: Number(third), invoked: moment, order: fourth === "r" ? undefined : Number(fourth) };
			open.set(op, call);
			given.set(op, call);
			return;
		}
		const call = open.get(op);
		if (!call) throw new Error(`${op} returned and was never given`);
		open.delete(op);
		const span = { invoked: call.invoked, returned: moment };
		const write = { kind: "write", commandId: op, ...span } as const;
		if (what === "h") ops[call.plan]?.push({ kind: "read", ...span, sequence: Number(third) });
		else if (what === "a") ops[call.plan]?.push({ ...write, outcome: "accepted", sequence: Number(third) });
		else ops[call.plan]?.push({ ...write, outcome: "refused", code: third });
	});
	for (const [commandId, { plan, invoked, order }] of open)
		if (order !== undefined) ops[plan]?.push({ kind: "write", commandId, invoked, outcome: "unknown" });
	return { ops, given };
}

/** What is stored of a plan, and what the rules say of an order at each of its heads. */
async function recorded(planId: string, from: number, ops: readonly Op[], given: ReadonlyMap<string, Given>): Promise<RecordedHistory> {
	const stored = await readEvents(planStream(planId), 0);
	const states: RunState[] = [];
	for (const { event } of stored) {
		const state = planKind.fold(states.at(-1), [planKind.parse(event)]);
		if (state) states.push(state);
	}
	const rules: Rules = (commandId, head) => {
		const state = states[head - 1];
		const command = historyOrders[given.get(commandId)?.order ?? -1];
		if (!state || !command) return "no such moment";
		const id = `lead-${commandId.split("-")[1]}`;
		const decision = decide(state, command, { actor: { id, kind: "person", role: "lead" }, at: HISTORY_AT });
		return decision.ok ? undefined : decision.error.code;
	};
	return { ops, from, rules, log: stored.slice(from - 1).map(({ event }) => event.command) };
}

describe("64 people in a process that is killed", () => {
	it(`[B2] ${OPERATIONS.toLocaleString("en")} operations and ${KILLS} kills: nothing contradicts one legal order, and planted bugs do`, async () => {
		const planIds: string[] = [];
		const froms: number[] = [];
		for (let plan = 0; plan < PLANS; plan++) {
			const { planId } = await runningNight();
			planIds.push(planId);
			froms.push((await readEvents(planStream(planId), 0)).length + 1);
		}
		const lines: string[] = [];
		for (let kill = 0; kill < KILLS; kill++) lines.push(...(await untilKilled(planIds, kill, OPERATIONS / KILLS)));
		const { ops, given } = operationsOf(lines);
		let refused = 0;
		let unknown = 0;
		for (const [plan, planId] of planIds.entries()) {
			const history = await recorded(planId, froms[plan] ?? 0, ops[plan] ?? [], given);
			const found = checkHistory(history.ops, history.log, history.from, history.rules);
			expect({ plan, seed: SEED, found: found.slice(0, 10) }).toEqual({ plan, seed: SEED, found: [] });
			refused += history.ops.filter((op) => op.kind === "write" && op.outcome === "refused").length;
			unknown += history.ops.filter((op) => op.kind === "write" && op.outcome === "unknown").length;
			if (plan > 0) continue;
			for (const [name, problem, plant] of plantedBugs) {
				const bad = plant(history);
				expect({ name, problems: checkHistory(bad.ops, bad.log, bad.from, bad.rules).map((one) => one.problem) }).toMatchObject({
					problems: expect.arrayContaining([problem]),
				});
			}
		}
		const done = ops.reduce((sum, list) => sum + list.length, 0);
		expect(done).toBeGreaterThanOrEqual(OPERATIONS);
		expect(refused).toBeGreaterThan(OPERATIONS / 10);
		expect(done - refused).toBeGreaterThan(OPERATIONS / 3);
		expect(unknown).toBeGreaterThan(0); // the kills hit something
		for await (const { stream, verdict } of verifyStreams()) expect({ stream, sound: verdict.sound }).toEqual({ stream, sound: true });
	}, 600_000);
});
