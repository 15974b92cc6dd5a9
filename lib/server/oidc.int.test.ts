/** Against a real provider: `oidc-provider`, certified, on a port of its own; the browser is played by hand. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { GET as callback } from "@/app/api/auth/oidc/callback/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { addPerson } from "./people-admin.ts";
import { call, cookieOf, ORIGIN, request } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // many hops between two servers

const temp = ownDatabase();
type Known = { readonly name: string; readonly email: string; readonly groups: readonly string[] };
const known: Record<string, Known> = {
	olga: { name: "Olga Orn", email: "olga@corp.example", groups: ["Everybody", "Upgrade team"] },
	leo: { name: "Leo Lind", email: "leo@corp.example", groups: ["Upgrade team", "Upgrade leads"] },
	nils: { name: "Nils Nobody", email: "nils@corp.example", groups: ["Everybody"] },
	twin: { name: "Ada Twin", email: "ada@corp.example", groups: ["Upgrade leads"] },
};
/** Who sits at the provider's own sign-in page. */
let atTheKeyboard = "olga";
const server = createServer();

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const provider = new Provider(issuer, {
		clients: [{ client_id: "lockstep", client_secret: "a-secret-of-the-client", redirect_uris: [`${ORIGIN}/api/auth/oidc/callback`] }],
		scopes: ["openid", "profile", "email", "groups"],
		claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"], groups: ["groups"] },
		findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, email_verified: true, ...known[id] }) }),
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
		loadExistingGrant: async ({ oidc }) => {
			const grant = new provider.Grant({ clientId: "lockstep", accountId: oidc.session?.accountId ?? "" });
			grant.addOIDCScope("openid profile email groups");
			await grant.save();
			return grant;
		},
		cookies: { keys: ["a key of the test"] },
	});
	const app = provider.callback();
	server.on("request", (req, res) => {
		if (req.url?.startsWith("/interaction/"))
			void provider.interactionFinished(req, res, { login: { accountId: atTheKeyboard } }, { mergeWithLastSubmission: false });
		else void app(req, res);
	});
	process.env.LOCKSTEP_OIDC_ISSUER = issuer;
	process.env.LOCKSTEP_OIDC_CLIENT_ID = "lockstep";
	process.env.LOCKSTEP_OIDC_CLIENT_SECRET = "a-secret-of-the-client";
	process.env.LOCKSTEP_OIDC_SCOPE = "openid profile email groups";
	process.env.LOCKSTEP_OIDC_GROUPS = "Upgrade leads=lead, Upgrade team=operator";
	await ensureInstallation();
});
afterAll(async () => {
	server.close();
	await closeDatabase();
	temp.remove();
});

type Begun = { readonly url: string; readonly cookie: string };
async function begin(body: unknown = {}, cookie = ""): Promise<Begun> {
	const response = await call(authPost, { method: "POST", path: "/api/auth/oidc", body, headers: { cookie } }, { all: ["oidc"] });
	expect(response.status).toBe(200);
	return { url: ((await response.json()) as { url: string }).url, cookie: cookieOf(response) };
}

