import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { groupsBegun, inGroup } from "./group-commit.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { planState } from "./plan-stream.ts";
import { lena, vera } from "./testing/people.ts";
import { draftedNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyStreams } from "./verify-streams.ts";

const temp = adoptTempDatabase();
let planId = "";
beforeAll(async () => {
	await ensureInstallation();
	planId = (await draftedNight()).planId;
	await database().$executeRaw`CREATE TABLE "Mark" (name TEXT PRIMARY KEY)`;
});
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

/** Writes a mark and says whether it may stay. */
const mark = (name: string, keep = true) =>
	inGroup(async (tx) => {
		await tx.$executeRaw`INSERT INTO "Mark" (name) VALUES (${name})`;
		return { keep, value: name };
	});
const marks = async (): Promise<string[]> =>
	(await database().$queryRaw<{ name: string }[]>`SELECT name FROM "Mark" ORDER BY name`).map(({ name }) => name);
const note = (text: string) => handlePlanCommand(lena, planId, { type: "add-note", text }, `note-${text}`);

/** How many transactions `work` took. */
async function groupsOf(work: () => Promise<unknown>): Promise<number> {
	const before = groupsBegun();
	await work();
	return groupsBegun() - before;
}

describe("orders that arrive together", () => {
	it("[A1] share transactions, are all stored in the order they came, and the chain verifies", async () => {
		const before = (await planState(planId))?.notes.length ?? 0;
		const texts = Array.from({ length: 60 }, (_, i) => `together-${i}`);
		let answers: Awaited<ReturnType<typeof note>>[] = [];
		const groups = await groupsOf(async () => {
			answers = await Promise.all(texts.map(note));
		});
		expect(answers.every(({ ok }) => ok)).toBe(true);
		expect(groups).toBeLessThan(texts.length);
		expect((await planState(planId))?.notes.slice(before).map(({ text }) => text)).toEqual(texts);
		for await (const { stream, verdict } of verifyStreams()) expect({ stream, sound: verdict.sound }).toEqual({ stream, sound: true });
	});

	it("[A5] one that is refused or throws leaves nothing and takes no other with it, wherever it stands", async () => {
		for (const [at, bad] of [
			[0, "refused"],
			[1, "refused"],
			[2, "throws"],
			[0, "throws"],
		] as const) {
			await database().$executeRaw`DELETE FROM "Mark"`;
			const orders = ["a", "b", "c"].map((name, i) => {
				if (i !== at) return mark(name);
				return bad === "refused" ? mark(name, false) : mark(name).then(() => mark(name)); // the same mark again breaks its key
			});
			const ended = await Promise.allSettled(orders);
			expect(ended.map(({ status }) => status)).toEqual(
				["a", "b", "c"].map((_, i) => (i === at && bad === "throws" ? "rejected" : "fulfilled")),
			);
			expect(await marks()).toEqual(["a", "b", "c"].filter((_, i) => i !== at || bad === "throws"));
		}
	});

	it("[A5] an order judged behind others of its transaction sees what they did; a repeat among them gets the same answer", async () => {
		const [first, again, forbidden, last] = await Promise.all([
			note("one"),
			note("one"),
			handlePlanCommand(vera, planId, { type: "add-note", text: "no" }, "viewer"),
			note("two"),
		]);
		if (!first?.ok || !last?.ok) throw new Error("refused");
		expect(again).toEqual(first);
		expect(forbidden).toMatchObject({ ok: false, error: { code: "forbidden" } });
		expect(last.value.sequence).toBe(first.value.sequence + 1);
	});

	it("[A6] a transaction that cannot be stored fails everybody in it, and those who come after are served", async () => {
		await database().$executeRaw`DELETE FROM "Mark"`;
		const broken = () =>
			inGroup(async (tx) => {
				await tx.$executeRaw`ROLLBACK`; // as SQLite does by itself when the disk is full
				return { keep: true, value: "broken" };
			});
		const ended = await Promise.allSettled([mark("x"), broken(), mark("y")]);
		expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
		expect(await marks()).toEqual(["y"]);
		expect(await mark("z")).toBe("z");
		expect(await marks()).toContain("z");
	});

	it("[A5] refuses an order from inside another, which would wait for itself", async () => {
		await expect(inGroup(async () => ({ keep: true, value: await mark("inside") }))).rejects.toThrow(/inside a transaction/);
	});
});
