import { describe, expect, it } from "vitest";
import { clockFigures, formatInstant, relativeWords, sameClock, spanWords, zoneWord } from "./time-format.ts";

const at = Date.parse("2026-11-24T00:38:22.000Z");

describe("times in words", () => {
	it.each([
		[0, "0 s"],
		[59_999, "59 s"],
		[4 * 60_000, "4 min"],
		[72 * 60_000, "1 h 12 min"],
		[2 * 3_600_000, "2 h"],
		[44 * 3_600_000, "1 d 20 h"],
		[8 * 86_400_000 + 3_600_000, "8 d"],
		[-5000, "0 s"],
	])("%i ms is %s", (ms, words) => expect(spanWords(ms)).toBe(words));

	it("tells past from future and rounds up what is still to come", () => {
		expect(relativeWords(at - 4 * 60_000, at)).toBe("4 min ago");
		expect(relativeWords(at + 11.6 * 60_000, at)).toBe("in 12 min");
		expect(relativeWords(at - 10_000, at)).toBe("just now");
		expect(relativeWords(at + 20_000, at)).toBe("in less than a minute");
	});

	it("runs a clock past the hour", () => {
		expect([clockFigures(252_000), clockFigures(3_852_000), clockFigures(-1)]).toEqual(["04:12", "1:04:12", "00:00"]);
	});

	it("shows an instant in a zone, and in UTC when the zone is unknown", () => {
		expect(formatInstant(at, "Europe/Berlin", "time")).toBe("01:38");
		expect(formatInstant(at, "Nowhere/Else", "time")).toBe("00:38");
		expect(formatInstant("no instant", "UTC", "time")).toBe("unknown");
		expect(zoneWord(at, "Nowhere/Else")).toBe("UTC");
	});

	it("knows when two zones show the same clock", () => {
		expect(sameClock(at, "Europe/Berlin", "Europe/Paris")).toBe(true);
		expect(sameClock(at, "Europe/Berlin", "Europe/London")).toBe(false);
	});
});
