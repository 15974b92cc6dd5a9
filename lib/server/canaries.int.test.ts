import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { POST as authenticator } from "@/app/api/me/authenticator/route.ts";
import { POST as ownPassword } from "@/app/api/me/password/route.ts";
import { POST as prove } from "@/app/api/me/prove/route.ts";
import { POST as addPerson } from "@/app/api/people/route.ts";
import { POST as setup } from "@/app/api/setup/route.ts";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import { POST as addToken } from "@/app/api/tokens/route.ts";
import { GET as audit } from "@/app/api/v1/audit/events/route.ts";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { bearer, call, cookieOf, person } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // many passwords to hash

process.env.LOCKSTEP_SECRET = "canary-secret-of-the-installation-0001";
const temp = ownDatabase();
let said = "";
beforeAll(async () => {
	await ensureInstallation();
	for (const stream of [process.stdout, process.stderr]) {
		const write = stream.write.bind(stream);
		stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
			said += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
			return write(chunk, ...rest);
		}) as typeof stream.write;
	}
});
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

/** Text of every row of every table but those of Better Auth that hold what cookies are checked against. */
async function everythingStored(): Promise<string> {
	const tables = await database().$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE type = 'table'`;
	const texts: string[] = [];
	for (const { name } of tables) {
		const rows = await database().$queryRawUnsafe<Record<string, unknown>[]>(`SELECT * FROM "${name}"`);
		for (const row of rows)
			for (const value of Object.values(row)) texts.push(value instanceof Uint8Array ? Buffer.from(value).toString() : String(value));
	}
	return texts.join("\n");
}

it("[F8] thirty secrets pushed through every flow stand in no log line, no event, no export, no refusal and no row", async () => {
	const canaries: string[] = [];
	const canary = (what: string): string => {
		const text = `Canary-${what}-${canaries.length}-q7Zx`;
		canaries.push(text);
		return text;
	};
	const answers: string[] = [];
	const admin = await bearer("admin");
	const keep = async (response: Response): Promise<Response> => {
		answers.push(`${[...response.headers].filter(([name]) => name !== "set-cookie").join()} ${await response.clone().text()}`);
		return response;
	};
	const post = async (handler: unknown, path: string, body: unknown, headers: Record<string, string> = {}, params = {}) =>
		keep(await call(handler, { method: "POST", path, body, headers }, params));
	const auth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
		post(authPost, `/api/auth/${path}`, body, headers, { all: path.split("/") });

	const user = await person("lead");
	const cookie = cookieOf(await call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token: user.linkToken } }));
	canaries.push(user.linkToken);
	const mine = canary("password");
	await post(ownPassword, "/api/me/password", { next: mine }, { cookie });
	for (let i = 0; i < 5; i++) await auth("sign-in/email", { email: user.email, password: canary("guess") });
	for (let i = 0; i < 3; i++) await auth("sign-in/email", { email: canary("address"), password: canary("guess") });
	await auth("second-factor", { code: canary("code") });
	await auth("second-factor", { recoveryCode: canary("recovery") });
	await auth("passkey", { passkey: { id: canary("passkey") } });
	for (let i = 0; i < 3; i++) await post(spendLink, "/api/sign-in-links", { token: canary("link") });
	await post(setup, "/api/setup", { code: canary("code"), name: "X", email: "x@example.test", password: canary("password") });
	await post(prove, "/api/me/prove", { password: canary("password"), code: canary("code") }, { cookie });
	await post(authenticator, "/api/me/authenticator", { type: "begin", password: canary("password") }, { cookie });
	await post(ownPassword, "/api/me/password", { current: canary("password"), next: canary("password") }, { cookie });
	await post(addPerson, "/api/people", { email: "y@example.test", name: "Y", role: "viewer", password: canary("key") }, admin);
	for (let i = 0; i < 3; i++)
		await keep(
			await call(audit, { method: "GET", path: "/api/v1/audit/events", headers: { authorization: `Bearer lockstep_${canary("token")}` } }),
		);
	await keep(await call(audit, { method: "GET", path: "/api/v1/audit/events", headers: { cookie: `lockstep=${canary("cookie")}.AAAA` } }));
	// What is shown once, in the answer to whoever made it, is looked for everywhere else.
	const begun = await call(authenticator, {
		method: "POST",
		path: "/api/me/authenticator",
		body: { type: "begin", password: mine },
		headers: { cookie },
	});
	const { uri, recoveryCodes } = (await begun.json()) as { uri: string; recoveryCodes: string[] };
	canaries.push(new URL(uri).searchParams.get("secret") ?? "", ...recoveryCodes);
	const made = (await (
		await call(addToken, { method: "POST", path: "/api/tokens", body: { name: "t", as: { role: "viewer" } }, headers: admin })
	).json()) as { token: string };
	canaries.push(made.token, "canary-secret-of-the-installation-0001");
	const exported = await (await call(audit, { method: "GET", path: "/api/v1/audit/events?format=csv&limit=1000", headers: admin })).text();

	expect(canaries.length).toBeGreaterThanOrEqual(30);
	expect(new Set(canaries).size).toBe(canaries.length);
	const places = { "what was logged": said, "a row": await everythingStored(), "an export": exported, "an answer": answers.join("\n") };
	for (const [where, text] of Object.entries(places)) {
		expect(text.length, where).toBeGreaterThan(100);
		expect(
			canaries.filter((one) => text.includes(one) || text.toLowerCase().includes(one.toLowerCase())),
			where,
		).toEqual([]);
	}
});
