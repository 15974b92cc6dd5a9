/** Between our answers and Better Auth's: headers on the way in, cookies on the way out. */
import "server-only";
import { CLIENT_HEADER, cookieName } from "./auth.ts";
import { clientAddress } from "./client-address.ts";
import { env } from "./env.ts";

export const addressOf = (headers: Headers): string => clientAddress(headers, env().trustedProxies);

/**
 * Headers for calls into Better Auth: the caller's, with the address we counted. `asStranger`: without the session they
 * may already have, so that a second factor is judged against the sign-in under way and nothing else.
 */
export function inward(headers: Headers, asStranger = false): Headers {
	const copy = new Headers(headers);
	copy.delete("authorization");
	copy.set(CLIENT_HEADER, addressOf(headers));
	if (asStranger) copy.set("cookie", withoutSession(headers.get("cookie") ?? ""));
	return copy;
}

const withoutSession = (cookies: string): string =>
	cookies
		.split(/;\s*/)
		.filter((pair) => !pair.startsWith(`${cookieName(env().origins)}=`))
		.join("; ");

/** Puts the cookies of Better Auth's answer on ours. */
export function withCookies(answer: Response, from: Response): Response {
	for (const cookie of from.headers.getSetCookie()) answer.headers.append("Set-Cookie", cookie);
	return answer;
}
