/**
 * Sign-in and sign-out over HTTP. Promises: the same answer for an unknown address, a wrong password and a person
 * switched off; at most ten failures per client address in five minutes and thirty per account in fifteen, counted
 * before anything is hashed; the session's token leaves only in its cookie; where a second factor is on, a password
 * alone opens nothing; every sign-in and every failure is an event of the log.
 */
import "server-only";
import { createHash } from "node:crypto";
import type { SignInMethod } from "@/lib/domain/access/sign-in-events.ts";
import { noteAccess, sessionMark } from "./access-log.ts";
import { auth } from "./auth.ts";
import { database } from "./db.ts";
import { log } from "./log.ts";
import { problem } from "./problem.ts";
import { admit, type Limit } from "./rate-limit.ts";
import { json, noContent } from "./respond.ts";
import { addressOf, inward, withCookies } from "./sign-in-cookies.ts";
import { SYSTEM } from "./system-actor.ts";

const ADDRESS = { max: 10, windowSeconds: 5 * 60 };
const ACCOUNT = { max: 30, windowSeconds: 15 * 60 };

/** `door`: what is being tried, so that passwords and links do not share a limit. */
export const addressLimit = (door: string, headers: Headers, max: number = ADDRESS.max): Limit => ({
	key: `${door}|address|${addressOf(headers)}`,
	max,
	windowSeconds: ADDRESS.windowSeconds,
});

export const tooMany = (retryAfterSeconds: number): Response =>
	problem("rate-limited", { retryAfterSeconds }, { "Retry-After": String(retryAfterSeconds) });

/** The failure in both logs; the client's address stays in the server's own, where it can be deleted. */
export async function noteFailure(method: SignInMethod, headers: Headers, userId?: string): Promise<void> {
	log.warn("Sign-in failed", { method, address: addressOf(headers) });
	await noteAccess(SYSTEM, { type: "sign-in-failed", data: { method, ...(userId !== undefined && { userId }) } });
}

/** Remembers how and when a session was opened, and notes the sign-in. */
async function noteEntry(session: { readonly id: string; readonly userId: string }, method: SignInMethod): Promise<void> {
	await database().session.update({ where: { id: session.id }, data: { method, provedAt: new Date() } });
	const actor = { id: session.userId, kind: "person" } as const;
	await noteAccess(actor, { type: "signed-in", data: { method, session: sessionMark(session.id) } });
}

/** Our answer to one of Better Auth's that opened a session. Its token stays in the cookie. */
export async function entered(answer: Response, method: SignInMethod): Promise<Response> {
	const { token } = (await answer.clone().json()) as { readonly token: string };
	await noteEntry(await database().session.findUniqueOrThrow({ where: { token } }), method);
	return withCookies(json({ signedIn: true }), answer);
}

export async function signIn(headers: Headers, given: { readonly email: string; readonly password: string }): Promise<Response> {
	const email = given.email.trim().normalize("NFC").toLowerCase();
	const account = createHash("sha256").update(email).digest("hex").slice(0, 32);
	const admission = await admit([addressLimit("sign-in", headers), { key: `sign-in|account|${account}`, ...ACCOUNT }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const answer = await auth().api.signInEmail({ body: { email, password: given.password }, headers: inward(headers), asResponse: true });
	if (!answer.ok) {
		if (answer.status >= 500) throw new Error(`Sign-in answered ${answer.status}`);
		const known = await database().user.findUnique({ where: { email }, select: { id: true } });
		await noteFailure("password", headers, known?.id);
		return problem("sign-in-failed");
	}
	await admission.giveBack();
	const body = (await answer.clone().json()) as { readonly twoFactorRedirect?: boolean };
	if (body.twoFactorRedirect === true) return withCookies(json({ signedIn: false, next: "second-factor" }), answer);
	return entered(answer, "password");
}

/** Opens a session for a person proven otherwise (one-time link, set-up …); undefined when the person is switched off. */
export async function enter(headers: Headers, userId: string, method: SignInMethod): Promise<Response | undefined> {
	const answer = await auth().api.openSession({ body: { userId }, headers: inward(headers), asResponse: true });
	if (!answer.ok) return undefined;
	const { sessionId } = (await answer.clone().json()) as { readonly sessionId: string };
	await noteEntry({ id: sessionId, userId }, method);
	return withCookies(json({ signedIn: true }), answer);
}

/** Ends the session in the database and tells the browser to forget what it kept. Without a session it does nothing. */
export async function signOut(headers: Headers): Promise<Response> {
	const found = headers.has("cookie") ? await auth().api.getSession({ headers: inward(headers), query: { disableRefresh: true } }) : null;
	const answer = await auth().api.signOut({ headers: inward(headers), asResponse: true });
	if (found)
		await noteAccess({ id: found.user.id, kind: "person" }, { type: "signed-out", data: { session: sessionMark(found.session.id) } });
	return withCookies(noContent({ "Clear-Site-Data": '"cache", "storage"' }), answer);
}
