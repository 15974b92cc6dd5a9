/**
 * Sign-in and sign-out over HTTP. Promises: the same answer for an unknown address, a wrong password and a person
 * switched off; at most ten failures per client address in five minutes and thirty per account in fifteen, counted
 * before anything is hashed; the session's token leaves only in its cookie.
 */
import "server-only";
import { createHash } from "node:crypto";
import { auth, CLIENT_HEADER } from "./auth.ts";
import { clientAddress } from "./client-address.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { problem } from "./problem.ts";
import { admit, type Limit } from "./rate-limit.ts";
import { json, noContent } from "./respond.ts";

const ADDRESS = { max: 10, windowSeconds: 5 * 60 };
const ACCOUNT = { max: 30, windowSeconds: 15 * 60 };

export const addressOf = (headers: Headers): string => clientAddress(headers, env().trustedProxies);

/** `door`: what is being tried, so that passwords and links do not share a limit. */
export const addressLimit = (door: string, headers: Headers, max: number = ADDRESS.max): Limit => ({
	key: `${door}|address|${addressOf(headers)}`,
	max,
	windowSeconds: ADDRESS.windowSeconds,
});

export const tooMany = (retryAfterSeconds: number): Response =>
	problem("rate-limited", { retryAfterSeconds }, { "Retry-After": String(retryAfterSeconds) });

/** Headers for calls into Better Auth: the caller's, with the address we counted. */
function inward(headers: Headers): Headers {
	const copy = new Headers(headers);
	copy.delete("authorization");
	copy.set(CLIENT_HEADER, addressOf(headers));
	return copy;
}

const cookiesOf = (response: Response): [string, string][] => response.headers.getSetCookie().map((cookie) => ["Set-Cookie", cookie]);

/** Puts the cookies of Better Auth's answer on ours. */
function withCookies(answer: Response, from: Response): Response {
	for (const [name, value] of cookiesOf(from)) answer.headers.append(name, value);
	return answer;
}

export async function signIn(headers: Headers, given: { readonly email: string; readonly password: string }): Promise<Response> {
	const email = given.email.trim().normalize("NFC").toLowerCase();
	const account = createHash("sha256").update(email).digest("hex").slice(0, 32);
	const admission = await admit([addressLimit("sign-in", headers), { key: `sign-in|account|${account}`, ...ACCOUNT }]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const answer = await auth().api.signInEmail({ body: { email, password: given.password }, headers: inward(headers), asResponse: true });
	if (!answer.ok) {
		if (answer.status >= 500) throw new Error(`Sign-in answered ${answer.status}`);
		log.warn("Sign-in failed", { address: addressOf(headers) });
		return problem("sign-in-failed");
	}
	await admission.giveBack();
	return withCookies(json({ signedIn: true }), answer);
}

/** Opens a session for a person proven otherwise (one-time link, set-up); undefined when the person is switched off. */
export async function enter(headers: Headers, userId: string): Promise<Response | undefined> {
	const answer = await auth().api.openSession({ body: { userId }, headers: inward(headers), asResponse: true });
	return answer.ok ? withCookies(json({ signedIn: true }), answer) : undefined;
}

/** Ends the session in the database and tells the browser to forget what it kept. Without a session it does nothing. */
export async function signOut(headers: Headers): Promise<Response> {
	const answer = await auth().api.signOut({ headers: inward(headers), asResponse: true });
	return withCookies(noContent({ "Clear-Site-Data": '"cache", "storage"' }), answer);
}
