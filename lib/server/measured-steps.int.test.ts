import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "./db.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { measuredOn } from "./measured-steps.ts";
import { rehearsePlan } from "./plans.ts";
import { getPlanPage } from "./queries.ts";
import { lars, lena } from "./testing/people.ts";
import { draftedNight, night, order } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const at = (minutes: number): string => new Date(Date.parse("2026-11-24T02:00:00.000Z") + minutes * 60_000).toISOString();
const drain = night.steps.find(({ kind }) => kind === "mfa-server.drain");

/** Starts and completes the first drain of a plan that runs, `minutes` apart. */
async function drainFor(planId: string, minutes: number): Promise<void> {
	if (!drain) throw new Error("The night drains nothing");
	await order(lena, planId, { type: "start-step", stepId: drain.id }, at(0));
	await order(lena, planId, { type: "complete-step", stepId: drain.id, evidence: {} }, at(minutes));
}

describe("measured minutes", () => {
	it("[RUN98] come from the other runs and rehearsals of the same estate, and grow with them", async () => {
		const { estateId, planId } = await draftedNight();
		const elsewhere = await draftedNight();
		const made = await rehearsePlan(lena, estateId, planId, "rehearsal-1");
		if (!made.ok) throw new Error(JSON.stringify(made.error));
		expect(await measuredOn(estateId, planId)).toEqual({});
		await order(lena, made.value.id, { type: "start-run", mode: "rehearsal" });
		await drainFor(made.value.id, 6);
		expect(await measuredOn(estateId, planId)).toEqual({ "mfa-server.drain": { samples: 1, rehearsed: 1, p50: 6, p90: 6 } });
		expect(await measuredOn(estateId, made.value.id)).toEqual({});
		expect(await measuredOn(elsewhere.estateId, planId)).toEqual({});
		await order(lars, planId, { type: "approve-plan", planDigest: night.planDigest });
		await order(lena, planId, { type: "start-run", mode: "live" });
		await drainFor(planId, 9);
		const page = await getPlanPage(lena, "nowhere");
		expect(page.ok).toBe(false);
		const other = await draftedNight(estateId);
		expect(await getPlanPage(lena, other.planId)).toMatchObject({
			ok: true,
			value: { measured: { "mfa-server.drain": { samples: 2, rehearsed: 1, p50: 6, p90: 9 } } },
		});
		const note = await handlePlanCommand(lena, planId, { type: "add-note", text: "later" }, "note-later");
		expect(note.ok).toBe(true);
		expect((await measuredOn(estateId, other.planId))["mfa-server.drain"]?.samples).toBe(2);
	});
});
