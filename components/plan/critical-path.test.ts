import { expect, it } from "vitest";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { criticalPath } from "./critical-path.ts";

function plan(
	minutes: Readonly<Record<string, number>>,
	edges: readonly (readonly [string, string])[],
	optional: readonly string[] = [],
): PlanDocument {
	const all = [...new Set(edges.flat())].filter((id) => id.startsWith("gate:"));
	return {
		steps: Object.entries(minutes).map(([id, estimateMinutes]) => ({ id, estimateMinutes, optional: optional.includes(id) })),
		gates: all.map((id) => ({ id, title: id })),
		edges: edges.map(([from, to]) => ({ from, to, rules: [], because: "" })),
	} as unknown as PlanDocument;
}

it("[UX-graph] finds the longest way and the slack beside it", () => {
	const found = criticalPath(
		plan({ a: 10, b: 5, c: 20, d: 1 }, [
			["a", "b"],
			["a", "c"],
			["b", "d"],
			["c", "d"],
		]),
	);
	expect(found.path).toEqual(["a", "c", "d"]);
	expect(found.minutes).toBe(31);
	expect(found.timings.get("b")).toEqual({ earliest: 10, latest: 25, slack: 15 });
	expect(found.timings.get("c")).toEqual({ earliest: 10, latest: 10, slack: 0 });
});

it("[UX-graph] passes through gates, which take no time, and leaves optional steps out", () => {
	const found = criticalPath(
		plan(
			{ a: 10, b: 5, x: 500 },
			[
				["a", "gate:g"],
				["gate:g", "b"],
				["a", "x"],
			],
			["x"],
		),
	);
	expect(found.path).toEqual(["a", "gate:g", "b"]);
	expect(found.minutes).toBe(15);
	expect(found.timings.has("x")).toBe(false);
});

it("[UX-graph] a circle gives no path instead of an endless loop", () => {
	expect(
		criticalPath(
			plan({ a: 1, b: 1 }, [
				["a", "b"],
				["b", "a"],
			]),
		),
	).toEqual({ timings: new Map(), path: [], minutes: 0 });
});

it("[UX-graph] an empty plan is no minutes long", () => {
	expect(criticalPath(plan({}, [])).minutes).toBe(0);
});
