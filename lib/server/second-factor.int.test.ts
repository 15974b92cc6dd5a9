import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route.ts";
import { POST as authenticator } from "@/app/api/me/authenticator/route.ts";
import { POST as prove } from "@/app/api/me/prove/route.ts";
import { GET as me } from "@/app/api/me/route.ts";
import { POST as reset } from "@/app/api/people/[id]/reset/route.ts";
import { database } from "./db.ts";
import { addPerson } from "./people-admin.ts";
import { apiWorld, endWorld, newPlan, order, type World } from "./testing/api-world.ts";
import { call, cookieOf } from "./testing/http.ts";
import { adoptTempDatabase as ownDatabase } from "./testing/temp-database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // hashing a password is slow on purpose

const temp = ownDatabase();
let world: World;
beforeAll(async () => {
	world = await apiWorld();
});
afterAll(() => endWorld(temp));

type Answer = Record<string, unknown> & { readonly http: number };
const auth = async (path: string, body: unknown, cookie = ""): Promise<{ readonly answer: Answer; readonly cookie: string }> => {
	const sent = { method: "POST", path: `/api/auth/${path}`, body, headers: { cookie } };
	const response = await call(authPost, sent, { all: path.split("/") });
	return { answer: { http: response.status, ...((await response.json()) as object) }, cookie: cookieOf(response) };
};
const signIn = (email: string, password: string) => auth("sign-in/email", { email, password });
const whoAmI = async (cookie: string): Promise<number> => (await call(me, { method: "GET", path: "/api/me", headers: { cookie } })).status;

async function withPassword(email: string, role: "lead" | "viewer"): Promise<{ readonly id: string; readonly password: string }> {
	const added = await addPerson({ email, name: email, role }, true);
	if (!added.ok || added.value.password === undefined) throw new Error("not added");
	return { id: added.value.id, password: added.value.password };
}

