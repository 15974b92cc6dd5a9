/**
 * Headers that every answer carries, whether proxy.ts ran or not (reliability section 4). The Content-Security-Policy
 * here is the fallback for API answers, files and errors; documents get theirs, with a nonce, from proxy.ts.
 */
import type { NextConfig } from "next";

const everywhere = [
	{ key: "X-Content-Type-Options", value: "nosniff" },
	{ key: "Referrer-Policy", value: "no-referrer" }, // addresses name internal hosts
	{ key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
	{ key: "Cross-Origin-Opener-Policy", value: "same-origin" },
	{ key: "Cross-Origin-Resource-Policy", value: "same-origin" },
	{ key: "X-Frame-Options", value: "DENY" },
	{ key: "X-Robots-Tag", value: "noindex" },
	{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'" },
];

/**
 * Only where TLS is: every host name but those of loopback is served over https alone (lib/server/origin.ts), and a
 * proxy that calls us by a loopback name says so itself. Sub-domains are the customer's own decision.
 */
const transportSecurity = [{ key: "Strict-Transport-Security", value: "max-age=63072000" }];
const loopbackName = { type: "host", value: "(?:localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[.*)" } as const;
const behindTls = { type: "header", key: "x-forwarded-proto", value: "https" } as const;

/** Everything but the hashed build files: signed-in answers must not stay in any cache. */
const uncached = "/((?!_next/static/|api/).*)"; // route handlers say it themselves

const config: NextConfig = {
	poweredByHeader: false,
	typedRoutes: true,
	reactCompiler: false,
	// Said outright: a lock file in some folder above must not make that folder the root.
	turbopack: { root: process.cwd() },
	outputFileTracingRoot: process.cwd(),
	headers: async () => [
		{ source: "/:path*", headers: everywhere },
		{ source: "/:path*", missing: [loopbackName], headers: transportSecurity },
		{ source: "/:path*", has: [behindTls], headers: transportSecurity },
		{ source: uncached, headers: [{ key: "Cache-Control", value: "private, no-store" }] },
	],
};

export default config;