/** Follows the provider's redirects with a cookie jar of its own, until it sends the browser back to us. */
async function atProvider(url: string): Promise<string> {
	const jar = new Map<string, string>();
	for (let at = url; ; ) {
		const response = await fetch(at, {
			redirect: "manual",
			headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [pair = ""] = cookie.split(";");
			jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
		}
		const location = response.headers.get("location");
		if (location === null) throw new Error(`The provider stopped with ${response.status}: ${await response.text()}`);
		at = new URL(location, at).href;
		if (at.startsWith(ORIGIN)) return at.slice(ORIGIN.length);
	}
}

type Back = { readonly to: string | null; readonly cookie: string; readonly status: number };
async function back(path: string, cookie: string): Promise<Back> {
	const response = await callback(request({ method: "GET", path, headers: { cookie, "sec-fetch-site": "cross-site", origin: "" } }), {
		params: Promise.resolve({}),
	});
	return { to: response.headers.get("location"), cookie: cookieOf(response), status: response.status };
}
async function signIn(who: string, body: unknown = {}): Promise<Back> {
	atTheKeyboard = who;
	const { url, cookie } = await begin(body);
	return back(await atProvider(url), cookie);
}
const whoAmI = async (cookie: string): Promise<Record<string, unknown>> => {
	const response = await call(me, { method: "GET", path: "/api/me", headers: { cookie } });
	return { http: response.status, ...((await response.json()) as object) };
};

describe("sign-in through OpenID Connect", () => {
	it("[ACC10] leads to the provider with PKCE, state and nonce, and back with a session and a role from the groups", async () => {
		const { url } = await begin();
		const asked = new URL(url).searchParams;
		expect(asked.get("code_challenge_method")).toBe("S256");
		for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)?.length, name).toBeGreaterThan(40);
		const entered = await signIn("olga", { next: "/plans?x=1" });
		expect([entered.status, entered.to]).toEqual([303, "/plans?x=1"]);
		expect(await whoAmI(entered.cookie)).toMatchObject({ http: 200, name: "Olga Orn", email: "olga@corp.example", role: "operator" });
		expect(await whoAmI((await signIn("leo")).cookie)).toMatchObject({ role: "lead" });
	});

	it("[ACC10] the role follows the groups at the next sign-in, by the order of the mapping; the person stays the same", async () => {
		const first = await whoAmI((await signIn("olga")).cookie);
		known.olga = { name: "Olga Orn", email: "olga.new@corp.example", groups: ["Upgrade leads", "Upgrade team"] };
		const again = await whoAmI((await signIn("olga")).cookie);
		expect(again).toMatchObject({ id: first.id, role: "lead" });
	});

	it("[ACC10] without a mapped group nobody enters, and what was open ends", async () => {
		expect(await signIn("nils")).toMatchObject({ to: "/sign-in?refused=no-role" });
		expect(await database().user.count({ where: { email: "nils@corp.example" } })).toBe(0);
		const { cookie } = await signIn("leo");
		const groups = known.leo;
		known.leo = { name: "Leo Lind", email: "leo@corp.example", groups: [] };
		expect(await signIn("leo")).toMatchObject({ to: "/sign-in?refused=no-role" });
		expect(await whoAmI(cookie)).toMatchObject({ http: 401 });
		if (groups) known.leo = groups;
	});

	it("[ACC10] an email address joins nobody to a local account", async () => {
		const ada = await addPerson({ email: "ada@corp.example", name: "Ada", role: "admin" }, false);
		expect(await signIn("twin")).toMatchObject({ to: "/sign-in?refused=email-taken" });
		expect(await database().session.count({ where: { userId: ada.ok ? ada.value.id : "" } })).toBe(0);
	});

	it("[ACC11] a code without this browser's cookie, with another's, changed, or sent twice opens nothing", async () => {
		atTheKeyboard = "leo";
		const mine = await begin();
		const theirs = await begin();
		const path = await atProvider(mine.url);
		const refused = { to: "/sign-in?refused=failed", cookie: "" };
		expect(await back(path, "")).toMatchObject(refused);
		expect(await back(path, theirs.cookie)).toMatchObject(refused);
		expect(
			await back(
				path,
				mine.cookie.replace(/.$/, (c) => (c === "A" ? "B" : "A")),
			),
		).toMatchObject(refused);
		expect(await back(path.replace(/state=[^&]+/, "state=guess"), mine.cookie)).toMatchObject(refused);
		expect(await back(path.replace(/code=[^&]+/, "code=guess"), mine.cookie)).toMatchObject(refused);
		expect((await back(path, mine.cookie)).to).toBe("/");
		expect(await back(path, mine.cookie)).toMatchObject(refused);
	});

	it("[ACC11] goes on to no other site", async () => {
		for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"])
			expect((await signIn("leo", { next })).to, next).toBe("/");
	});

	it("[ACC8] proves again who is there, with the provider's own sign-in asked for anew, and nobody else's", async () => {
		const { cookie } = await signIn("leo");
		const { id } = await whoAmI(cookie);
		await database().session.updateMany({ where: { userId: String(id) }, data: { provedAt: new Date(0) } });
		const again = await begin({ purpose: "prove", next: "/plans" });
		expect(new URL(again.url).searchParams.get("prompt")).toBe("login");
		atTheKeyboard = "olga";
		const other = await back(await atProvider(again.url), `${again.cookie}; ${cookie}`);
		expect(other.to).toBe("/sign-in?refused=other-person");
		atTheKeyboard = "leo";
		const right = await begin({ purpose: "prove", next: "/plans" });
		expect((await back(await atProvider(right.url), `${right.cookie}; ${cookie}`)).to).toBe("/plans");
		const proved = await database().session.findFirst({ where: { userId: String(id), provedAt: { gt: new Date(1) } } });
		expect(proved?.method).toBe("oidc");
	});

	it("[ACC10] the secret of the client stands in no answer", async () => {
		const { url, cookie } = await begin();
		expect(`${url} ${Buffer.from(cookie.split("=")[1] ?? "", "base64url")}`).not.toContain("a-secret-of-the-client");
	});
});
