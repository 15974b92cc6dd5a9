import { expect, it } from "vitest";
import type { PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { matches, planRows } from "./plan-rows.ts";

const step = (id: string, subject: string, title: string, minutes: number) =>
	({ id, subject, title, kind: "mfa-server.install", rules: ["R14"], estimateMinutes: minutes }) as unknown as PlanStep;
const plan = {
	phases: [
		{ id: "prepare", title: "Prepare", stepIds: ["a"] },
		{ id: "mfa-servers", title: "MFA servers", stepIds: ["b", "c"] },
	],
	steps: [
		step("a", "estate", "Download", 10),
		step("b", "mfa-server:MFA01", "Install on MFA01", 15),
		step("c", "mfa-server:MFA02", "Install on MFA02", 20),
	],
} as unknown as PlanDocument;

it("[UX-plan] phases add up their minutes and unfold into lanes and steps", () => {
	const rows = planRows(plan, (key) => key.startsWith("mfa-servers"));
	expect(rows.map((row) => row.key)).toEqual(["prepare", "mfa-servers", "mfa-servers host mfa01", "b", "mfa-servers host mfa02", "c"]);
	expect(rows.map((row) => (row.kind === "step" ? row.step.estimateMinutes : row.minutes))).toEqual([10, 35, 15, 15, 20, 20]);
});

it("[UX-plan] a search unfolds what it finds and leaves the rest out", () => {
	expect(planRows(plan, () => false, "install mfa02").map((row) => row.key)).toEqual(["mfa-servers", "mfa-servers host mfa02", "c"]);
	expect(planRows(plan, () => true, "nothing like it")).toEqual([]);
	expect(matches(step("b", "mfa-server:MFA01", "Install on MFA01", 1), "r14 INSTALL")).toBe(true);
});
