/**
 * Gives every document its Content-Security-Policy with a fresh nonce, and refuses host names that are not ours and
 * posts from elsewhere. A convenience and a belt, never the boundary: every check that matters is made again beside
 * the data (lib/server/routes.ts, lib/server/session.ts), and the tests of those run without this file.
 *
 * It must see every document: the matcher has no `missing` clause, since any client can send a prefetch header and
 * would get its page without a policy. Bodies are uploaded under /api alone, which it never touches.
 */
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/server/env.ts";
import { originVerdict, ownOrigin } from "@/lib/server/origin.ts";

/** Next reads the nonce from the request's copy of the policy, so what a client sent under these names must go. */
const inner = /^(content-security-policy(-report-only)?|x-nonce|x-lockstep-path|x-middleware-.*|x-invoke-.*)$/;

/** React's development build evaluates text and connects to its own socket; the shipped one does neither. */
const development = process.env.NODE_ENV === "development";

const policy = (nonce: string): string =>
	[
		"default-src 'none'",
		`script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
		`style-src 'self' 'nonce-${nonce}'`,
		"style-src-attr 'none'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		`connect-src 'self'${development ? " ws:" : ""}`,
		"worker-src 'self'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		"base-uri 'none'",
		"object-src 'none'",
		"manifest-src 'self'",
		"report-to csp",
	].join("; ");

const refuse = (status: number, text: string): NextResponse =>
	new NextResponse(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });

export function proxy(request: NextRequest): NextResponse {
	const { origins } = env();
	if (ownOrigin(request.headers, origins) === undefined)
		return refuse(
			421,
			"This host name is not served here. Plain HTTP is served on localhost only; set LOCKSTEP_ORIGIN for any other name.",
		);
	if (request.method !== "GET" && request.method !== "HEAD" && originVerdict(request.headers, origins) !== "same-origin")
		return refuse(403, "The request did not come from this site.");

	const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
	const headers = new Headers(request.headers);
	for (const name of [...headers.keys()]) if (inner.test(name)) headers.delete(name);
	headers.set("x-nonce", nonce);
	headers.set("x-lockstep-path", request.nextUrl.pathname + request.nextUrl.search); // where to return to after signing in
	headers.set("content-security-policy", policy(nonce));
	const response = NextResponse.next({ request: { headers } });
	response.headers.set("content-security-policy", policy(nonce));
	response.headers.set("reporting-endpoints", 'csp="/api/csp-reports"');
	response.headers.set("cache-control", "private, no-store");
	return response;
}

export const config = { matcher: ["/((?!api/|_next/static/|_next/image).*)"] };