/** RFC 6238 with SHA-1, six digits, thirty seconds; written from the RFC, not from the library under test. */
function totp(secret: Buffer, at: number = Date.now()): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const mac = createHmac("sha1", secret).update(counter).digest();
	const offset = (mac[19] ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
function base32(text: string): Buffer {
	const bits = [...text].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

type App = { readonly secret: Buffer; readonly recoveryCodes: readonly string[]; readonly cookie: string };

/** Signs in and switches codes on, as the page does. */
async function withApp(email: string, password: string): Promise<App> {
	const { cookie } = await signIn(email, password);
	const send = (body: unknown) => call(authenticator, { method: "POST", path: "/api/me/authenticator", body, headers: { cookie } });
	expect((await send({ type: "begin", password: "wrong" })).status).toBe(422);
	const begun = (await (await send({ type: "begin", password })).json()) as { uri: string; recoveryCodes: string[] };
	const secret = base32(new URL(begun.uri).searchParams.get("secret") ?? "");
	expect((await signIn(email, password)).answer, "not on before a first code fitted").toMatchObject({ signedIn: true });
	expect((await send({ type: "confirm", code: "000000" })).status).toBe(422);
	const confirmed = await send({ type: "confirm", code: totp(secret) });
	expect(confirmed.status).toBe(204);
	return { secret, recoveryCodes: begun.recoveryCodes, cookie: cookieOf(confirmed) };
}

it("[ACC9] the code of RFC 6238's own example", () => {
	expect(totp(Buffer.from("12345678901234567890"), 1_111_111_109_000)).toBe("081804");
});

describe("codes of an authenticator app", () => {
	it("[ACC9] once on, the password alone opens nothing; a code does, and a wrong one does not", async () => {
		const { password } = await withPassword("tomas@example.test", "lead");
		const { secret, cookie: kept } = await withApp("tomas@example.test", password);
		expect(await whoAmI(kept)).toBe(200);
		const first = await signIn("tomas@example.test", password);
		expect(first.answer).toMatchObject({ http: 200, signedIn: false, next: "second-factor" });
		expect(first.cookie).toContain("two_factor");
		expect(await whoAmI(first.cookie)).toBe(401);
		expect((await auth("second-factor", { code: "000000" }, first.cookie)).answer).toMatchObject({ http: 401, next: "second-factor" });
		const second = await auth("second-factor", { code: totp(secret) }, first.cookie);
		expect(second.answer).toMatchObject({ http: 200, signedIn: true });
		expect(await whoAmI(second.cookie)).toBe(200);
		const stored = JSON.stringify(await database().twoFactor.findMany());
		expect(stored).not.toContain(secret.toString());
	});

	it("[ACC9] a code proves nothing without the password before it, also beside a session of somebody else", async () => {
		const { password } = await withPassword("una@example.test", "viewer");
		const { secret, cookie } = await withApp("una@example.test", password);
		expect((await auth("second-factor", { code: totp(secret) })).answer).toMatchObject({ http: 401, next: "password" });
		expect((await auth("second-factor", { code: totp(secret) }, cookie)).answer).toMatchObject({ http: 401, next: "password" });
		await database().rateLimit.deleteMany();
	});

	it("[ACC9] five wrong codes end the sign-in, and a recovery code works once", async () => {
		const { password } = await withPassword("ulla@example.test", "viewer");
		const { secret, recoveryCodes } = await withApp("ulla@example.test", password);
		const tired = await signIn("ulla@example.test", password);
		for (let i = 0; i < 5; i++) await auth("second-factor", { code: "000000" }, tired.cookie);
		expect((await auth("second-factor", { code: totp(secret) }, tired.cookie)).answer).toMatchObject({ http: 401, next: "password" });
		await database().rateLimit.deleteMany();
		expect(recoveryCodes).toHaveLength(10);
		const [recoveryCode = ""] = recoveryCodes;
		const enter = async () => auth("second-factor", { recoveryCode }, (await signIn("ulla@example.test", password)).cookie);
		expect((await enter()).answer).toMatchObject({ http: 200, signedIn: true });
		expect((await enter()).answer).toMatchObject({ http: 401 });
		await database().rateLimit.deleteMany();
	});

	it("[ACC9] an administrator's reset takes password and codes away, ends every session and gives one link", async () => {
		const { id, password } = await withPassword("vito@example.test", "viewer");
		const { cookie } = await withApp("vito@example.test", password);
		const answer = await call(reset, { method: "POST", path: `/api/people/${id}/reset`, headers: world.admin }, { id });
		expect(await answer.json()).toMatchObject({ signInPath: expect.stringMatching(/^\/sign-in\/link#/) });
		expect(await whoAmI(cookie)).toBe(401);
		expect((await signIn("vito@example.test", password)).answer.http).toBe(401);
		await database().rateLimit.deleteMany();
	});
});

describe("fresh sign-in", () => {
	it("[ACC8] an approval in a session older than ten minutes is refused until the password is given again; a token needs none", async () => {
		const { id, password } = await withPassword("walt@example.test", "lead");
		const { id: plan, planDigest } = await newPlan(world);
		await order(plan, { type: "submit-plan" }, world.lead);
		const { cookie } = await signIn("walt@example.test", password);
		await database().session.updateMany({ where: { userId: id }, data: { provedAt: new Date(Date.now() - 601_000) } });
		const approve = () => order(plan, { type: "approve-plan", planDigest }, { cookie });
		const before = await database().event.count({ where: { stream: `plan/${plan}` } });
		expect(await approve()).toMatchObject({ http: 403, code: "sign-in-not-fresh", maxAgeMinutes: 10 });
		expect(await database().event.count({ where: { stream: `plan/${plan}` } })).toBe(before);
		expect((await order(plan, { type: "add-note", text: "still works" }, { cookie })).http).toBe(200);
		const again = (body: unknown) => call(prove, { method: "POST", path: "/api/me/prove", body, headers: { cookie } });
		expect((await again({ password: "wrong" })).status).toBe(422);
		expect(await approve()).toMatchObject({ http: 403 });
		expect((await again({ password })).status).toBe(204);
		expect(await approve()).toMatchObject({ http: 200 });
		const { id: other, planDigest: digest } = await newPlan(world);
		await order(other, { type: "submit-plan" }, world.lead);
		expect(await order(other, { type: "approve-plan", planDigest: digest }, world.secondLead)).toMatchObject({ http: 200 });
	});
});
