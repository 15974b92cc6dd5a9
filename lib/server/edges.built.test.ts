import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createPlan } from "@/app/api/v1/estates/[id]/plans/route.ts";
import { POST as createEstate } from "@/app/api/v1/estates/route.ts";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { apiRoutes } from "./testing/api-routes.ts";
import { type BuiltServer, buildWithoutProxy, overHttp, root, startServer } from "./testing/built-server.ts";
import { bearer, call, cookieOf, person } from "./testing/http.ts";
import { type Caller, matrixWalk, nameOf } from "./testing/matrix-walk.ts";
import { inventory, type Own, routeMatrix } from "./testing/route-matrix.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const SECRET = "canary-of-the-built-server-q7Zx-0123456789";
process.env.LOCKSTEP_SECRET = SECRET;
const PUBLIC = "lockstep.contoso.com";
const roles: readonly Role[] = ["viewer", "auditor", "operator", "lead", "admin"];
const temp = adoptTempDatabase();
const routes = await apiRoutes();
const copy = buildWithoutProxy();
const token: Record<string, { authorization: string }> = {};
const cookie: Record<string, { cookie: string }> = {};
let whole: BuiltServer;
let bare: BuiltServer;
let own: Own;

const made = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
const events = () => database().event.count({ where: { NOT: { type: "token-made", actorId: "system" } } });
const enter = async (port: number, role: Role): Promise<string> => {
	const body = { token: (await person(role)).linkToken };
	return cookieOf(await overHttp(port, { method: "POST", path: "/api/sign-in-links", body }));
};

beforeAll(async () => {
	await ensureInstallation();
	for (const role of roles) token[role] = await bearer(role);
	const lead = { ...token.lead };
	const estate = await made(await call(createEstate, { method: "POST", path: "/x", body: { inventory }, headers: lead }));
	const plan = await made(
		await call(createPlan, { method: "POST", path: "/x", body: { targetVersion: "8.1" }, headers: lead }, { id: estate }),
	);
	own = { estate, plan, person: (await person("viewer")).id, token: "", session: "", passkey: "" };
	const env = { LOCKSTEP_SECRET: SECRET, LOCKSTEP_ORIGIN: `https://${PUBLIC}`, LOCKSTEP_TRUSTED_PROXIES: "127.0.0.1" };
	whole = await startServer(temp.file, { env });
	bare = await startServer(temp.file, { env, folder: copy.folder });
	for (const role of roles) cookie[role] = { cookie: await enter(bare.port, role) };
});
afterAll(async () => {
	await Promise.all([whole?.stop(), bare?.stop()]);
	await closeDatabase();
	copy.remove();
	temp.remove();
});

/** Where a route of the matrix lies, with what its catch-all catches. */
const realPath = (path: string, params: Record<string, string | string[]>): string =>
	path.replace(/\[\.\.\.(\w+)\]/, (_, name: string) => [params[name] ?? ""].flat().join("/"));
const byHttp =
	(server: () => BuiltServer): Caller =>
	(_route, sent, params) =>
		overHttp(server().port, { ...sent, path: realPath(sent.path, params) });

