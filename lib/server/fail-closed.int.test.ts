import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET as health } from "@/app/api/health/route.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { bearer, call } from "./testing/http.ts";
import { routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // every route once

const temp = ownDatabase();
let lead: { authorization: string };
beforeAll(async () => {
	await ensureInstallation();
	lead = await bearer("lead");
});
afterAll(async () => {
	await closeDatabase().catch(() => undefined);
	temp.remove();
});

it("[F10] with the tables of people gone nobody is let in anywhere, and health still answers without details", async () => {
	await database().$executeRawUnsafe('ALTER TABLE "User" RENAME TO "UserAway"');
	await database().$executeRawUnsafe('ALTER TABLE "ApiToken" RENAME TO "ApiTokenAway"');
	await database().$executeRawUnsafe('ALTER TABLE "Session" RENAME TO "SessionAway"');
	const closed: string[] = [];
	for (const { method, path, handler } of await apiRoutes()) {
		const cell = routeMatrix[`${method} ${path}`];
		if (!cell || cell.allow === "public") continue;
		for (const headers of [lead, { cookie: "lockstep=abc.def" }]) {
			const sent = { method, path, ...(cell.body !== undefined && { body: cell.body }), headers: { ...headers } };
			const answer = await call(handler, sent, { id: "x" });
			const text = await answer.text();
			expect([401, 500, 503], `${method} ${path}`).toContain(answer.status);
			expect(text, `${method} ${path}`).not.toMatch(/SELECT|prisma|no such table|UserAway/i);
		}
		closed.push(path);
	}
	expect(closed.length).toBeGreaterThan(30);
	const answer = await call(health, { method: "GET", path: "/api/health" });
	expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
});
