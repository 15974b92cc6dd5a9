import { afterAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { DELETE as endSession } from "@/app/api/me/sessions/[id]/route.ts";
import { GET as sessions } from "@/app/api/me/sessions/route.ts";
import { POST as spendLink } from "@/app/api/sign-in-links/route.ts";
import { GET as auditEvents } from "@/app/api/v1/audit/events/route.ts";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import { ACCESS_STREAM } from "./access-stream.ts";
import { closeDatabase, database } from "./db.ts";
import { addPerson, changePerson } from "./people-admin.ts";
import { readEvents } from "./read-events.ts";
import { createSignInLink } from "./sign-in-links.ts";
import { bearer, call, cookieOf, person } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";
import { createToken, revokeToken } from "./tokens.ts";

vi.setConfig({ testTimeout: 120_000 }); // hashing a password is slow on purpose

const temp = ownDatabase();
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

type Told = Pick<AccessEvent, "type" | "data"> & { readonly by: string };
const told = async (): Promise<readonly Told[]> =>
	(await readEvents(ACCESS_STREAM, 0)).map(({ event: { type, data, actor } }) => ({ type, data, by: actor.id }) as Told);
/** What `work` added to the stream. */
async function toldBy(work: () => Promise<unknown>): Promise<readonly Told[]> {
	const before = (await told()).length;
	await work();
	return (await told()).slice(before);
}
const signIn = (email: string, password: string) =>
	call(authPost, { method: "POST", path: "/api/auth/sign-in/email", body: { email, password } }, { all: ["sign-in", "email"] });
const enterBy = async (token: string) => cookieOf(await call(spendLink, { method: "POST", path: "/api/sign-in-links", body: { token } }));
const whoAmI = async (cookie: string) => (await call(me, { method: "GET", path: "/api/me", headers: { cookie } })).status;

describe("the access log", () => {
	it("[ACC1] tells of sign-ins, failures with the account that was tried, and sign-outs; never of addresses or secrets", async () => {
		const added = await addPerson({ email: "sigrid@example.test", name: "Sigrid Sand", role: "viewer" }, true);
		if (!added.ok) throw new Error(added.error.code);
		const { id, password = "" } = added.value;
		let cookie = "";
		const events = await toldBy(async () => {
			await signIn("sigrid@example.test", "canary-guess");
			await signIn("nobody@example.test", "canary-guess");
			cookie = cookieOf(await signIn("sigrid@example.test", password));
			await call(authPost, { method: "POST", path: "/api/auth/sign-out", headers: { cookie } }, { all: ["sign-out"] });
		});
		expect(events).toEqual([
			{ type: "sign-in-failed", by: "system", data: { method: "password", userId: id } },
			{ type: "sign-in-failed", by: "system", data: { method: "password" } },
			{ type: "signed-in", by: id, data: { method: "password", session: expect.stringMatching(/^[0-9a-f]{32}$/) } },
			{ type: "signed-out", by: id, data: { session: expect.stringMatching(/^[0-9a-f]{32}$/) } },
		]);
		const stream = JSON.stringify(await readEvents(ACCESS_STREAM, 0));
		for (const secret of ["canary-guess", password, cookie.split("=")[1] ?? "", "sigrid@", "Sigrid", "127.0.0.1"])
			expect(stream).not.toContain(secret);
	});

	it("[ACC2] tells of people, roles, links and tokens in the transaction that changes them; no change tells nothing", async () => {
		const { id } = await person("operator");
		const boss = { id: "u_boss", kind: "person" } as const;
		const events = await toldBy(async () => {
			await changePerson(id, { role: "lead" }, boss);
			await changePerson(id, { role: "lead" }, boss);
			await changePerson(id, { active: false }, boss);
			const { id: tokenId } = await createToken({ name: "x", as: { role: "viewer" } }, boss);
			await revokeToken(tokenId, boss);
			await revokeToken(tokenId, boss);
		});
		expect(events).toEqual([
			{ type: "role-changed", by: "u_boss", data: { userId: id, from: "operator", to: "lead" } },
			{ type: "person-switched", by: "u_boss", data: { userId: id, active: false } },
			{ type: "token-made", by: "u_boss", data: { tokenId: expect.any(String), role: "viewer" } },
			{ type: "token-revoked", by: "u_boss", data: { tokenId: expect.any(String) } },
		]);
	});

	it("[ACC3] tells of exports and of looks through the audit, the same question once in ten minutes", async () => {
		const reader = await bearer("auditor");
		const look = (query: string) =>
			call(auditEvents, { method: "GET", path: `/api/v1/audit/events${query}`, headers: reader }).then((answer) => answer.text());
		const events = await toldBy(async () => {
			await look("?type=waived");
			await look("?type=waived");
			await look("?format=csv");
			await look("?format=csv");
		});
		expect(events.map(({ type, data }) => [type, data])).toEqual([
			["audit-read", { what: "events", filter: "type=waived" }],
			["exported", { what: "events", format: "csv" }],
		]);
	});
});

describe("sessions", () => {
	it("[ACC4] lists a person's own sessions and ends one or all others at once, never somebody else's", async () => {
		const somebody = await person("viewer");
		const stranger = await person("viewer");
		const mine = await enterBy(somebody.linkToken);
		const other = cookieOf(
			await call(spendLink, {
				method: "POST",
				path: "/api/sign-in-links",
				body: { token: (await createSignInLink(somebody.id)).token },
				headers: { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/150.0" },
			}),
		);
		const theirs = await enterBy(stranger.linkToken);
		const list = async () =>
			(
				(await (await call(sessions, { method: "GET", path: "/api/me/sessions", headers: { cookie: mine } })).json()) as {
					sessions: { id: string; current: boolean; browser: string; method: string }[];
				}
			).sessions;
		const listed = await list();
		expect(listed.map(({ current, browser, method }) => [current, browser, method]).sort()).toEqual([
			[false, "Firefox on Windows", "link"],
			[true, "A browser", "link"],
		]);
		const end = (id: string) =>
			call(endSession, { method: "DELETE", path: `/api/me/sessions/${id}`, headers: { cookie: mine } }, { id }).then(
				({ status }) => status,
			);
		const foreign = await database().session.findFirstOrThrow({ where: { userId: stranger.id } });
		expect(await end(foreign.id)).toBe(404);
		expect(await whoAmI(theirs)).toBe(200);
		expect(await end(listed.find(({ current }) => !current)?.id ?? "")).toBe(204);
		expect([await whoAmI(other), await whoAmI(mine)]).toEqual([401, 200]);
		const again = await enterBy((await createSignInLink(somebody.id)).token);
		expect(await toldBy(() => end("all-others"))).toMatchObject([{ type: "sessions-ended", by: somebody.id, data: { count: 1 } }]);
		expect([await whoAmI(again), await whoAmI(mine)]).toEqual([401, 200]);
	});
});