describe("what is built", () => {
	const manifest = Object.values(
		JSON.parse(readFileSync(join(root, ".next/app-path-routes-manifest.json"), "utf8")) as Record<string, string>,
	);

	it("[F1] holds the routes of the matrix and no others, and one server action", () => {
		const inMatrix = new Set(Object.keys(routeMatrix).map((name) => name.split(" ")[1]));
		expect(new Set(manifest.filter((path) => path.startsWith("/api/")))).toEqual(inMatrix);
		const { node, edge } = JSON.parse(readFileSync(join(root, ".next/server/server-reference-manifest.json"), "utf8")) as Record<
			string,
			object
		>;
		expect([Object.keys(node ?? {}).length, Object.keys(edge ?? {}).length]).toEqual([1, 0]);
	});

	it("[F1, F7] sends strangers away from every page, with and without proxy.ts, whatever they put into path and headers", async () => {
		const open = ["/sign-in", "/sign-in/link", "/setup", "/_not-found", "/_global-error", "/icon.svg"];
		const pages = manifest.filter((path) => !path.startsWith("/api/") && !open.includes(path));
		expect(pages.length).toBeGreaterThan(25);
		for (const { port } of [whole, bare])
			for (const page of pages) {
				const path = page.replace("[id]", page.startsWith("/estates") ? own.estate : own.plan);
				for (const [trick, at, headers] of tricks(path)) {
					const answer = await overHttp(port, { method: "GET", path: at, headers });
					const text = await answer.text();
					expect(text, `${trick} ${at}`).not.toMatch(/Contoso|MFA01|@example\.test/);
					expect([200, 307, 308, 400, 401, 404], `${trick} ${at}`).toContain(answer.status);
					if (trick === "plain") expect([answer.status, answer.headers.get("location")?.split("?")[0]], at).toEqual([307, "/sign-in"]);
				}
			}
	});

	it("[F8] ships no source map, no name of a secret and nothing of the server to browsers", async () => {
		const files = readdirSync(join(root, ".next/static"), { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
		expect(files.length).toBeGreaterThan(20);
		expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
		for (const file of files.filter((name) => name.endsWith(".js"))) {
			const text = readFileSync(join(root, ".next/static", file), "utf8");
			expect(text, file).not.toMatch(/LOCKSTEP_SECRET|LOCKSTEP_OIDC_CLIENT_SECRET|DATABASE_URL|better-sqlite3|sourceMappingURL=/);
		}
	});
});

/** Ways round a check that sits in the wrong place: headers that steer the framework's inside, paths that mean the same. */
function tricks(path: string): readonly (readonly [string, string, Record<string, string>])[] {
	const headers: Record<string, Record<string, string>> = {
		plain: {},
		"x-middleware-subrequest": { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
		"next-router-prefetch": { "next-router-prefetch": "1" },
		"next-router-segment-prefetch": { "next-router-segment-prefetch": "/_tree", rsc: "1" },
		rsc: { rsc: "1" },
		"next-action": { "next-action": "00" },
		"x-forwarded-host": { "x-forwarded-host": PUBLIC },
		"x-lockstep-client": { "x-lockstep-client": "10.0.0.1" },
	};
	const paths = [
		`${path}.rsc`,
		`/${path}`,
		path.replace("/", "/%2e/"),
		path.toUpperCase(),
		`${path}/`,
		`${path}.segments/_tree.segment.rsc`,
	];
	return [...Object.entries(headers).map(([name, given]) => [name, path, given] as const), ...paths.map((at) => ["path", at, {}] as const)];
}

describe("without proxy.ts, over HTTP", () => {
	it("[F7] the proxy is gone from this build, and there in the other", async () => {
		const policies = await Promise.all(
			[whole, bare].map(async ({ port }) =>
				(await overHttp(port, { method: "GET", path: "/sign-in" })).headers.get("content-security-policy"),
			),
		);
		expect(policies[0]).toContain("nonce-");
		expect(policies[1]).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
	});

	it("[F7] role by route, the whole matrix: the answers are the same", { timeout: 300_000 }, async () => {
		const send = matrixWalk(
			routes,
			byHttp(() => bare),
			own,
		);
		for (const route of routes) {
			const cell = routeMatrix[nameOf(route)];
			if (!cell) continue;
			const name = nameOf(route);
			const hasMissing = cell.id !== undefined || cell.query !== undefined;
			const before = await events();
			expect(await send(route, {}), name).toBe(cell.allow === "public" ? cell.ok : 401);
			if (cell.allow !== "public") expect(await send(route, { cookie: "lockstep=abc.def" }), name).toBe(401);
			if (cell.allow !== "public") expect(await events(), name).toBe(before);
			for (const role of roles) {
				const may = cell.allow === "public" || cell.allow.includes(role);
				for (const [how, headers] of [
					["token", token[role]],
					["session", cookie[role]],
				] as const) {
					const count = await events();
					if (hasMissing) expect(await send(route, headers ?? {}, true), `${name}, ${role} by ${how}, missing`).toBe(404);
					if (cell.sessionOnly && how === "session" && may) await database().account.deleteMany();
					const expected = may && !(cell.sessionOnly && how === "token") ? cell.ok : 403;
					expect(await send(route, headers ?? {}), `${name}, ${role} by ${how}`).toBe(expected);
					if (!may) expect(await events(), `${name}, ${role} by ${how}`).toBe(count);
				}
			}
		}
	});

	it("[F7] no header and no spelling of a path opens an API route to a stranger", async () => {
		const guarded = routes.filter((route) => routeMatrix[nameOf(route)]?.allow !== "public");
		const before = await events();
		for (const route of guarded) {
			const cell = routeMatrix[nameOf(route)];
			const path = route.path.replace("[id]", own.plan);
			for (const [trick, at, headers] of tricks(path)) {
				const sent = { method: route.method, path: at, headers, ...(cell?.body !== undefined && { body: cell.body }) };
				const first = await overHttp(bare.port, sent);
				// Whoever asks for a page's data is first sent to an address of its own by the framework, before any handler is asked.
				const onward = "rsc" in headers && first.status === 307 ? (first.headers.get("location") ?? "") : undefined;
				const answer = onward === undefined ? first : await overHttp(bare.port, { ...sent, path: onward });
				if (trick === "path") expect([307, 308, 400, 401, 403, 404, 405], `${nameOf(route)} ${at}`).toContain(answer.status);
				else expect(answer.status, `${nameOf(route)} ${trick} ${onward}`).toBe(401);
				expect(await answer.text()).not.toMatch(/Contoso|MFA01|@example\.test/);
			}
		}
		expect(await events()).toBe(before);
	});
});

describe("the server action", () => {
	const id = Object.keys(
		(JSON.parse(readFileSync(join(root, ".next/server/server-reference-manifest.json"), "utf8")) as { node: Record<string, unknown> }).node,
	)[0] as string;

	it.each([
		["foreign", { origin: "https://evil.example" }],
		["null", { origin: "null" }],
		["missing", { origin: "" }],
		["look-alike", { origin: `https://${PUBLIC}.evil.example` }],
	])("[E2] refuses a post with %s origin: 403, not 500", async (_, headers: Record<string, string>) => {
		const sent = {
			method: "POST",
			path: "/settings/appearance",
			body: '["dark"]',
			headers: { "next-action": id, "content-type": "text/plain", ...headers },
		};
		const answer = await overHttp(whole.port, { ...sent, headers: { ...sent.headers, ...cookie.lead } });
		expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
	});
});

describe("bodies over HTTP", () => {
	it("[E3] eleven megabytes and a hundred, in chunks without a length, are refused, never cut short", async () => {
		const send = async (path: string, megabytes: number): Promise<number> => {
			const chunk = new Uint8Array(1_000_000).fill(0x20);
			let left = megabytes;
			const body = new ReadableStream<Uint8Array>({
				pull(controller) {
					if (left-- > 0) controller.enqueue(chunk);
					else controller.close();
				},
			});
			const headers = { ...token.lead, "content-type": "application/json" };
			const answer = await fetch(`${whole.base}${path}`, { method: "POST", headers, body, duplex: "half" } as RequestInit).catch(
				() => undefined, // cut off before the answer could be read
			);
			return answer?.status ?? 413;
		};
		const before = await events();
		for (const [path, megabytes] of [
			[`/api/v1/estates/${own.estate}/plans`, 11],
			[`/api/v1/estates/${own.estate}/plans`, 100],
			["/api/v1/estates", 100],
		] as const)
			expect(await send(path, megabytes), `${path} ${megabytes}`).toBe(413);
		expect(await events()).toBe(before);
	});
});

describe("two processes on one database", () => {
	it("[F3] a session opened at one ends at both the moment it is ended at either", async () => {
		const mine = await enter(whole.port, "lead");
		const me = async ({ port }: BuiltServer) =>
			(await overHttp(port, { method: "GET", path: "/api/me", headers: { cookie: mine } })).status;
		expect([await me(whole), await me(bare)]).toEqual([200, 200]);
		const out = await overHttp(bare.port, { method: "POST", path: "/api/auth/sign-out", headers: { cookie: mine } });
		expect(out.status).toBe(204);
		expect([await me(whole), await me(bare)]).toEqual([401, 401]);
	});

	it("[F5] of a thousand wrong passwords, forged addresses and a whole /64 behind them, ten are tried; others sign in meanwhile; a restart forgets nothing", async () => {
		await database().rateLimit.deleteMany();
		const { email, linkToken } = await person("viewer");
		const mine = cookieOf(await overHttp(whole.port, { method: "POST", path: "/api/sign-in-links", body: { token: linkToken } }));
		const next = "seven quiet lamps in a row";
		await overHttp(whole.port, { method: "POST", path: "/api/me/password", body: { next }, headers: { cookie: mine } });
		const guess = ({ port }: BuiltServer, n: number, password: string, from = `198.51.100.${n % 250}, 2001:db8:0:1::${n.toString(16)}`) =>
			overHttp(port, { method: "POST", path: "/api/auth/sign-in/email", body: { email, password }, headers: { "x-forwarded-for": from } });
		const statuses: number[] = [];
		for (let n = 0; n < 1_000; n += 20) {
			const answers = Array.from({ length: 20 }, (_, i) => guess(i % 2 === 0 ? whole : bare, n + i, `wrong ${n + i}`));
			statuses.push(...(await Promise.all(answers)).map(({ status }) => status));
			if (n === 500) expect((await guess(bare, 0, next, "203.0.113.9")).status).toBe(200);
		}
		expect([statuses.filter((status) => status === 401).length, statuses.filter((status) => status === 429).length]).toEqual([10, 990]);
		await whole.stop();
		const env = { LOCKSTEP_SECRET: SECRET, LOCKSTEP_ORIGIN: `https://${PUBLIC}`, LOCKSTEP_TRUSTED_PROXIES: "127.0.0.1" };
		const said = whole.said();
		const again = await startServer(temp.file, { env });
		whole = { ...again, said: () => said + again.said() };
		expect((await guess(whole, 1_001, "wrong again")).status).toBe(429);
		expect((await guess(whole, 0, next, "203.0.113.10")).status).toBe(200);
	});
});

describe("every answer", () => {
	const baseline = {
		"x-content-type-options": "nosniff",
		"referrer-policy": "no-referrer",
		"permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
		"cross-origin-opener-policy": "same-origin",
		"cross-origin-resource-policy": "same-origin",
		"x-frame-options": "DENY",
		"x-robots-tag": "noindex",
	};
	const check = (what: string, { headers }: Response) => {
		for (const [name, value] of Object.entries(baseline)) expect(headers.get(name), `${what}: ${name}`).toBe(value);
		expect(headers.get("content-security-policy"), what).toMatch(/frame-ancestors 'none'/);
		expect(headers.get("x-powered-by"), what).toBeNull();
		expect(
			[...headers.keys()].filter((name) => name.startsWith("access-control-")),
			what,
		).toEqual([]);
		expect(headers.get("strict-transport-security"), what).toBeNull();
	};

	it("[F9] carries the baseline: pages, files, prefetches, redirects, refusals, streams, what is not there", async () => {
		const file = readdirSync(join(root, ".next/static"), { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".js"));
		const lead = { cookie: await enter(whole.port, "lead") };
		const asked: [string, string, Record<string, string>][] = [
			["sign-in", "/sign-in", {}],
			["redirect", "/plans", {}],
			["page", `/plans/${own.plan}`, lead],
			["page as data", `/plans/${own.plan}`, { ...lead, rsc: "1" }],
			["prefetch", `/plans/${own.plan}`, { ...lead, rsc: "1", "next-router-prefetch": "1" }],
			["page by prefetch header", "/sign-in", { "next-router-prefetch": "1", purpose: "prefetch" }],
			["no page", "/no-such-page", lead],
			["no file", "/_next/static/chunks/none.js", {}],
			["file", `/_next/static/${file}`, {}],
			["icon", "/icon.svg", {}],
			["image optimiser", "/_next/image?url=https://evil.example/x&w=64&q=75", {}],
			["API", "/api/v1/estates", lead],
			["API refused", "/api/v1/estates", {}],
			["no API", "/api/none", {}],
			["stream", `/api/live?plan=${own.plan}:0`, lead],
			["export", `/api/v1/plans/${own.plan}/audit-pack`, lead],
			["bad path", "/%c0%af", {}],
		];
		for (const [what, path, headers] of asked) {
			const answer = await overHttp(whole.port, { method: "GET", path, headers });
			check(`${what} (${answer.status})`, answer);
			if (what !== "file") expect(answer.headers.get("cache-control"), what).toMatch(/no-store|must-revalidate/);
			const type = answer.headers.get("content-type") ?? "";
			const [text, policy] = [await answer.text(), answer.headers.get("content-security-policy") ?? ""];
			if (!type.startsWith("text/html") || !text.includes("<script")) continue;
			const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
			expect(nonce, what).toBeDefined();
			expect(
				(text.match(/<script\b[^>]*>/g) ?? []).filter((tag) => !tag.includes(`nonce="${nonce}"`)),
				what,
			).toEqual([]);
		}
	});

	it("[F9] says that TLS must stay where TLS is, and nowhere else", async () => {
		const strict = async (headers: Record<string, string>, path = "/sign-in") =>
			(await overHttp(whole.port, { method: "GET", path, headers })).headers.get("strict-transport-security");
		for (const host of ["127.0.0.1:3000", "localhost", "[::1]:3000"]) expect(await strict({ host }), host).toBeNull();
		for (const path of ["/sign-in", "/api/health", "/no-such-page"])
			expect(await strict({ host: PUBLIC }, path), path).toBe("max-age=63072000");
		expect(await strict({ "x-forwarded-proto": "https" })).toBe("max-age=63072000");
	});

	it("[F8] no secret stands in what the servers wrote or sent, and [F9] a broken database gets the baseline too", async () => {
		const lead = await enter(whole.port, "lead");
		const secrets = [SECRET, ...Object.values(token).map(({ authorization }) => authorization.slice(7)), lead.split("=")[1] ?? ""];
		const pages: string[] = [];
		for (const path of ["/", "/settings", `/plans/${own.plan}`, "/history"])
			pages.push(await (await overHttp(whole.port, { method: "GET", path, headers: { cookie: lead } })).text());
		const stream = await fetch(`${whole.base}/api/live?plan=${own.plan}:0`, { headers: { ...token.lead } });
		pages.push(new TextDecoder().decode((await stream.body?.getReader().read())?.value));
		await database().$executeRawUnsafe('ALTER TABLE "Session" RENAME TO "SessionAway"');
		for (const [what, path] of [
			["broken page", "/plans"],
			["broken API", "/api/v1/estates"],
		] as const) {
			const answer = await overHttp(whole.port, { method: "GET", path, headers: { cookie: lead } });
			expect(answer.status, what).toBe(500);
			check(what, answer);
			pages.push(await answer.text());
		}
		await database().$executeRawUnsafe('ALTER TABLE "SessionAway" RENAME TO "Session"');
		expect(pages.join("").length).toBeGreaterThan(10_000);
		const written = whole.said() + bare.said();
		expect(written.length).toBeGreaterThan(200);
		for (const secret of secrets) for (const text of [written, ...pages]) expect(text.includes(secret), secret.slice(0, 6)).toBe(false);
		expect(pages.slice(-2).join("")).not.toMatch(/SELECT |no such table|SessionAway|PrismaClient/);
	});
});
