/** [A9] at size: 10,000 orders by eight people, each sent two to five times, some of them again after the others. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { planStream } from "./plan-stream.ts";
import { randoms } from "./testing/history-orders.ts";
import { lena } from "./testing/people.ts";
import { runningNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyStreams } from "./verify-streams.ts";

const ORDERS = 10_000;
const PLANS = 8;
const AT_ONCE = 100;

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

describe("orders that are sent again", () => {
	it("[A9] 10,000 orders, each sent two to five times, are 10,000 events, and every answer is the first one's bytes", async () => {
		const plans = await Promise.all(Array.from({ length: PLANS }, () => runningNight()));
		const random = randoms(20_261_124);
		const first = new Map<string, string>();
		const send = async (n: number): Promise<void> => {
			const who = { ...lena, id: `hand-${n % PLANS}` };
			const commandId = `once-${n}`;
			const answer = await handlePlanCommand(who, plans[n % PLANS]?.planId ?? "", { type: "add-note", text: commandId }, commandId);
			if (!answer.ok) throw new Error(JSON.stringify(answer.error));
			const bytes = JSON.stringify([answer.value.sequence, answer.value.events.map(({ line }) => line)]);
			const known = first.get(commandId) ?? bytes;
			if (known !== bytes) throw new Error(`${commandId} was answered ${known} and then ${bytes}`);
			first.set(commandId, bytes);
		};
		for (let from = 0; from < ORDERS; from += AT_ONCE) {
			const batch = Array.from({ length: AT_ONCE }, (_, i) => from + i);
			const copies = batch.flatMap((n) => Array.from({ length: 2 + random(4) }, () => n));
			copies.sort(() => random(3) - 1);
			// The last copy of one in four comes when its first answer is long known.
			if (from > 0) copies.push(...batch.filter(() => random(4) === 0).map((n) => n - AT_ONCE));
			await Promise.all(copies.map(send));
		}
		const stored = await database().event.findMany({
			where: { stream: { in: plans.map(({ planId }) => planStream(planId)) }, type: "note-added" },
			select: { commandId: true },
		});
		expect(stored.map(({ commandId }) => commandId).sort()).toEqual([...first.keys()].sort());
		expect(first.size).toBe(ORDERS);
		for await (const { stream, verdict } of verifyStreams()) expect({ stream, sound: verdict.sound }).toEqual({ stream, sound: true });
	}, 300_000);
});
