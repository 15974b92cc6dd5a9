import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as backOut } from "@/app/api/v1/plans/[id]/back-out/route.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { apiWorld, endWorld, newPlan, order, planRead, read, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

/** Values that every evidence field of a step takes. */
function evidenceOf(step: PlanStep): Record<string, unknown> {
	const file = {
		host: step.host ?? "MFA01",
		path: "C:\\x",
		sizeBytes: 1,
		sha256: "a".repeat(64),
		storedAt: "share",
		takenAt: new Date().toISOString(),
	};
	const values = { text: "x", version: "8.1.0.0", number: 1, boolean: true, "file-digest": [file], instant: new Date().toISOString() };
	return Object.fromEntries(
		step.evidence.map((field) => [field.name, field.type === "choice" ? (field.options?.[0] ?? "x") : values[field.type]]),
	);
}

describe("plans and runs", () => {
	it("[API4] the author of a plan cannot approve it", async () => {
		const { id, planDigest } = await newPlan(world);
		expect(await order(id, { type: "submit-plan" }, world.lead)).toMatchObject({ http: 200, sequence: 2 });
		expect(await order(id, { type: "approve-plan", planDigest }, world.lead)).toMatchObject({ http: 403, code: "self-approval" });
		expect(await order(id, { type: "approve-plan", planDigest }, world.secondLead)).toMatchObject({ http: 200, sequence: 3 });
	});

	it("[API4] the way back is computed from any moment", async () => {
		const { id, sequence } = await runningPlan(world);
		const ask = async (query: string) => read(await call(backOut, { method: "GET", path: `/x${query}`, headers: world.operator }, { id }));
		expect(await ask("")).toMatchObject({ http: 200, sequence, steps: [], lost: [] });
		expect(await ask("?at=2")).toMatchObject({ http: 200, sequence: 2 });
		expect(await ask("?at=x")).toMatchObject({ http: 422, code: "invalid" });
	});

	it("[API4] a step goes ready, running, done; a second start and a second completion are 409", async () => {
		const { id, plan, run } = await runningPlan(world);
		const step = plan.steps.find(({ id: stepId }) => run.steps[stepId]?.status === "ready");
		if (!step) throw new Error("nothing is ready");
		const stepId = step.id;
		const evidence = evidenceOf(step);
		expect(await order(id, { type: "complete-step", stepId, evidence }, world.operator)).toMatchObject({
			http: 409,
			code: "step-not-started",
		});
		const started = await order(id, { type: "start-step", stepId }, world.operator);
		expect(started).toMatchObject({ http: 200, events: [{ type: "step-started", data: { stepId } }] });
		expect(await order(id, { type: "start-step", stepId }, world.operator)).toMatchObject({ http: 409, code: "step-running" });
		expect(await order(id, { type: "complete-step", stepId, evidence }, world.operator)).toMatchObject({ http: 200 });
		expect(await order(id, { type: "complete-step", stepId, evidence }, world.operator)).toMatchObject({
			http: 409,
			code: "step-already-done",
		});
		expect((await planRead(world, id)).run.steps[stepId]?.status).toBe("done");
	});

	it("[API4] a step that waits is 409 with what it waits for; an unknown step is 404; an unknown plan is 404", async () => {
		const { id, plan, run } = await runningPlan(world);
		const waiting = plan.steps.find(({ id: stepId }) => run.steps[stepId]?.status !== "ready");
		const blocked = await order(id, { type: "start-step", stepId: waiting?.id }, world.operator);
		expect(blocked).toMatchObject({ http: 409, code: "step-blocked" });
		const names = (blocked.waitingFor as { stepId: string }[]).map(({ stepId }) => stepId);
		expect(names.length).toBeGreaterThan(0);
		expect(names).toEqual(run.steps[waiting?.id ?? ""]?.waitingFor);
		expect(await order(id, { type: "start-step", stepId: "no:such" }, world.operator)).toMatchObject({ http: 404, code: "not-found" });
		expect(await order("p-nowhere", { type: "start-step", stepId: "no:such" }, world.operator)).toMatchObject({ http: 404 });
	});

	it("[API4] who may not is 403 before the shape is looked at; who may is told what is wrong with it", async () => {
		const { id } = await newPlan(world);
		expect(await order(id, { type: "approve-plan" }, world.operator)).toMatchObject({ http: 403, code: "forbidden", needs: "lead" });
		expect(await order(id, { type: "start-step" }, world.admin)).toMatchObject({ http: 403 });
		expect(await order(id, { type: "approve-plan" }, world.secondLead)).toMatchObject({ http: 422, issues: [{ path: "planDigest" }] });
		for (const body of [
			{},
			[],
			null,
			"start-step",
			{ type: "constructor" },
			{ type: "add-note", text: "x", extra: 1 },
			{ type: "add-note", text: "" },
		])
			expect(await order(id, body, world.lead), JSON.stringify(body)).toMatchObject({ http: 422, code: "invalid" });
	});

	it("[API2] a repeated command gets the first answer and writes nothing; the key for another command is refused", async () => {
		const { id } = await newPlan(world);
		for (const key of ["note-1", `long-${"x".repeat(200)}`, "with#2"]) {
			const headers = { ...world.operator, "idempotency-key": key };
			const first = await order(id, { type: "add-note", text: "once" }, headers);
			expect(first).toMatchObject({ http: 200, events: [{ type: "note-added" }] });
			expect(await order(id, { type: "add-note", text: "once" }, headers)).toEqual(first);
			expect((await order(id, { type: "claim-step", stepId: "x:y" }, headers)).http).toBeGreaterThanOrEqual(400);
		}
		expect(await order(id, { type: "add-note", text: "x" }, { ...world.operator, "idempotency-key": "a b" })).toMatchObject({ http: 422 });
	});
});
