import { expect, it } from "vitest";
import { hours, pictured, shadedFreezes } from "./schedule-model.ts";

const at = (text: string) => Date.parse(text);

it("[SCH18] the picture holds window and schedule with room on either side", () => {
	const window = { start: "2026-11-26T21:00:00.000Z", end: "2026-11-27T03:30:00.000Z" };
	expect(pictured(at(window.start), 60, window)).toEqual({ from: at("2026-11-26T20:30:00.000Z"), to: at("2026-11-27T04:30:00.000Z") });
	expect(pictured(at(window.start), 600, window).to).toBe(at("2026-11-27T08:00:00.000Z"));
	expect(pictured(at(window.start), 60, undefined).to).toBe(at("2026-11-26T23:00:00.000Z"));
});

it("[SCH18] hours are those of the zone's clock, fewer where there is no room", () => {
	const stretch = { from: at("2026-11-26T20:30:00.000Z"), to: at("2026-11-27T02:30:00.000Z") };
	expect(hours(stretch, "Europe/Berlin").map((hour) => new Date(hour).toISOString().slice(11, 16))).toEqual([
		"21:00",
		"22:00",
		"23:00",
		"00:00",
		"01:00",
		"02:00",
	]);
	expect(hours(stretch, "Asia/Kathmandu")[0]).toBe(at("2026-11-26T21:15:00.000Z"));
	expect(hours(stretch, "UTC", 3).length).toBeLessThanOrEqual(4);
});

it("[SCH18] a freeze is shaded where it is in the picture", () => {
	const freeze = {
		freezeId: "f1",
		start: "2026-11-26T22:00:00.000Z",
		end: "2026-12-01T00:00:00.000Z",
		timeZone: "UTC",
		reason: "r",
		scope: "estate" as const,
	};
	const stretch = { from: at("2026-11-26T20:00:00.000Z"), to: at("2026-11-27T02:00:00.000Z") };
	expect(shadedFreezes([freeze], stretch)).toEqual([{ from: at(freeze.start), to: stretch.to, freeze }]);
	expect(shadedFreezes([{ ...freeze, start: "2026-11-28T00:00:00.000Z" }], stretch)).toEqual([]);
});
