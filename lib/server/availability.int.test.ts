import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { estateAvailability } from "./availability.ts";
import { closeDatabase } from "./db.ts";
import { orderEstate } from "./estate-orders.ts";
import { orderFreeze } from "./freezes.ts";
import { handlePlanCommand } from "./handle-command.ts";
import { ensureInstallation } from "./installation.ts";
import { adam, lena, vera } from "./testing/people.ts";
import { draftedNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { windowsAhead } from "./window-fits.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const at = (minutes: number): string => new Date(Date.parse("2026-11-24T02:00:00.000Z") + minutes * 60_000).toISOString();
const freeze = (from: number, to: number) => ({ start: at(from), end: at(to), timeZone: "UTC", reason: `From ${from}` });
const window = (from: number, to: number) => ({ start: at(from), end: at(to), timeZone: "UTC" });
const move = async (planId: string, to: ReturnType<typeof window>) => {
	expect(await handlePlanCommand(lena, planId, { type: "set-window", window: to }, `window-${planId}`)).toMatchObject({ ok: true });
};

describe("what a night can count on", () => {
	it("[SCH22] is the crew, the freezes that have not ended, and windows of the estates one may see", async () => {
		const [here, elsewhere] = [await draftedNight(), await draftedNight()];
		await move(here.planId, window(0, 60));
		await move(elsewhere.planId, window(30, 900));
		const crew = [{ teams: ["mfa-admin" as const], people: 2, from: at(0) }];
		expect(await orderEstate(lena, here.estateId, { type: "set-crew", crew }, "crew")).toMatchObject({ ok: true });
		expect(await orderEstate(vera, here.estateId, { type: "set-crew", crew: [] }, "no")).toMatchObject({ error: { code: "forbidden" } });
		for (const [id, own] of [
			["past", freeze(-90, -30)],
			["next", freeze(600, 700)],
		] as const)
			expect(await orderEstate(lena, here.estateId, { type: "set-freeze", ...own }, id)).toMatchObject({ ok: true });
		expect(await orderFreeze(adam, { type: "set-freeze", ...freeze(40, 50) }, "all")).toMatchObject({ ok: true });

		const found = await estateAvailability(vera, here.estateId, at(0));
		if (!found.ok) throw new Error(found.error.code);
		expect(found.value).toMatchObject({ crew, teams: {}, measured: {} });
		expect(found.value.freezes.map(({ reason, scope }) => [reason, scope])).toEqual([
			["From 40", "installation"],
			["From 600", "estate"],
		]);
		const own = (estateId: string) => found.value.bookings.filter((booking) => booking.estateId === estateId).map(({ planId }) => planId);
		expect([own(here.estateId), own(elsewhere.estateId)]).toEqual([[here.planId], [elsewhere.planId]]);

		const only = { ...vera, estates: { everyEstate: false, roles: { [here.estateId]: "viewer" as const } } };
		const less = await estateAvailability(only, here.estateId, at(0));
		expect(less.ok && less.value.bookings.map(({ estateId }) => estateId)).toEqual([here.estateId]);
		expect(await estateAvailability(only, elsewhere.estateId, at(0))).toMatchObject({ error: { code: "not-found" } });
	});

	it("[SCH20] the next windows say whether they fit and how much else wants their time", async () => {
		const [short, long] = [await draftedNight(), await draftedNight()];
		await move(short.planId, window(2000, 2010));
		await move(long.planId, window(2000, 4000));
		const plans = [
			{ id: short.planId, window: window(2000, 2010) },
			{ id: long.planId, window: window(2000, 4000) },
		];
		const found = await windowsAhead(lena, plans, at(0));
		expect(found[short.planId]?.fit.kind).toBe("over");
		expect(found[long.planId]?.fit.kind).toBe("fits");
		// Both estates are the same made-up one: the same machines at the same time.
		expect(found[short.planId]?.conflicts).toBe(1);
		expect((await windowsAhead(lena, plans, at(3990)))[long.planId]?.fit.kind).toBe("late");
	});
});
