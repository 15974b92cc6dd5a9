import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { decide } from "@/lib/domain/run/decide.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { checkHistory, type Op } from "@/lib/domain/testing/check-history.ts";
import { closeDatabase, database } from "./db.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { planKind, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { getPlan } from "./queries.ts";
import { readEvents } from "./read-events.ts";
import { lena } from "./testing/people.ts";
import { order, runningNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyStreams } from "./verify-streams.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const CLIENTS = 16;
const OPERATIONS = 30;
const AT = "2026-11-24T02:00:00.000Z";
const stepIds = ["mfa-server.undrain:MFA02", "estate.accept:estate"];

/** A generator that repeats itself: a failing run can be run again. */
function randoms(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Orders of one event each, many of which collide: claims and releases of the same few steps, pauses, notes. */
function someOrder(random: (below: number) => number): RunCommand {
	const stepId = stepIds[random(stepIds.length)] ?? "";
	const orders: readonly RunCommand[] = [
		{ type: "claim-step", stepId },
		{ type: "claim-step", stepId },
		{ type: "release-step", stepId },
		{ type: "release-step", stepId },
		{ type: "pause-run", reason: "A moment" },
		{ type: "resume-run" },
		{ type: "resume-run" },
		{ type: "add-note", text: "x" },
	];
	return orders[random(orders.length)] ?? { type: "resume-run" };
}

describe("races on one plan", () => {
	it("[B2] what sixteen people saw is explained by one legal order of what is stored", async () => {
		const { planId } = await runningNight();
		const before = await readEvents(planStream(planId), 0);
		const random = randoms(20_261_124);
		const orders = new Map<string, { readonly who: Principal; readonly command: RunCommand }>();
		const ops: Op[] = [];
		let clock = 0;
		const tick = (): number => {
			clock += 1;
			return clock;
		};
		const read = async (who: Principal): Promise<void> => {
			const invoked = tick();
			const answer = await getPlan(who, planId);
			if (!answer.ok) throw new Error(JSON.stringify(answer.error));
			ops.push({ kind: "read", invoked, returned: tick(), sequence: answer.value.sequence });
		};
		const write = async (who: Principal, commandId: string): Promise<void> => {
			const command = someOrder(random);
			orders.set(commandId, { who, command });
			const invoked = tick();
			const answer = await handlePlanCommand(who, planId, command, commandId, AT);
			const write = { kind: "write", commandId, invoked, returned: tick() } as const;
			ops.push(
				answer.ok
					? { ...write, outcome: "accepted", sequence: answer.value.sequence }
					: { ...write, outcome: "refused", code: answer.error.code },
			);
		};
		await Promise.all(
			Array.from({ length: CLIENTS }, async (_, client) => {
				const who: Principal = { ...lena, id: `lead-${client}` };
				for (let n = 0; n < OPERATIONS; n++) await (random(5) === 0 ? read(who) : write(who, `race-${client}-${n}`));
			}),
		);
		const stored = await readEvents(planStream(planId), before.length);
		const states: RunState[] = [];
		for (const { event } of [...before, ...stored]) {
			const state = planKind.fold(states.at(-1), [planKind.parse(event)]);
			if (state) states.push(state);
		}
		const rules = (commandId: string, head: number): string | undefined => {
			const [state, given] = [states[head - 1], orders.get(commandId)];
			if (!state || !given) return "no such moment";
			const { id, role } = given.who;
			const decision = decide(state, given.command, { actor: { id, kind: "person", role }, at: AT });
			return decision.ok ? undefined : decision.error.code;
		};
		const log = stored.map(({ event }) => event.command);
		expect(checkHistory(ops, log, before.length + 1, rules)).toEqual([]);
		expect(ops.filter((op) => op.kind === "write" && op.outcome === "refused").length).toBeGreaterThan(20);
		expect(stored.length).toBeGreaterThan(100);
	});

	it("[A9] each order sent two to five times at once and again later is one event, and every answer is the first one's bytes", async () => {
		const { planId } = await runningNight();
		const random = randoms(9);
		const texts = Array.from({ length: 40 }, (_, i) => `once-${i}`);
		const send = async (text: string): Promise<string> => {
			const answer = await handlePlanCommand(lena, planId, { type: "add-note", text }, `retry-${text}`);
			if (!answer.ok) throw new Error(JSON.stringify(answer.error));
			return JSON.stringify([answer.value.sequence, answer.value.events.map(({ line }) => line)]);
		};
		const answers = await Promise.all(texts.map((text) => Promise.all(Array.from({ length: 2 + random(4) }, () => send(text)))));
		for (const [i, text] of texts.entries()) if (random(4) === 0) answers[i]?.push(await send(text));
		for (const same of answers) expect(new Set(same).size).toBe(1);
		const stored = await database().event.findMany({
			where: { stream: planStream(planId), type: "note-added" },
			select: { commandId: true },
		});
		expect(stored.map(({ commandId }) => commandId).sort()).toEqual(texts.map((text) => `retry-${text}`).sort());
		for await (const { stream, verdict } of verifyStreams()) expect({ stream, sound: verdict.sound }).toEqual({ stream, sound: true });
	});

	it("[A9] an order refused at first is judged anew when it is sent again, and accepted once", async () => {
		const { planId } = await runningNight();
		const claim = (id: string) =>
			handlePlanCommand({ ...lena, id: "second" }, planId, { type: "claim-step", stepId: "estate.accept:estate" }, id);
		await order(lena, planId, { type: "claim-step", stepId: "estate.accept:estate" });
		expect(await claim("again")).toMatchObject({ ok: false, error: { code: "step-claimed" } });
		await order(lena, planId, { type: "release-step", stepId: "estate.accept:estate" });
		const [first, second] = await Promise.all([claim("again"), claim("again")]);
		expect(first).toMatchObject({ ok: true });
		expect(second).toEqual(first);
	});
});
