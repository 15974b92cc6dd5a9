import { expect, it } from "vitest";
import { agoText, dayAndTime, exactText, minutesText, relativeText, spanText, stopwatch, timeWithSeconds, zoneName } from "./time-text.ts";
import { toInstant, toLocal } from "./zoned-time.ts";

const at = "2026-11-24T00:38:22.000Z";

it("[UX8] shows the estate's zone and names it", () => {
	expect(timeWithSeconds(at, "Europe/Berlin")).toBe("01:38:22");
	expect(zoneName(at, "Europe/Berlin")).toMatch(/^(CET|GMT\+1)$/);
	expect(dayAndTime(at, "Europe/Berlin")).toBe("Tue 24 Nov 01:38");
	expect(exactText(at, "UTC")).toBe("Tue 24 Nov 2026 00:38:22 UTC");
	expect(timeWithSeconds(at, "Not/AZone")).toBe("00:38:22");
});

it("[UX8] a span names both days only where they differ", () => {
	expect(spanText("2026-11-26T21:00:00.000Z", "2026-11-27T03:30:00.000Z", "Europe/Berlin")).toBe("Thu 26 Nov 22:00 to Fri 27 Nov 04:30");
	expect(spanText("2026-11-26T10:00:00.000Z", "2026-11-26T12:00:00.000Z", "UTC")).toBe("Thu 26 Nov 10:00 to 12:00");
});

it("[UX8] durations keep one spelling", () => {
	expect([5, 60, 141, 120, 48 * 60, 50 * 60].map(minutesText)).toEqual(["5 min", "1 h", "2 h 21 min", "2 h", "2 d", "2 d 2 h"]);
	expect([252_000, 3_731_000, -5].map(stopwatch)).toEqual(["04:12", "1:02:11", "00:00"]);
	expect([20_000, 240_000, 7_200_000].map(agoText)).toEqual(["just now", "4 min ago", "2 h ago"]);
	expect(relativeText(720_000)).toBe("in 12 min");
	expect(relativeText(-720_000)).toBe("12 min ago");
});

it("[UX8] a typed wall clock becomes the instant of its zone, in summer and winter", () => {
	expect(toInstant("2026-11-26T22:00", "Europe/Berlin")).toBe("2026-11-26T21:00:00.000Z");
	expect(toInstant("2026-07-01T22:00", "Europe/Berlin")).toBe("2026-07-01T20:00:00.000Z");
	expect(toInstant("2026-07-01T22:00", "UTC")).toBe("2026-07-01T22:00:00.000Z");
	expect(toLocal("2026-11-26T21:00:00.000Z", "Europe/Berlin")).toBe("2026-11-26T22:00");
});

it("[UX8] the doubled hour means its first pass, the missing one the moment after the jump", () => {
	expect(toInstant("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
	expect(toInstant("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
});

it("[UX8] what is no date gives no instant", () => {
	expect(toInstant("", "UTC")).toBeUndefined();
	expect(toInstant("2026-13-40T99:00", "UTC")).toBeUndefined();
	expect(toInstant("2026-11-26T22:00", "Not/AZone")).toBeUndefined();
});
