import { afterAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { POST as setup } from "@/app/api/setup/route.ts";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import { closeDatabase, database } from "./db.ts";
import { setUpCode } from "./setup.ts";
import { call, cookieOf, person } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";
import { createToken } from "./tokens.ts";

vi.setConfig({ testTimeout: 120_000 }); // hashing a password is slow on purpose

const temp = ownDatabase();
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const read = async (response: Response): Promise<Record<string, unknown>> => ({
	status: response.status,
	...((await response.json()) as object),
});
const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
	call(authPost, { method: "POST", path: "/api/auth/sign-in/email", body: { email, password }, headers }, { all: ["sign-in", "email"] });
const whoAmI = (headers: Record<string, string>) => call(me, { method: "GET", path: "/api/me", headers });
const enterBy = (token: string) => call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token } });
const admin = { name: "Ada Admin", email: "Ada@Example.test", password: "correct horse battery" };

describe("set-up", () => {
	const begin = (code: string) => call(setup, { method: "POST", path: "/api/setup", body: { code, ...admin } });

	it("[F1] a wrong code makes nobody, the right one makes the first administrator and signs in, never again", async () => {
		expect(await read(await begin("WRONG"))).toMatchObject({ status: 401, code: "set-up-code-wrong" });
		expect(await database().user.count()).toBe(0);
		const [one, two] = await Promise.all([begin(setUpCode()), begin(` ${setUpCode().toLowerCase()} `)]);
		expect([one.status, two.status].sort()).toEqual([200, 409]);
		const cookie = cookieOf(one.status === 200 ? one : two);
		expect(await read(await whoAmI({ cookie }))).toMatchObject({ status: 200, email: "ada@example.test", role: "admin", kind: "person" });
		expect(await read(await begin(setUpCode()))).toMatchObject({ status: 409, code: "set-up-done" });
		expect(await database().user.count()).toBe(1);
	});
});

describe("sign-in", () => {
	it("[F3] opens a session whose token leaves in its cookie alone; signing out ends it in the database", async () => {
		const response = await signIn("ADA@example.test", admin.password);
		expect(response.headers.getSetCookie().join()).toMatch(/^lockstep=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
		expect(await response.json()).toEqual({ signedIn: true });
		const cookie = cookieOf(response);
		expect((await whoAmI({ cookie })).status).toBe(200);
		const out = await call(authPost, { method: "POST", path: "/api/auth/sign-out", headers: { cookie } }, { all: ["sign-out"] });
		expect([out.status, out.headers.get("clear-site-data")]).toEqual([204, '"cache", "storage"']);
		expect((await whoAmI({ cookie })).status).toBe(401);
	});

	it("[F3] a planted cookie is nobody, and signing in makes a new one", async () => {
		const planted = "lockstep=planted.AAAA";
		expect((await whoAmI({ cookie: planted })).status).toBe(401);
		const response = await signIn(admin.email, admin.password, { cookie: planted });
		expect(cookieOf(response)).not.toContain("planted");
	});

	it("[F6] unknown address, wrong password, no password and a person switched off get the same answer", async () => {
		const off = await person("viewer");
		await database().user.update({ where: { id: off.id }, data: { disabledAt: new Date() } });
		const linkOnly = await person("viewer");
		const answers = await Promise.all(
			["nobody@example.test", admin.email, off.email, linkOnly.email, "not an address"].map(async (email) => {
				const response = await signIn(email, "wrong password");
				return [response.status, await response.text(), [...response.headers].join("\n")];
			}),
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]?.[0]).toBe(401);
		await database().rateLimit.deleteMany();
	});

	it("[F5] of a hundred parallel guesses ten are tried; X-Forwarded-For changes nothing; a right password is held up by no success before", async () => {
		for (let i = 0; i < 12; i++) expect((await signIn(admin.email, admin.password)).status).toBe(200);
		const guesses = await Promise.all(
			Array.from({ length: 100 }, (_, i) => signIn(`guess${i}@example.test`, "x", { "x-forwarded-for": `192.0.2.${i}` })),
		);
		const statuses = guesses.map((guess) => guess.status);
		expect([statuses.filter((s) => s === 401).length, statuses.filter((s) => s === 429).length]).toEqual([10, 90]);
		const held = guesses.find((guess) => guess.status === 429);
		expect(Number(held?.headers.get("retry-after"))).toBeGreaterThan(200);
		await database().rateLimit.deleteMany();
	});

	it("[F3] nothing else of the sign-in library is open", async () => {
		for (const path of [
			"sign-up/email",
			"get-session",
			"list-sessions",
			"update-user",
			"open-session",
			"change-password",
			"__proto__",
			"ok",
			"",
		]) {
			const response = await call(authPost, { method: "POST", path: `/api/auth/${path}`, body: {} }, { all: path.split("/") });
			expect(response.status, path).toBe(404);
		}
	});

	it("[F3] a session ends after an hour without a request, and after twelve hours whatever was done", async () => {
		const idle = cookieOf(await enterBy((await person("viewer")).linkToken));
		const old = cookieOf(await enterBy((await person("viewer")).linkToken));
		expect([(await whoAmI({ cookie: idle })).status, (await whoAmI({ cookie: old })).status]).toEqual([200, 200]);
		const tokenOf = (cookie: string) => decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
		const row = await database().session.findUniqueOrThrow({ where: { token: tokenOf(old) } });
		expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBeLessThanOrEqual(12 * 3600 * 1000 + 1000);
		await database().session.update({ where: { token: tokenOf(idle) }, data: { updatedAt: new Date(Date.now() - 61 * 60 * 1000) } });
		await database().session.update({ where: { token: tokenOf(old) }, data: { expiresAt: new Date(Date.now() - 1) } });
		expect([(await whoAmI({ cookie: idle })).status, (await whoAmI({ cookie: old })).status]).toEqual([401, 401]);
		expect(await database().session.count({ where: { token: { in: [tokenOf(idle), tokenOf(old)] } } })).toBe(0);
	});
});

describe("one-time links", () => {
	it("[F3] a link lets in once, also when two browsers spend it at the same moment", async () => {
		const { linkToken } = await person("operator");
		const tries = await Promise.all([enterBy(linkToken), enterBy(linkToken)]);
		expect(tries.map((response) => response.status).sort()).toEqual([200, 401]);
		expect(await read(await enterBy(linkToken))).toMatchObject({ status: 401, code: "link-not-valid" });
	});

	it("[F3] an expired link, a link of a person switched off and a guess let nobody in", async () => {
		const expired = await person("operator");
		await database().signInLink.updateMany({ where: { userId: expired.id }, data: { expiresAt: new Date(0) } });
		const off = await person("operator");
		await database().user.update({ where: { id: off.id }, data: { disabledAt: new Date() } });
		for (const token of [expired.linkToken, off.linkToken, "guess", ""]) expect((await enterBy(token)).status).toBe(401);
		await database().rateLimit.deleteMany();
	});

	it("[F8] the database holds no token, link or password in clear text", async () => {
		const { linkToken } = await person("operator");
		const { token } = await createToken({ name: "canary", as: { role: "viewer" } });
		const rows = JSON.stringify([
			await database().signInLink.findMany(),
			await database().apiToken.findMany(),
			await database().account.findMany(),
		]);
		for (const secret of [linkToken, token, admin.password]) expect(rows).not.toContain(secret);
	});
});
