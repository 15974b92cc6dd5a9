import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as estateEvents } from "@/app/api/v1/estates/[id]/events/route.ts";
import { GET as exportInventory, PUT as putInventory } from "@/app/api/v1/estates/[id]/inventory/route.ts";
import { POST as createPlan, GET as plansOf } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate, GET as estates } from "@/app/api/v1/estates/route.ts";
import { POST as preview } from "@/app/api/v1/plan-previews/route.ts";
import { apiWorld, endWorld, eventCount, newEstate, newPlan, read, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { inventory } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

describe("estates", () => {
	it("[API3] an inventory comes back as it was imported, normalised; importing the export changes nothing", async () => {
		const id = await newEstate(world);
		const path = `/api/v1/estates/${id}/inventory`;
		const exported = await (await call(exportInventory, { method: "GET", path, headers: world.operator }, { id })).json();
		expect(exported).toMatchObject({ format: "lockstep.inventory/1", estate: { name: "Contoso", timeZone: "UTC" } });
		const before = await eventCount();
		expect((await call(putInventory, { method: "PUT", path, body: exported, headers: world.lead }, { id })).status).toBe(200);
		expect(await eventCount()).toBe(before);
		expect(await (await call(estates, { method: "GET", path: "/api/v1/estates", headers: world.operator })).text()).toContain(id);
	});

	it("[API3] a dry run answers what would change and stores nothing; the change itself is in the history with before and after", async () => {
		const id = await newEstate(world);
		const path = `/api/v1/estates/${id}/inventory`;
		const changed = { ...inventory, mfaServers: inventory.mfaServers.map((server) => ({ ...server, version: "8.0.1" })) };
		const before = await eventCount();
		const dry = await read(
			await call(putInventory, { method: "PUT", path: `${path}?dryRun=true`, body: changed, headers: world.lead }, { id }),
		);
		expect(dry).toMatchObject({
			http: 200,
			changes: [
				{ change: "changed", name: "MFA01" },
				{ change: "changed", name: "MFA02" },
			],
		});
		expect(await eventCount()).toBe(before);
		expect((await call(putInventory, { method: "PUT", path, body: changed, headers: world.lead }, { id })).status).toBe(200);
		const history = await (
			await call(estateEvents, { method: "GET", path: `/api/v1/estates/${id}/events?after=1`, headers: world.operator }, { id })
		).text();
		expect(history).toContain('"7.3.0.3"');
		expect(history).toContain('"8.0.1"');
		const stale = await read(
			await call(putInventory, { method: "PUT", path: `${path}?expectedSequence=1`, body: inventory, headers: world.lead }, { id }),
		);
		expect(stale).toMatchObject({ http: 409, code: "stale-sequence" });
	});

	it("[API3] a malformed inventory is 422 with JSON paths, and nothing is stored", async () => {
		const before = await eventCount();
		const wrong = {
			...inventory,
			mfaServers: [{ host: "MFA01" }, { host: "MFA02" }, { host: "MFA03", pools: ["nowhere"], colour: "red" }],
		};
		for (const [handler, body] of [
			[createEstate, { inventory: wrong }],
			[preview, { inventory: wrong, targetVersion: "8.1" }],
		] as const) {
			const answer = await read(await call(handler, { method: "POST", path: "/api/v1/x", body, headers: world.lead }));
			expect(answer).toMatchObject({ http: 422, code: "invalid", issues: [{ path: "mfaServers[2].colour" }] });
		}
		const dangling = { ...inventory, mfaServers: [{ host: "MFA03", pools: ["nowhere"] }] };
		const answer = await read(
			await call(createEstate, { method: "POST", path: "/api/v1/estates", body: { inventory: dangling }, headers: world.lead }),
		);
		expect(answer).toMatchObject({ http: 422, issues: [{ path: "mfaServers[0].pools[0]" }] });
		expect(await eventCount()).toBe(before);
	});

	it("[API2] the same Idempotency-Key makes one estate and one plan", async () => {
		const headers = { ...world.lead, "idempotency-key": "import-1" };
		const twice = await Promise.all(
			[1, 2].map(() => call(createEstate, { method: "POST", path: "/api/v1/estates", body: { inventory }, headers })),
		);
		const [one, two] = await Promise.all(twice.map(read));
		expect(one).toEqual(two);
		const id = String(one?.id);
		const sent = {
			method: "POST",
			path: `/api/v1/estates/${id}/plans`,
			body: { targetVersion: "8.1" },
			headers: { ...world.lead, "idempotency-key": "plan-1" },
		};
		const plans = await Promise.all([1, 2].map(async () => read(await call(createPlan, sent, { id }))));
		expect(plans[0]).toEqual(plans[1]);
		const listed = (await (await call(plansOf, { method: "GET", path: "/", headers: world.operator }, { id })).json()) as {
			plans: unknown[];
		};
		expect(listed.plans.length).toBe(1);
	});

	it("[API3] a preview is the plan that would be frozen, and stores nothing", async () => {
		const before = await eventCount();
		const shown = await read(
			await call(preview, { method: "POST", path: "/x", body: { inventory, targetVersion: "8.1" }, headers: world.operator }),
		);
		expect(await eventCount()).toBe(before);
		const { planDigest } = await newPlan(world);
		expect(shown.planDigest).toBe(planDigest);
	});
});
