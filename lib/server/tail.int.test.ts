import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listenerCount, ring } from "./bell.ts";
import { closeDatabase, openDatabase } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { planStream } from "./plan-stream.ts";
import { readLines } from "./read-events.ts";
import { type PlanLine, tailPlans } from "./tail.ts";
import { lena } from "./testing/people.ts";
import { draftedNight, order, runningNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

/** Reads until `count` lines came. */
async function take(plans: ReadonlyMap<string, number>, count: number): Promise<PlanLine[]> {
	const stop = new AbortController();
	const found: PlanLine[] = [];
	for await (const line of tailPlans(plans, stop.signal)) {
		found.push(line);
		if (found.length === count) break;
	}
	return found;
}
const note = (planId: string, text: string) => order(lena, planId, { type: "add-note", text });

describe("the live tail", () => {
	it("sends the backlog after the cursor, then what comes, as exact lines", async () => {
		const { planId } = await runningNight();
		const reading = take(new Map([[planId, 1]]), 4);
		await note(planId, "one");
		await note(planId, "two");
		const lines = await reading;
		const stored = await readLines(planStream(planId), 1, 10);
		expect(lines).toEqual(stored.map(({ sequence, line }) => ({ planId, sequence, line })));
	});

	it("[C1] twenty readers that are cut again and again each end with 1 to N, no gap, no double", async () => {
		const { planId } = await draftedNight();
		const total = 151;
		const reader = async (every: number): Promise<number[]> => {
			const seen: number[] = [];
			while (seen.length < total) {
				const lines = await take(new Map([[planId, seen.at(-1) ?? 0]]), Math.min(every, total - seen.length));
				seen.push(...lines.map(({ sequence }) => sequence));
			}
			return seen;
		};
		const readers = Array.from({ length: 20 }, (_, i) => reader(i + 1));
		for (let n = 0; n < total - 1; n++) await note(planId, `note ${n}`);
		const expected = Array.from({ length: total }, (_, i) => i + 1);
		for (const seen of await Promise.all(readers)) expect(seen).toEqual(expected);
	});

	it("[C1] bells that ring too often or for nothing change nothing", async () => {
		const { planId } = await draftedNight();
		const reading = take(new Map([[planId, 0]]), 6);
		for (let n = 0; n < 5; n++) {
			ring(planStream(planId));
			await note(planId, `note ${n}`);
			ring(planStream(planId));
			ring(planStream("another"));
		}
		expect((await reading).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
	});

	it("[C1] what another process wrote arrives without a bell", async () => {
		const { planId } = await draftedNight();
		const reading = take(new Map([[planId, 0]]), 2);
		const other = openDatabase({ file: temp.file });
		const first = await other.event.findFirstOrThrow({ where: { stream: planStream(planId) } });
		await other.event.create({ data: { ...first, sequence: 2, previous: first.hash, hash: "f".repeat(64), commandId: "elsewhere" } });
		await other.$disconnect();
		expect((await reading).map(({ sequence }) => sequence)).toEqual([1, 2]);
	});

	it("[C4] a reader that leaves or is cut leaves nothing behind", async () => {
		const { planId } = await draftedNight();
		const stop = new AbortController();
		const cut = (async () => {
			const lines: PlanLine[] = [];
			for await (const line of tailPlans(new Map([[planId, 0]]), stop.signal)) lines.push(line);
			return lines.length;
		})();
		await take(new Map([[planId, 0]]), 1);
		await note(planId, "still read");
		stop.abort();
		expect(await cut).toBeLessThanOrEqual(2);
		expect(listenerCount()).toBe(0);
	});
});
