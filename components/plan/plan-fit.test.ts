import { expect, it } from "vitest";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { fitOf, gapsOf, typedAll } from "./plan-fit.ts";

const plan = {
	estimate: { workMinutes: 640, criticalPathMinutes: 335 },
	windows: [
		{ kind: "mfa-gap", subject: "adfs-farm:CORP", opens: "a", closes: "b", estimateMinutes: 28 },
		{ kind: "write-freeze", subject: "replication-group:default", opens: "a", closes: "b", estimateMinutes: 200 },
	],
} as unknown as PlanDocument;
const window = { start: "2026-11-26T21:00:00.000Z", end: "2026-11-27T03:30:00.000Z", timeZone: "Europe/Berlin" };

it("[UX-plan] says how much is to spare and the latest safe start", () => {
	expect(fitOf(plan, window)).toEqual({ windowMinutes: 390, spareMinutes: 55, latestStart: "2026-11-26T21:55:00.000Z" });
	expect(fitOf(plan, { ...window, end: "2026-11-26T23:00:00.000Z" })).toEqual({ windowMinutes: 120, spareMinutes: -215 });
});

it("[R40] names every gap with its minutes", () => {
	expect(gapsOf(plan)).toEqual([{ farm: "CORP", minutes: 28 }]);
});

it("[UX6] an approval wants every farm named, in any order and case, and no other", () => {
	expect(typedAll("corp, Partner", ["PARTNER", "CORP"])).toBe(true);
	expect(typedAll("CORP and PARTNER", ["PARTNER", "CORP"])).toBe(true);
	expect(typedAll("CORP", ["PARTNER", "CORP"])).toBe(false);
	expect(typedAll("CORP PARTNER LAB", ["PARTNER", "CORP"])).toBe(false);
	expect(typedAll("Farm One", ["Farm One"])).toBe(true);
});
