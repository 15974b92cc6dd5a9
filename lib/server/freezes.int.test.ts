import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { orderEstate } from "./estate-orders.ts";
import { freezesOn, installationFreezes, orderFreeze } from "./freezes.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { planState } from "./plan-stream.ts";
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
const admin = { ...lena, id: "adele", role: "admin" as const };
const facts = { start: at(0), end: at(60), timeZone: "Europe/Berlin", reason: "Quarter end" };
const first = night.steps[0]?.id ?? "";

describe("change freezes", () => {
	it("[SCH2] of an estate and of the installation hold its live run, and lifted ones do not", async () => {
		const { estateId, planId } = await draftedNight();
		await order(lars, planId, { type: "approve-plan", planDigest: night.planDigest });
		await order(lena, planId, { type: "start-run", mode: "live" }, at(0));
		const start = (id: string) => handlePlanCommand(lena, planId, { type: "start-step", stepId: first }, id, at(5));
		expect(await orderEstate(lena, estateId, { type: "set-freeze", ...facts }, "f1")).toMatchObject({ ok: true });
		expect(await start("s1")).toMatchObject({ ok: false, error: { code: "change-freeze", scope: "estate", because: "Quarter end" } });
		const [own] = await freezesOn(database(), estateId);
		expect(await orderEstate(lena, estateId, { type: "lift-freeze", freezeId: own?.freezeId ?? "" }, "f2")).toMatchObject({ ok: true });
		expect(await orderFreeze(admin, { type: "set-freeze", ...facts }, "f3")).toMatchObject({ ok: true, value: { events: [{}] } });
		expect(await orderFreeze(admin, { type: "set-freeze", ...facts }, "f4")).toMatchObject({ ok: true, value: { events: [] } });
		expect(await start("s2")).toMatchObject({ ok: false, error: { code: "change-freeze", scope: "installation" } });
		const [all] = await installationFreezes();
		expect(await orderFreeze(lena, { type: "lift-freeze", freezeId: all?.freezeId ?? "" }, "f5")).toMatchObject({ ok: false });
		const lift = () => orderFreeze(admin, { type: "lift-freeze", freezeId: all?.freezeId ?? "" }, "f6");
		const lifted = await lift();
		expect(lifted).toMatchObject({ ok: true, value: { events: [{}] } });
		expect(await lift()).toEqual(lifted); // the same key again gets the first answer
		expect(await orderFreeze(admin, { type: "lift-freeze", freezeId: "f999" }, "f7")).toMatchObject({ error: { code: "not-found" } });
		expect(await start("s3")).toMatchObject({ ok: true });
	});

	it("[SCH1] a moved window is in the plan and in its row, and what ends before it begins is refused", async () => {
		const { estateId, planId } = await draftedNight();
		const window = { start: at(0), end: at(300), timeZone: "Europe/Berlin" };
		expect(await handlePlanCommand(lena, planId, { type: "set-window", window }, "w1")).toMatchObject({ ok: true });
		expect(await handlePlanCommand(lena, planId, { type: "set-window", window }, "w2")).toMatchObject({ value: { events: [] } });
		expect((await planState(planId))?.window).toEqual(window);
		expect(await database().plan.findUnique({ where: { id: planId } })).toMatchObject({ windowStart: at(0), windowZone: "Europe/Berlin" });
		const backwards = { type: "set-freeze" as const, ...facts, end: at(-1), timeZone: "Nowhere" };
		expect(await orderEstate(lena, estateId, backwards, "w3")).toMatchObject({
			error: { code: "invalid", issues: [{ path: "end" }, { path: "timeZone" }] },
		});
	});
});
