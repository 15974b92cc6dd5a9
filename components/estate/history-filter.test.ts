import { describe, expect, it } from "vitest";
import { dayBegins, dayEnds, historyHref, readHistoryQuery } from "./history-filter.ts";

describe("the history's address", () => {
	it("reads what it knows and leaves the rest", () => {
		expect(readHistoryQuery({ component: " MFA01 ", from: "2026-11-24", to: "soon", before: "12", who: ["a", "b"] })).toEqual({
			component: "MFA01",
			who: "",
			from: "2026-11-24",
			to: "",
			request: "",
			before: 12,
		});
	});

	it("is written back for the next page", () => {
		const asked = readHistoryQuery({ component: "MFA 01", request: "c_1" });
		expect(historyHref("/h", asked, 40)).toBe("/h?component=MFA+01&request=c_1&before=40");
	});

	it("means days of the estate's zone, also when the clocks change", () => {
		expect(dayBegins("2026-10-25", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
		expect(dayEnds("2026-10-25", "Europe/Berlin")).toBe("2026-10-25T22:59:59.999Z");
		expect([dayBegins("", "UTC"), dayEnds("", "UTC")]).toEqual([undefined, undefined]);
	});
});
