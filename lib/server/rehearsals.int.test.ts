import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { listEstates, listPlans } from "./queries.ts";
import { apiWorld, endWorld, newEstate, newPlan, order, planRead, read, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { lena } from "./testing/people.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

const post = async (estate: string, body: unknown, headers = world.lead) =>
	read(await call(createPlan, { method: "POST", path: `/api/v1/estates/${estate}/plans`, body, headers: { ...headers } }, { id: estate }));

describe("rehearsals with a stream of their own", () => {
	it("[RUN97] POST plans {rehearsalOf} freezes the plan again; both run side by side, and lists say which is which", async () => {
		const estate = await newEstate(world);
		const original = await newPlan(world, estate);
		const made = await post(estate, { rehearsalOf: original.id });
		expect(made).toMatchObject({ http: 201, planDigest: original.planDigest });
		const id = String(made.id);
		expect(id).not.toBe(original.id);
		expect((await planRead(world, id)).run).toMatchObject({ status: "draft", rehearsalOf: original.id });
		expect(await order(id, { type: "start-run", mode: "live" }, world.lead)).toMatchObject({ http: 422, issues: [{ path: "mode" }] });
		expect(await order(id, { type: "start-run", mode: "rehearsal" }, world.lead)).toMatchObject({ http: 200 });
		expect(await order(original.id, { type: "approve-plan", planDigest: original.planDigest }, world.secondLead)).toMatchObject({
			http: 200,
		});
		expect(await order(original.id, { type: "start-run", mode: "live" }, world.lead)).toMatchObject({ http: 200 });
		const another = await post(estate, { rehearsalOf: original.id });
		expect(await order(String(another.id), { type: "start-run", mode: "rehearsal" }, world.lead)).toMatchObject({ http: 200 });
		const plans = await listPlans(lena, estate);
		expect(new Map(plans.map((plan) => [plan.id, plan.rehearsalOf]))).toEqual(
			new Map([
				[original.id, undefined],
				[id, original.id],
				[String(another.id), original.id],
			]),
		);
		const summary = (await listEstates(lena)).find((candidate) => candidate.id === estate);
		expect(summary).toMatchObject({ planCount: 1, activeRun: { planId: original.id, mode: "live" } });
	});

	it("[RUN97] what is no plan of this estate is 404, a rehearsal of a rehearsal and a mixed body 422, another role 403", async () => {
		const estate = await newEstate(world);
		const { id } = await newPlan(world, estate);
		const rehearsal = String((await post(estate, { rehearsalOf: id })).id);
		expect(await post(estate, { rehearsalOf: "p-nowhere" })).toMatchObject({ http: 404, code: "not-found" });
		expect(await post(await newEstate(world), { rehearsalOf: id })).toMatchObject({ http: 404 });
		expect(await post(estate, { rehearsalOf: rehearsal })).toMatchObject({ http: 422, issues: [{ path: "rehearsalOf" }] });
		expect(await post(estate, { rehearsalOf: id, targetVersion: "8.1" })).toMatchObject({ http: 422 });
		expect(await post(estate, { targetVersion: "x" })).toMatchObject({ http: 422, issues: [{ path: "targetVersion" }] });
		expect(await post(estate, { rehearsalOf: id }, world.operator)).toMatchObject({ http: 403 });
	});

	it("[RUN97] the same key gives the same rehearsal; the key of a plan is not taken for one", async () => {
		const estate = await newEstate(world);
		const { id } = await newPlan(world, estate);
		const headers = { ...world.lead, "idempotency-key": `rehearse-${id}` };
		const first = await post(estate, { rehearsalOf: id }, headers);
		expect(await post(estate, { rehearsalOf: id }, headers)).toEqual(first);
		expect(await post(estate, { targetVersion: "8.1" }, headers)).toMatchObject({ http: 422 });
	});
});
