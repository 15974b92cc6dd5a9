import { afterAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { POST as changeOwnPassword } from "@/app/api/me/password/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { PATCH as changePerson } from "@/app/api/people/[id]/route.ts";
import { POST as newLink } from "@/app/api/people/[id]/sign-in-link/route.ts";
import { POST as addPerson, GET as people } from "@/app/api/people/route.ts";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import { DELETE as revokeToken } from "@/app/api/tokens/[id]/route.ts";
import { POST as addToken, GET as tokens } from "@/app/api/tokens/route.ts";
import { closeDatabase, database } from "./db.ts";
import { stillAllowed } from "./session.ts";
import { bearer, call, cookieOf, person } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";
import { createToken, principalOfToken } from "./tokens.ts";

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
describe("people and tokens", () => {
	it("[F1] an administrator adds people, changes roles and switches them off; it holds at once", async () => {
		const boss = await bearer("admin");
		const post = (body: unknown) => call(addPerson, { method: "POST", path: "/api/people", body, headers: boss });
		const added = await read(await post({ email: "New@Example.test", name: "Nia New", role: "operator" }));
		expect(added).toMatchObject({ status: 201, signInPath: expect.stringMatching(/^\/sign-in\/link#[\w-]{43}$/) });
		expect(await read(await post({ email: "new@example.test", name: "Twin", role: "lead" }))).toMatchObject({
			status: 409,
			code: "email-taken",
		});
		const withPassword = await read(await post({ email: "pw@example.test", name: "Pat", role: "lead", give: "password" }));
		expect((await signIn("pw@example.test", String(withPassword.password))).status).toBe(200);

		const id = String(added.id);
		const cookie = cookieOf(await enterBy(String(added.signInPath).split("#")[1] ?? ""));
		const change = (body: unknown) => call(changePerson, { method: "PATCH", path: `/api/people/${id}`, body, headers: boss }, { id });
		expect((await change({ role: "lead" })).status).toBe(204);
		expect((await whoAmI({ cookie })).status).toBe(401);
		const link = await read(await call(newLink, { method: "POST", path: `/api/people/${id}/sign-in-link`, headers: boss }, { id }));
		const again = cookieOf(await enterBy(String(link.signInPath).split("#")[1] ?? ""));
		expect(await read(await whoAmI({ cookie: again }))).toMatchObject({ role: "lead" });
		expect((await change({ active: false })).status).toBe(204);
		expect((await whoAmI({ cookie: again })).status).toBe(401);
		const refusedLink = await call(newLink, { method: "POST", path: `/api/people/${id}/sign-in-link`, headers: boss }, { id });
		expect(refusedLink.status).toBe(422);
		const listed = await read(await call(people, { method: "GET", path: "/api/people", headers: boss }));
		expect(JSON.stringify(listed)).toContain('"active":false');
		expect(JSON.stringify(listed)).not.toMatch(/hash|\$|"password"/);
	});

	it("[F1] the last active administrator can be neither demoted nor switched off", async () => {
		await database().user.updateMany({ where: { role: "admin" }, data: { disabledAt: new Date() } });
		const ada = await person("admin");
		const { token } = await createToken({ name: "ada", as: { userId: ada.id } });
		for (const body of [{ role: "viewer" }, { active: false }]) {
			const response = await call(
				changePerson,
				{ method: "PATCH", path: `/api/people/${ada.id}`, body, headers: { authorization: `Bearer ${token}` } },
				{ id: ada.id },
			);
			expect(await read(response)).toMatchObject({ status: 409, code: "last-admin" });
		}
	});

	it("[F1] a token is shown once, works until it is revoked or expires, and needs no Origin", async () => {
		const boss = await bearer("admin");
		const made = await read(
			await call(addToken, {
				method: "POST",
				path: "/api/tokens",
				body: { name: "script", as: { role: "operator" } },
				headers: { ...boss, origin: "", "sec-fetch-site": "" },
			}),
		);
		const authorization = `Bearer ${made.token}`;
		expect(await read(await whoAmI({ authorization }))).toMatchObject({ status: 200, kind: "token", role: "operator" });
		const listed = await (await call(tokens, { method: "GET", path: "/api/tokens", headers: boss })).text();
		expect(listed).toContain(String(made.id));
		expect(listed).not.toContain(String(made.token));
		const id = String(made.id);
		expect((await call(revokeToken, { method: "DELETE", path: `/api/tokens/${id}`, headers: boss }, { id })).status).toBe(204);
		expect((await whoAmI({ authorization })).status).toBe(401);
		const { token } = await createToken({ name: "old", as: { role: "viewer" }, expiresAt: new Date(1000) });
		expect(await principalOfToken(token, new Date(1001))).toBe(undefined);
	});

	it("[F1] an Authorization header that opens no door is nobody, also beside a good cookie", async () => {
		const cookie = cookieOf(await enterBy((await person("lead")).linkToken));
		for (const authorization of ["Bearer nonsense", "Bearer ", "Basic YTpi", "Bearer lockstep_x"])
			expect((await whoAmI({ cookie, authorization })).status, authorization).toBe(401);
	});

	it("[F3] changing the own password needs the present one, ends other sessions, and no token may do it", async () => {
		const { id, linkToken, email } = await person("lead");
		const cookie = cookieOf(await enterBy(linkToken));
		const change = (body: unknown, headers: Record<string, string>) =>
			call(changeOwnPassword, { method: "POST", path: "/api/me/password", body, headers });
		expect((await change({ next: "a first password" }, { cookie })).status).toBe(204);
		const other = cookieOf(await signIn(email, "a first password"));
		expect(await read(await change({ current: "wrong", next: "a second password" }, { cookie }))).toMatchObject({
			status: 422,
			issues: [{ path: "current" }],
		});
		expect((await change({ current: "a first password", next: "a second password" }, { cookie })).status).toBe(204);
		expect([(await whoAmI({ cookie })).status, (await whoAmI({ cookie: other })).status]).toEqual([200, 401]);
		const { token } = await createToken({ name: "own", as: { userId: id } });
		expect((await change({ current: "a second password", next: "a third password" }, { authorization: `Bearer ${token}` })).status).toBe(
			403,
		);
	});
});

it("[C5] a stream's reader is let go when the session, the token, the role or the person is gone", async () => {
	const { token } = await createToken({ name: "reader", as: { role: "viewer" } });
	const principal = await principalOfToken(token);
	if (!principal) throw new Error("the token opens no door");
	expect((await stillAllowed([principal])).size).toBe(1);
	expect((await stillAllowed([{ ...principal, role: "lead" }])).size).toBe(0);
	await database().apiToken.updateMany({ where: { id: principal.id }, data: { revokedAt: new Date() } });
	expect((await stillAllowed([principal])).size).toBe(0);
	const human = await person("viewer");
	const estates = { everyEstate: true, roles: {} };
	const session = { id: human.id, kind: "person", name: "x", role: "viewer", estates, viaToken: false } as const;
	await enterBy(human.linkToken);
	const row = await database().session.findFirstOrThrow({ where: { userId: human.id } });
	expect((await stillAllowed([{ ...session, sessionId: row.id }])).size).toBe(1);
	await database().user.update({ where: { id: human.id }, data: { disabledAt: new Date() } });
	expect((await stillAllowed([{ ...session, sessionId: row.id }])).size).toBe(0);
});
