import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as live } from "@/app/api/live/route.ts";
import { PUT as putRole } from "@/app/api/people/[id]/estate-roles/route.ts";
import { GET as checkpoint } from "@/app/api/v1/audit/checkpoint/route.ts";
import { GET as audit } from "@/app/api/v1/audit/events/route.ts";
import { PUT as putInventory } from "@/app/api/v1/estates/[id]/inventory/route.ts";
import { GET as listEstates } from "@/app/api/v1/estates/route.ts";
import { database } from "./db.ts";
import { openStreams } from "./sse.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { apiWorld, endWorld, newEstate, newPlan, order, type World } from "./testing/api-world.ts";
import { bearer, call, person } from "./testing/http.ts";
import { inventory, routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";
import { createToken, principalOfToken } from "./tokens.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // whole calls against a real database

const temp = ownDatabase();
let world: World;
let estate = "";
let other = "";
let plan = "";
beforeAll(async () => {
	world = await apiWorld();
	[estate, other] = [await newEstate(world), await newEstate(world)];
	plan = (await newPlan(world, estate)).id;
});
afterAll(() => endWorld(temp));

type Headers = { readonly authorization: string };

/** Somebody with a token of their own. */
async function somebody(role: "viewer" | "lead"): Promise<{ readonly id: string; readonly headers: Headers }> {
	const { id } = await person(role);
	return { id, headers: { authorization: `Bearer ${(await createToken({ name: "own", as: { userId: id } })).token}` } };
}
const give = async (id: string, body: unknown): Promise<number> =>
	(await call(putRole, { method: "PUT", path: `/api/people/${id}/estate-roles`, body, headers: world.admin }, { id })).status;
const replace = async (id: string, headers: Headers): Promise<number> =>
	(await call(putInventory, { method: "PUT", path: `/api/v1/estates/${id}/inventory`, body: inventory, headers }, { id })).status;
const seen = async (headers: Headers): Promise<readonly string[]> => {
	const answer = await call(listEstates, { method: "GET", path: "/api/v1/estates", headers });
	return ((await answer.json()) as { estates: { id: string }[] }).estates.map(({ id }) => id);
};

describe("roles on single estates", () => {
	it("[ACC5] a role on one estate holds from the next call on, there alone, and can be taken back", async () => {
		const vera = await somebody("viewer");
		expect([await replace(estate, vera.headers), await replace(other, vera.headers)]).toEqual([403, 403]);
		expect(await give(vera.id, { estateId: other, role: "lead" })).toBe(204);
		expect([await replace(estate, vera.headers), await replace(other, vera.headers)]).toEqual([403, 200]);
		expect(await give(vera.id, { estateId: other, role: "own" })).toBe(204);
		expect(await replace(other, vera.headers)).toBe(403);
		const lena = await somebody("lead");
		expect(await give(lena.id, { estateId: other, role: "viewer" })).toBe(204);
		expect([await replace(other, lena.headers), (await order(plan, { type: "submit-plan" }, lena.headers)).http]).toEqual([403, 200]);
		expect(await give(lena.id, { estateId: "e-nowhere", role: "viewer" })).toBe(422);
	});

	it("[F2] every id of an estate or plan that is not theirs answers word for word as one that does not exist", async () => {
		const lars = await somebody("lead");
		expect(await give(lars.id, { everyEstate: false })).toBe(204);
		expect(await give(lars.id, { estateId: other, role: "lead" })).toBe(204);
		const before = await database().event.count();
		const asked: string[] = [];
		for (const { method, path, handler } of await apiRoutes()) {
			const cell = routeMatrix[`${method} ${path}`];
			if (cell?.id !== "estate" && cell?.id !== "plan") continue;
			asked.push(`${method} ${path}`);
			const answers = [];
			for (const id of [cell.id === "estate" ? estate : plan, "e-does-not-exist"]) {
				const sent = { method, path: path.replace("[id]", id), ...(cell.body !== undefined && { body: cell.body }), headers: lars.headers };
				const answer = await call(handler, sent, { id });
				answers.push([answer.status, await answer.text(), [...answer.headers].join()]);
			}
			expect(answers[0], `${method} ${path}`).toEqual(answers[1]);
			expect(answers[0]?.[0], `${method} ${path}`).toBe(404);
		}
		expect(asked.length).toBeGreaterThan(15);
		expect(await database().event.count()).toBe(before);
		const query = `plan=${plan}:0`;
		expect((await call(live, { method: "GET", path: `/api/live?${query}`, headers: lars.headers })).status).toBe(404);
	});

	it("[F2] lists, counts and the audit of somebody with named estates hold nothing of the others", async () => {
		const lars = await somebody("lead");
		await give(lars.id, { everyEstate: false });
		expect(await seen(lars.headers)).toEqual([]);
		await give(lars.id, { estateId: other, role: "viewer" });
		expect(await seen(lars.headers)).toEqual([other]);
		const answer = await call(audit, { method: "GET", path: "/api/v1/audit/events?limit=1000", headers: lars.headers });
		const text = await answer.text();
		const streams = new Set((JSON.parse(text) as { events: { stream: string }[] }).events.map(({ stream }) => stream));
		expect(streams).toEqual(new Set([`estate/${other}`]));
		for (const id of [estate, plan]) expect(text).not.toContain(id);
		expect((await call(checkpoint, { method: "GET", path: "/api/v1/audit/checkpoint", headers: lars.headers })).status).toBe(403);
	});

	it("[C5] a stream that is open ends within five seconds when a role on an estate changes", async () => {
		const vera = await somebody("viewer");
		const stream = await call(live, { method: "GET", path: `/api/live?plan=${plan}:0`, headers: vera.headers });
		expect(stream.status).toBe(200);
		const reader = stream.body?.getReader();
		const principal = await principalOfToken(vera.headers.authorization.slice(7));
		expect(openStreams(principal)).toBe(1);
		const began = Date.now();
		await give(vera.id, { estateId: estate, role: "none" });
		while (!(await reader?.read())?.done);
		expect(Date.now() - began).toBeLessThan(5_000);
		expect(openStreams(principal)).toBe(0);
	});

	it("[ACC6] a token made for one estate opens no other", async () => {
		const { token } = await createToken({ name: "one estate", as: { role: "lead" }, estateId: other });
		const headers = { authorization: `Bearer ${token}` };
		expect(await seen(headers)).toEqual([other]);
		expect([await replace(estate, headers), await replace(other, headers)]).toEqual([404, 200]);
	});

	it("[ACC5] an administrator keeps every estate in sight, whatever rows there are", async () => {
		const { id } = await person("admin");
		await give(id, { everyEstate: false });
		await give(id, { estateId: estate, role: "none" });
		const { token } = await createToken({ name: "ada", as: { userId: id } });
		expect([...(await seen({ authorization: `Bearer ${token}` }))].sort()).toEqual([estate, other].sort());
		expect(await seen(await bearer("viewer"))).toHaveLength(2);
	});
});
