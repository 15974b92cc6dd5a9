import { afterAll, expect, it, vi } from "vitest";
import { PUT as bind, GET as teams } from "@/app/api/v1/estates/[id]/teams/route.ts";
import { database } from "./db.ts";
import { apiWorld, endWorld, newEstate, newPlan, order, read } from "./testing/api-world.ts";
import { call, person } from "./testing/http.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { createToken } from "./tokens.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine
const temp = adoptTempDatabase();
const world = await apiWorld();
afterAll(() => endWorld(temp));

const put = async (estate: string, body: unknown, headers: Record<string, string>) =>
	read(await call(bind, { method: "PUT", path: `/api/v1/estates/${estate}/teams`, body, headers }, { id: estate }));

it("[RUN89] a bound operator is refused steps of other teams, by the team's name, until the binding is taken away", async () => {
	const estate = await newEstate(world);
	const { id: plan, planDigest } = await newPlan(world, estate);
	const operator = await person("operator");
	const { token } = await createToken({ name: "t", as: { userId: operator.id } });
	const headers = { authorization: `Bearer ${token}` };
	await order(plan, { type: "approve-plan", planDigest }, world.secondLead);
	await order(plan, { type: "start-run", mode: "live" }, world.lead);
	const claim = { type: "claim-step", stepId: "prepare.download-installer:estate" };

	expect(await put(estate, { userId: operator.id, teams: ["network"] }, world.admin)).toMatchObject({
		http: 200,
		events: [{ type: "teams-bound", data: { userId: operator.id, teams: ["network"] } }],
	});
	expect(await order(plan, claim, headers)).toMatchObject({ http: 403, code: "forbidden", needs: "tenant-admin" });
	expect(await order(plan, claim, world.operator)).toMatchObject({ http: 200 });
	expect(await order(plan, { type: "release-step", stepId: claim.stepId }, world.operator)).toMatchObject({ http: 200 });

	const shown = await call(teams, { method: "GET", path: `/api/v1/estates/${estate}/teams`, headers }, { id: estate });
	expect(await read(shown)).toEqual({ http: 200, teams: { [operator.id]: ["network"] } });
	const elsewhere = await newEstate(world);
	const other = await call(teams, { method: "GET", path: `/api/v1/estates/${elsewhere}/teams`, headers }, { id: elsewhere });
	expect(await read(other)).toEqual({ http: 200, teams: {} });

	expect(await put(estate, { userId: operator.id, teams: [] }, world.admin)).toMatchObject({ http: 200 });
	expect(await order(plan, claim, headers)).toMatchObject({ http: 200 });
});

it("[RUN89] a binding leaves the inventory tables alone; unknown people and teams are refused", async () => {
	const estate = await newEstate(world);
	const before = await database().mfaServer.findMany({ where: { estateId: estate } });
	expect(before.length).toBeGreaterThan(0);
	const { id } = await person("operator");
	expect(await put(estate, { userId: id, teams: ["network", "adfs-admin"] }, world.admin)).toMatchObject({ http: 200 });
	expect(await database().mfaServer.findMany({ where: { estateId: estate } })).toEqual(before);
	expect(await put(estate, { userId: "nobody", teams: ["network"] }, world.admin)).toMatchObject({ http: 404 });
	expect(await put(estate, { userId: id, teams: ["cooks"] }, world.admin)).toMatchObject({ http: 422, code: "invalid" });
	expect(await put(estate, { userId: id, teams: ["network"] }, world.lead)).toMatchObject({ http: 403 });
});
