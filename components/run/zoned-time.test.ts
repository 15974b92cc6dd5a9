import { expect, it } from "vitest";
import { toInstant, toLocal } from "./zoned-time.ts";

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
