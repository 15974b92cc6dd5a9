import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate } from "@/app/api/v1/estates/route.ts";
import { database } from "./db.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { apiWorld, endWorld, eventCount, newEstate, newPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

/** Each route gets so many on average; 5,000 with `LOCKSTEP_FUZZ=5000`. */
const RUNS_A_ROUTE = Number(process.env.LOCKSTEP_FUZZ ?? 150);

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

describe("bad input", () => {
	const hostile = fc.oneof(
		fc.json({ maxDepth: 5 }),
		fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
		fc.string({ unit: "binary" }),
		fc.constantFrom(
			"",
			"null",
			"[]",
			'{"__proto__":{"role":"admin"}}',
			`${"[".repeat(10_000)}`,
			'{"type":"add-note","type":"submit-plan","text":"x"}',
			'{"name":"\ufeff\u202e\u0000","targetVersion":"8.1"}',
			`{"name":"${"e\u0301".repeat(50_000)}"}`,
			'{"targetVersion":123456789012345678901234567890}',
			'{"type":1e400}',
			'{"type":"add-note","text":"\\ud800"}',
		),
	);

	it("[E1] no malformed request is answered with a 5xx, and none that is rejected leaves an event", async () => {
		const [estate, plan] = [await newEstate(world), await newPlan(world)];
		const targets = (await apiRoutes()).filter(({ method, path }) => routeMatrix[`${method} ${path}`]?.body !== undefined);
		expect(targets.length).toBeGreaterThan(8);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...targets), hostile, fc.nat(), async (route, noise, at) => {
				const cell = routeMatrix[`${route.method} ${route.path}`];
				const good = JSON.stringify(cell?.body);
				// Half of the bodies are noise, half are a good body with one character replaced by noise.
				const cut = at % good.length;
				const body = at % 2 === 0 ? noise : `${good.slice(0, cut)}${noise.slice(0, 3)}${good.slice(cut + 1)}`;
				const id = cell?.id === "estate" ? estate : cell?.id === "plan" ? plan.id : "x";
				const headers = { ...(cell?.allow === "public" || cell?.allow.includes("lead") ? world.lead : world.admin) };
				const before = await eventCount();
				const params = { id, ...(cell?.params as Record<string, string[]> | undefined) };
				const response = await call(route.handler, { method: route.method, path: route.path.replace("[id]", id), body, headers }, params);
				await response.body?.cancel();
				await database().rateLimit.deleteMany();
				expect(response.status, `${route.path} ${body}`).toBeLessThan(500);
				// A body that is read but opens no door is a failed sign-in, which is told in the stream `access`; nothing else is.
				const failedSignIn = ["/api/auth/[...all]", "/api/sign-in-links"].includes(route.path) && response.status === 401;
				if (response.status >= 400) expect(await eventCount()).toBe(before + (failedSignIn ? 1 : 0));
			}),
			{ numRuns: RUNS_A_ROUTE * targets.length, seed: 20261124 },
		);
	}, 7_200_000);

	it("[E3] 25 MiB of inventory are read, one byte more is not; other calls stop at 1 MiB", async () => {
		const id = await newEstate(world);
		const padded = (size: number) => JSON.stringify({ name: "X" }).padEnd(size, " ");
		const post = async (handler: unknown, body: string, params = {}) =>
			(await call(handler, { method: "POST", path: "/x", body, headers: world.lead }, params)).status;
		expect(await post(createEstate, padded(25 * 1024 * 1024))).toBe(201);
		expect(await post(createEstate, padded(25 * 1024 * 1024 + 1))).toBe(413);
		const target = (size: number) => JSON.stringify({ targetVersion: "8.1" }).padEnd(size, " ");
		expect(await post(createPlan, target(1024 * 1024), { id })).toBe(201);
		expect(await post(createPlan, target(1024 * 1024 + 1), { id })).toBe(413);
	});
});
