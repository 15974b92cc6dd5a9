import { expect, it } from "vitest";
import { placeOf, wantsRail } from "./place-of.ts";

it.each([
	["/plans/p1/run", "/runs"],
	["/plans/p1/history", "/history"],
	["/plans/p1", "/plans/p1"],
	["/plans/p1/running-late", "/plans/p1/running-late"],
	["/estates/e1/history", "/estates/e1/history"],
])("%s belongs to %s", (path, place) => expect(placeOf(path)).toBe(place));

it("gives the run the whole width, and nothing else", () => {
	expect([wantsRail("/plans/p1/run"), wantsRail("/plans/p1"), wantsRail("/runs")]).toEqual([true, false, false]);
});
