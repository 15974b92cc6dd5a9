import { expect, it } from "vitest";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { layoutGraph } from "./graph-layout.ts";

const step = (id: string, subject: string, phase: PlanStep["phase"]) => ({ id, subject, phase, estimateMinutes: 5, optional: false });
const edge = (from: string, to: string) => ({ from, to, rules: [], because: "" });
const plan = {
	phases: [
		{ id: "mfa-servers", title: "MFA servers", stepIds: ["a1", "a2", "b1"] },
		{ id: "user-portals", title: "User portals", stepIds: ["p1"] },
	],
	steps: [
		step("a1", "mfa-server:A", "mfa-servers"),
		step("a2", "mfa-server:A", "mfa-servers"),
		step("b1", "mfa-server:B", "mfa-servers"),
		step("p1", "user-portal:A", "user-portals"),
	],
	gates: [{ id: "gate:mfa-servers", title: "Servers at target" }],
	edges: [edge("a1", "a2"), edge("a2", "b1"), edge("b1", "gate:mfa-servers"), edge("gate:mfa-servers", "p1")],
	windows: [{ kind: "mfa-gap", subject: "adfs-farm:F", opens: "a1", closes: "a2", estimateMinutes: 28 }],
} as unknown as PlanDocument;

const layout = layoutGraph(plan);
const at = (id: string) => layout.stations.find((station) => station.stepId === id);

it("[UX-graph] phases are columns side by side, lanes are rows, steps of a lane stand in order", () => {
	expect(layout.columns.map((column) => column.id)).toEqual(["mfa-servers", "user-portals"]);
	expect(layout.rows.map((row) => row.lane.name)).toEqual(["A", "B"]);
	expect(at("a2")?.y).toBe(at("a1")?.y);
	expect((at("a2")?.x ?? 0) - (at("a1")?.x ?? 0)).toBe(34);
	expect(at("b1")?.y).toBeGreaterThan(at("a1")?.y ?? 0);
	const [first, second] = layout.columns;
	expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
	expect(at("p1")?.x).toBeGreaterThan(second?.x ?? 0);
});

it("[UX-graph] every edge is drawn once and the critical path is lit through the gate, drawn last", () => {
	expect(layout.lines).toHaveLength(4);
	expect(layout.lines.every((line) => line.critical && line.d.startsWith("M"))).toBe(true);
	expect(layout.gates[0]).toMatchObject({ id: "gate:mfa-servers", critical: true });
	expect(layout.criticalMinutes).toBe(20);
});

it("[UX-graph] a gap is boxed around the stations between its two steps", () => {
	const [gap] = layout.gaps;
	expect(gap?.x).toBeLessThan((at("a1")?.x ?? 0) - 12);
	expect((gap?.x ?? 0) + (gap?.width ?? 0)).toBeGreaterThan((at("a2")?.x ?? 0) + 12);
	expect(gap?.minutes).toBe(28);
});
