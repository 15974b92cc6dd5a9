/**
 * Sign-in through OpenID Connect: authorization code with PKCE, state and nonce (openid-client checks them, the issuer,
 * the audience and the signature). Promises: who somebody is, is the provider's issuer and subject, never their email
 * address; without a mapped group nobody enters, and their sessions here end; the provider being away locks nobody
 * out who has a local account, and it is looked for again at the next try.
 */
import "server-only";
import * as client from "openid-client";
import { nextPath } from "@/lib/wire/next-path.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

import { type OidcConfig, roleOfGroups } from "./oidc-config.ts";
import { flowOf, forgetFlow, type OidcFlow, rememberFlow } from "./oidc-flow.ts";
import { personOfProvider } from "./oidc-people.ts";
import { ownOrigin } from "./origin.ts";
import { problem } from "./problem.ts";
import { processWide } from "./process-wide.ts";
import { markProved } from "./prove-again.ts";
import { admit } from "./rate-limit.ts";
import { json } from "./respond.ts";
import { currentPrincipal } from "./session.ts";
import { addressLimit, enter, noteFailure, tooMany } from "./sign-in.ts";

const TIMEOUT_SECONDS = 5;
/** In five minutes, of one address: a whole office may stand behind it. */
const FAILURES = 60;
/** What `authorize` asks for when it is about a fresh sign-in. */
const AGAIN = { prompt: "login", max_age: "0" };

type Known = { readonly issuer: string; readonly found: Promise<client.Configuration> };
const known = processWide("oidc-provider", () => ({ last: undefined as Known | undefined }));

/** The provider's own description, fetched once; a failure is forgotten at once. */
function provider({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
	if (known.last?.issuer === issuer) return known.last.found;
	const plain = issuer.startsWith("http://") ? { execute: [client.allowInsecureRequests] } : {}; // loopback alone: see the configuration
	const found = client.discovery(new URL(issuer), clientId, clientSecret, undefined, { ...plain, timeout: TIMEOUT_SECONDS });
	known.last = { issuer, found };
	found.catch(() => {
		known.last = undefined;
	});
	return found;
}

const callbackOf = (headers: Headers): string => {
	const { origins } = env();
	return `${origins[0] ?? ownOrigin(headers, origins)}/api/auth/oidc/callback`;
};

/** Where the browser goes next, with the cookie that remembers why. */
export async function beginOidc(
	headers: Headers,
	asked: { readonly next: string; readonly purpose: OidcFlow["purpose"] },
): Promise<Response> {
	const { oidc } = env();
	if (oidc === undefined) return problem("not-found");
	let config: client.Configuration;
	try {
		config = await provider(oidc);
	} catch (error) {
		log.warn("The sign-in provider cannot be reached", {}, error);
		return problem("provider-unreachable", {}, { "Retry-After": "10" });
	}
	const flow = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
	const url = client.buildAuthorizationUrl(config, {
		redirect_uri: callbackOf(headers),
		scope: oidc.scope,
		state: flow.state,
		nonce: flow.nonce,
		code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
		code_challenge_method: "S256",
		...(asked.purpose === "prove" ? AGAIN : {}),
	});
	return json({ url: url.href }, 200, { "Set-Cookie": rememberFlow({ ...flow, next: nextPath(asked.next), purpose: asked.purpose }) });
}

type Refused = "failed" | "no-role" | "email-taken" | "other-person";

/** Back from the provider: a session, or a fresh one, and on to where they wanted; else the sign-in page says why not. */
export async function finishOidc(request: Request): Promise<Response> {
	const { oidc } = env();
	if (oidc === undefined) return problem("not-found");
	const admission = await admit([addressLimit("oidc", request.headers, FAILURES)]);
	if (!admission.admitted) return tooMany(admission.retryAfterSeconds);
	const flow = flowOf(request.headers);
	const done = flow === undefined ? ("failed" as const) : await settle(request, oidc, flow);
	await (typeof done === "string" ? noteFailure("oidc", request.headers) : admission.giveBack());
	const answer = typeof done === "string" ? onward(`/sign-in?refused=${done}`) : done;
	answer.headers.append("Set-Cookie", forgetFlow());
	return answer;
}

const onward = (path: string, cookies: readonly string[] = []): Response => {
	const headers = new Headers({ Location: path, "Cache-Control": "private, no-store" });
	for (const cookie of cookies) headers.append("Set-Cookie", cookie);
	return new Response(null, { status: 303, headers });
};

async function settle(request: Request, oidc: OidcConfig, flow: OidcFlow): Promise<Response | Refused> {
	const claims = await claimsOf(request, oidc, flow).catch((error: unknown) => {
		log.warn("The sign-in provider's answer was refused", {}, error);
		return undefined;
	});
	if (claims === undefined) return "failed";
	const person = await personOfProvider(oidc.issuer, claims, roleOfGroups(oidc, claims[oidc.groupsClaim]));
	if (!person.ok) return person.error;
	if (flow.purpose === "prove") {
		const principal = await currentPrincipal(request.headers);
		if (principal?.id !== person.value) return "other-person";
		await markProved(principal, "oidc");
		return onward(flow.next);
	}
	const entered = await enter(request.headers, person.value, "oidc");
	return entered === undefined ? "failed" : onward(flow.next, entered.headers.getSetCookie());
}

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** The verified claims; groups that the token leaves out are looked for at the provider's userinfo. */
async function claimsOf(request: Request, oidc: OidcConfig, flow: OidcFlow): Promise<Claims | undefined> {
	const config = await provider(oidc);
	const url = new URL(`${callbackOf(request.headers)}${new URL(request.url).search}`);
	const checks = { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true };
	const tokens = await client.authorizationCodeGrant(config, url, flow.purpose === "prove" ? { ...checks, maxAge: 600 } : checks);
	const claims = tokens.claims();
	if (claims === undefined || claims[oidc.groupsClaim] !== undefined || !config.serverMetadata().userinfo_endpoint) return claims;
	return { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims };
}
