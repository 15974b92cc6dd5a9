import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate } from "@/app/api/v1/estates/route.ts";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { closeAllStreams } from "./sse.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { bearer, call, cookieOf, person } from "./testing/http.ts";
import { inProcess, matrixWalk, nameOf } from "./testing/matrix-walk.ts";
import { inventory, type Own, routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";
import { createToken } from "./tokens.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // dozens of calls a route, some with a password to hash

const roles: readonly Role[] = ["viewer", "auditor", "operator", "lead", "admin"];
const temp = ownDatabase();
const routes = await apiRoutes();
const token: Record<string, { authorization: string }> = {};
const cookie: Record<string, { cookie: string }> = {};
let own: Own;
let send: ReturnType<typeof matrixWalk>;

const nobody: Readonly<Record<string, Record<string, string>>> = { anonymous: {} };
const strangers: Record<string, Record<string, string>> = { ...nobody };

beforeAll(async () => {
	await ensureInstallation();
	for (const role of roles) {
		token[role] = await bearer(role);
		const { linkToken } = await person(role);
		cookie[role] = { cookie: cookieOf(await call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token: linkToken } })) };
	}
	const suspended = await person("lead");
	const theirs = await createToken({ name: "suspended", as: { userId: suspended.id } });
	await database().user.update({ where: { id: suspended.id }, data: { disabledAt: new Date() } });
	const revoked = await createToken({ name: "revoked", as: { role: "lead" } });
	await database().apiToken.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
	const removed = await person("lead");
	const removedCookie = cookieOf(await call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token: removed.linkToken } }));
	await database().session.deleteMany({ where: { userId: removed.id } });
	Object.assign(strangers, {
		suspended: { authorization: `Bearer ${theirs.token}` },
		"revoked token": { authorization: `Bearer ${revoked.token}` },
		"ended session": { cookie: removedCookie },
		"made-up cookie": { cookie: "lockstep=abc.def" },
	});
	const estate = await made(
		await call(createEstate, { method: "POST", path: "/api/v1/estates", body: { inventory }, headers: token.lead ?? {} }),
	);
	const plan = await made(
		await call(
			createPlan,
			{ method: "POST", path: `/api/v1/estates/${estate}/plans`, body: { targetVersion: "8.1" }, headers: token.lead ?? {} },
			{ id: estate },
		),
	);
	own = { estate, plan, person: (await person("viewer")).id, token: "", session: "", passkey: "" };
	send = matrixWalk(routes, inProcess, own);
});
afterAll(async () => {
	closeAllStreams();
	await closeDatabase();
	temp.remove();
});

const made = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
/** Tokens that the walk itself makes are not counted. */
const events = () => database().event.count({ where: { NOT: { type: "token-made", actorId: "system" } } });
it("[F1] every method of every route stands in the matrix, and nothing else does", () => {
	expect(routes.map(nameOf).sort()).toEqual(Object.keys(routeMatrix).sort());
	expect(routes.length).toBeGreaterThan(20);
});

describe("role by route", () => {
	for (const route of routes) {
		const cell = routeMatrix[nameOf(route)];
		if (!cell) continue;
		it(`[F1] ${nameOf(route)}`, async () => {
			const hasMissing = cell.id !== undefined || cell.query !== undefined;
			for (const [who, headers] of Object.entries(strangers)) {
				const before = await events();
				expect(await send(route, headers), who).toBe(cell.allow === "public" ? cell.ok : 401);
				if (hasMissing) expect(await send(route, headers, true), `${who}, missing`).toBe(401);
				if (cell.allow !== "public") expect(await events(), who).toBe(before);
			}
			for (const role of roles) {
				const may = cell.allow === "public" || cell.allow.includes(role);
				for (const [how, headers] of [
					["token", token[role]],
					["session", cookie[role]],
				] as const) {
					const before = await events();
					if (hasMissing) expect(await send(route, headers ?? {}, true), `${role} by ${how}, missing`).toBe(404);
					const expected = may && !(cell.sessionOnly && how === "token") ? cell.ok : 403;
					if (cell.sessionOnly && how === "session" && may) await database().account.deleteMany();
					expect(await send(route, headers ?? {}), `${role} by ${how}`).toBe(expected);
					if (!may || (route.method === "GET" && !cell.noted)) expect(await events(), `${role} by ${how}`).toBe(before);
				}
			}
		});
	}
});

describe("changes by cookie", () => {
	const host = "127.0.0.1:3000";
	const origins: readonly (readonly [string, string, boolean])[] = [
		["same", `http://${host}`, true],
		["foreign", "https://evil.example", false],
		["null", "null", false],
		["missing", "", false],
		["sub-domain", `http://a.${host}`, false],
		["look-alike suffix", `http://${host}.evil.example`, false],
		["https for http", `https://${host}`, false],
	];
	const sites = ["", "same-origin", "same-site", "cross-site", "none"];
	const types = ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"];

	for (const route of routes.filter(({ method, path }) => method !== "GET" && path !== "/api/[...rest]")) {
		const cell = routeMatrix[nameOf(route)];
		if (!cell) continue;
		it(`[F4] ${nameOf(route)} passes only from this site, as JSON`, async () => {
			const role = cell.allow === "public" ? "admin" : (cell.allow.at(-1) ?? "admin");
			const before = await events();
			for (const [name, origin, good] of origins)
				for (const site of sites)
					for (const type of types) {
						const from = good && (site === "" || site === "same-origin");
						if (from && (type === "application/json" || cell.body === undefined)) continue; // the matrix above
						const headers = { ...cookie[role], origin, "sec-fetch-site": site, "content-type": cell.body === undefined ? "" : type };
						expect(await send(route, headers), `${name} ${site} ${type}`).toBe(from ? 415 : 403);
					}
			expect(await events()).toBe(before);
		});
	}
});

it("[F7] headers that steer the framework's inside open no door", async () => {
	const tricks: Record<string, string> = {
		"x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
		"next-router-prefetch": "1",
		"next-router-segment-prefetch": "/_tree",
		rsc: "1",
		"next-action": "00",
		"x-forwarded-host": "127.0.0.1:3000",
		"x-lockstep-client": "10.0.0.1",
	};
	for (const route of routes) {
		const cell = routeMatrix[nameOf(route)];
		if (!cell || cell.allow === "public") continue;
		expect(await send(route, tricks), nameOf(route)).toBe(401);
	}
});

it("[F7] a host name that is not ours is served nowhere but on the probes", async () => {
	for (const route of routes) {
		const cell = routeMatrix[nameOf(route)];
		if (!cell || route.path === "/api/[...rest]") continue;
		const probe = route.path === "/api/health" || route.path === "/api/ready";
		const headers = { host: "lockstep.evil.example", origin: "http://lockstep.evil.example", ...token.admin };
		expect(await send(route, headers), nameOf(route)).toBe(probe ? 200 : 421);
	}
});
