import { describe, expect, it } from "vitest";
import type { Me, PlanSummary } from "@/lib/wire/views.ts";
import { fitWords, nextWindows, phaseSegments, waitingFor } from "./overview-model.ts";

const plan = (id: string, change: Partial<PlanSummary>): PlanSummary => ({
	id,
	estateId: "e1",
	estateName: "Contoso",
	targetVersion: "8.1",
	recipe: "guide",
	purpose: "upgrade",
	planStatus: "ready",
	planDigest: "sha256:0",
	status: "draft",
	authorId: "dana",
	createdAt: "2026-11-01T00:00:00.000Z",
	updatedAt: "2026-11-02T00:00:00.000Z",
	progress: { done: 0, total: 10 },
	openGaps: [],
	...change,
});
const me = (role: Me["role"]): Me => ({ id: "mika", name: "Mika", email: "m@example.org", role });
const window = (day: string) => ({ start: `2026-11-${day}T20:00:00.000Z`, end: `2026-11-${day}T23:00:00.000Z`, timeZone: "UTC" });

describe("what waits for me", () => {
	const plans = [
		plan("mine-submitted", { status: "submitted", authorId: "mika" }),
		plan("mine-draft", { authorId: "mika" }),
		plan("theirs-draft", {}),
		plan("approved", { status: "approved" }),
		plan("theirs-submitted", { status: "submitted" }),
	];

	it("asks a lead to approve what others submitted, never the own plan", () => {
		expect(waitingFor(me("lead"), plans).map(({ key }) => key)).toEqual([
			"approve theirs-submitted",
			"start approved",
			"submit mine-draft",
		]);
	});

	it.each(["viewer", "auditor", "operator", "admin"] as const)("asks nothing of a %s", (role) => {
		expect(waitingFor(me(role), plans)).toEqual([]);
	});
});

describe("next windows", () => {
	it("takes open windows of runs not begun, the next first", () => {
		const plans = [
			plan("later", { window: window("28"), status: "approved" }),
			plan("over", { window: window("20") }),
			plan("now", { window: window("24"), status: "submitted" }),
			plan("running", { window: window("25"), status: "running" }),
			plan("none", {}),
		];
		expect(nextWindows(plans, Date.parse("2026-11-24T22:00:00.000Z")).map(({ id }) => id)).toEqual(["now", "later"]);
	});
});

describe("whether a window fits, in words", () => {
	const words = (fit: Parameters<typeof fitWords>[0]) => fitWords(fit, (at) => at.slice(11, 16));
	it("says what is to spare and until when, what is over, and that it is too late", () => {
		expect(words({ kind: "fits", minutes: 40, latestStart: "2026-11-24T22:40:00.000Z" })).toBe("Fits, 40 min to spare, start by 22:40");
		expect(words({ kind: "over", minutes: 90 })).toBe("Does not fit: 1 h 30 min over");
		expect(words({ kind: "late", minutes: 5 })).toBe("Not begun in time: 5 min over by now");
		expect(words({ kind: "nobody" })).toBe("No schedule with the people there are");
	});
});

describe("progress by phase", () => {
	it("counts done and skipped as done and marks where work goes on", () => {
		const record = (status: "open" | "running" | "done" | "failed" | "skipped") => ({ status, attempts: 0 });
		const [segment] = phaseSegments({
			plan: { phases: [{ id: "prepare", title: "Prepare", stepIds: ["a", "b", "c", "d", "e"] }] } as never,
			steps: { a: record("done"), b: record("skipped"), c: record("running"), d: record("failed") },
		});
		expect(segment).toMatchObject({ label: "Prepare", total: 5, done: 2, running: 1, failed: 1, current: true });
	});
});
