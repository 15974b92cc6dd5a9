import { NextRequest } from "next/server";
import { afterAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { POST as report } from "@/app/api/csp-reports/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import config from "@/next.config.ts";
import { proxy } from "@/proxy.ts";
import { closeDatabase } from "./db.ts";
import { call, cookieOf, person } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

const PUBLIC = "https://lockstep.contoso.com";
process.env.LOCKSTEP_ORIGIN = PUBLIC;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // real database, whole calls: slow on a busy machine

const temp = ownDatabase();
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const page = (headers: Record<string, string>, method = "GET") =>
	proxy(new NextRequest("http://127.0.0.1:3000/plans", { method, headers: { host: "lockstep.contoso.com", ...headers } }));
const nonceOf = (policy: string | null) => /script-src 'nonce-([A-Za-z0-9+/=]+)' 'strict-dynamic'/.exec(policy ?? "")?.[1];

describe("documents", () => {
	it("[F9] each gets a policy with a nonce of its own, on the answer and on the request that Next reads it from", () => {
		const [one, two] = [page({}), page({})];
		const policy = one.headers.get("content-security-policy") ?? "";
		expect(nonceOf(policy)?.length).toBe(24);
		expect(nonceOf(policy)).not.toBe(nonceOf(two.headers.get("content-security-policy")));
		expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
		expect(policy.split("; ").filter((directive) => !directive.includes("nonce"))).toEqual([
			"default-src 'none'",
			"style-src-attr 'none'",
			"img-src 'self' data: blob:",
			"font-src 'self'",
			"connect-src 'self'",
			"worker-src 'self'",
			"form-action 'self'",
			"frame-ancestors 'none'",
			"base-uri 'none'",
			"object-src 'none'",
			"manifest-src 'self'",
			"report-to csp",
		]);
		expect(one.headers.get("cache-control")).toBe("private, no-store");
	});

	it("[F9] a prefetch header or a policy of the client's changes nothing", () => {
		const response = page({
			"next-router-prefetch": "1",
			purpose: "prefetch",
			"content-security-policy": "script-src 'nonce-evil'",
			"x-nonce": "evil",
		});
		expect(nonceOf(response.headers.get("content-security-policy"))?.length).toBe(24);
		expect(JSON.stringify([...response.headers])).not.toContain("evil");
	});

	it("[E2] a post from elsewhere is 403 before Next sees it, and a foreign host name is 421", () => {
		for (const origin of ["https://evil.example", "null", `${PUBLIC}.evil.example`]) expect(page({ origin }, "POST").status).toBe(403);
		expect(page({}, "POST").status).toBe(403);
		expect(page({ origin: PUBLIC }, "POST").status).toBe(200);
		expect(page({ host: "evil.example" }).status).toBe(421);
	});

	it("[F9] every answer carries the baseline and, where nothing better is set, a policy that allows nothing", async () => {
		const all = (await config.headers?.()) ?? [];
		const [everywhere, uncached] = [all[0], all.at(-1)];
		expect(everywhere?.source).toBe("/:path*");
		expect(Object.fromEntries((everywhere?.headers ?? []).map(({ key, value }) => [key, value]))).toMatchObject({
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"X-Frame-Options": "DENY",
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
		});
		expect(uncached?.headers).toEqual([{ key: "Cache-Control", value: "private, no-store" }]);
	});

	it("[F9] reports of browsers are taken in small, well-formed portions", async () => {
		const send = (body: unknown, type = "application/reports+json") =>
			call(report, { method: "POST", path: "/api/csp-reports", body, headers: { "content-type": type } });
		const one = { type: "csp-violation", body: { effectiveDirective: "script-src-elem", blockedURL: "inline" } };
		expect((await send([one])).status).toBe(204);
		expect((await send({})).status).toBe(422);
		expect((await send("x".repeat(65_537))).status).toBe(413);
		expect((await send([one], "application/json")).status).toBe(415);
	});
});

it("[F3] behind TLS the session cookie is __Host-, Secure and without a domain; the public origin and loopback both may change things", async () => {
	const { linkToken } = await person("lead");
	const headers = { host: "lockstep.contoso.com", origin: PUBLIC };
	const entered = await call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token: linkToken }, headers });
	expect(entered.headers.getSetCookie().join()).toMatch(/^__Host-lockstep=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
	const cookie = cookieOf(entered);
	expect((await call(me, { method: "GET", path: "/api/me", headers: { ...headers, cookie } })).status).toBe(200);
	expect((await call(me, { method: "GET", path: "/api/me", headers: { cookie: cookie.replace("__Host-", "") } })).status).toBe(401);
	const signOut = (more: Record<string, string>) =>
		call(authPost, { method: "POST", path: "/api/auth/sign-out", headers: { cookie, ...more } }, { all: ["sign-out"] });
	expect((await signOut({ host: "lockstep.contoso.com", origin: "http://lockstep.contoso.com" })).status).toBe(403);
	expect((await signOut({})).status).toBe(204);
});
