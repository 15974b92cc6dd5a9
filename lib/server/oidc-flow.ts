/**
 * What is remembered between leaving for the provider and coming back: in a cookie of this browser alone, signed, for
 * ten minutes. So a code that somebody else began with, or that is sent a second time, opens nothing here.
 */
import "server-only";
import { createHmac } from "node:crypto";
import { z } from "zod";
import { cookieName } from "./auth.ts";
import { env } from "./env.ts";
import { sameSecret } from "./secret-token.ts";

const SECONDS = 600;

const shape = z.strictObject({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	/** A path of this site. */
	next: z.string(),
	purpose: z.enum(["sign-in", "prove"]),
	until: z.int(),
});
export type OidcFlow = Omit<z.infer<typeof shape>, "until">;

const name = (): string => `${cookieName(env().origins)}-oidc`;
const secure = (): string => (cookieName(env().origins).startsWith("__Host-") ? "; Secure" : "");
const signature = (text: string): string => createHmac("sha256", `oidc-flow\n${env().secret}`).update(text).digest("base64url");

/** `Set-Cookie` that remembers the flow. */
export function rememberFlow(flow: OidcFlow, now: number = Date.now()): string {
	const text = Buffer.from(JSON.stringify({ ...flow, until: now + SECONDS * 1000 })).toString("base64url");
	return `${name()}=${text}.${signature(text)}; Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure()}`;
}

/** `Set-Cookie` that forgets it: a flow is used once. */
export const forgetFlow = (): string => `${name()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure()}`;

/** The flow this browser began; nothing when there is none, it is too old, or not signed by us. */
export function flowOf(headers: Headers, now: number = Date.now()): OidcFlow | undefined {
	const value = (headers.get("cookie") ?? "")
		.split(/;\s*/)
		.find((pair) => pair.startsWith(`${name()}=`))
		?.slice(name().length + 1);
	const [text = "", sign = ""] = value?.split(".") ?? [];
	if (text === "" || !sameSecret(sign, signature(text))) return undefined;
	const parsed = shape.safeParse(JSON.parse(Buffer.from(text, "base64url").toString()));
	if (!parsed.success || parsed.data.until < now) return undefined;
	const { until: _, ...flow } = parsed.data;
	return flow;
}
