import { expect, it } from "vitest";
import { planOf, step } from "../testing/run-builders.ts";
import { calendarText, windowEntry, workerEntries } from "./calendar.ts";
import { schedulePlan } from "./plan-schedule.ts";

const start = "2026-10-24T20:00:00.000Z";
const steps = [
	step("mfa-server.drain", "MFA02", { title: "Drain MFA02; tell the desk, twice", estimateMinutes: 20 }),
	step("mfa-server.install", "MFA02", { title: `Install ${"Ü".repeat(60)}`, estimateMinutes: 40, team: "web-admin" }),
	step("mfa-server.verify", "MFA02", { title: "Verify\nMFA02", estimateMinutes: 10 }),
];
const plan = planOf({ steps, edges: steps.slice(1).map(({ id }, i): [string, string] => [steps[i]?.id ?? "", id]) });
const workers = [
	{ id: "mfa-admin 1", teams: ["mfa-admin" as const] },
	{ id: "web-admin 1", teams: ["web-admin" as const] },
];

it("[SCH16] a window is one entry in UTC, whatever clocks do that night", () => {
	const text = calendarText("Contoso", [windowEntry("p1", plan, { start, end: "2026-10-25T05:00:00.000Z" }, "https://l.example")], start);
	expect(text).toContain("DTSTART:20261024T200000Z\r\nDTEND:20261025T050000Z\r\n");
	expect(text).toContain("UID:p1@lockstep\r\n");
	expect(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")).toBe(true);
	expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
});

it("[SCH16] a person's work is one entry a block, with signs of the format escaped and no line above 75 bytes", () => {
	const found = schedulePlan({
		plan,
		inventory: { mfaServers: [], userPortals: [], adfsFarms: [], pools: [] } as never,
		workers,
		minutesOf: (one) => one.estimateMinutes,
	});
	if (!found.ok) throw new Error("stuck");
	const entries = workerEntries("p1", plan, found.value, "mfa-admin 1", start, "https://l.example");
	expect(entries.map((entry) => [entry.start, entry.end])).toEqual([
		["2026-10-24T20:00:00.000Z", "2026-10-24T20:20:00.000Z"],
		["2026-10-24T21:00:00.000Z", "2026-10-24T21:10:00.000Z"],
	]);
	const all = calendarText("Contoso", [...entries, ...workerEntries("p1", plan, found.value, "web-admin 1", start, "")], start);
	expect(all).toContain("Drain MFA02\\; tell the desk\\, twice");
	expect(all).toContain("Verify\\nMFA02");
	const bytes = all.split("\r\n").map((line) => new TextEncoder().encode(line).length);
	expect(Math.max(...bytes)).toBeLessThanOrEqual(75);
	expect(all.replaceAll("\r\n ", "")).toContain("Ü".repeat(60));
});
