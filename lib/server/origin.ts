/**
 * Where a request may come from and which host names are served. Pure functions over headers, so that route
 * handlers, pages and proxy.ts ask the same question.
 *
 * Promises: a change made with a cookie passes only when `Origin` is exactly this site's own, and `Sec-Fetch-Site`,
 * if the browser sent it, is `same-origin`. Missing, `null` and look-alike origins are refused.
 * Plain HTTP is served on loopback names alone; any other host name must be that of LOCKSTEP_ORIGIN.
 * Refuses to read X-Forwarded-Host and -Proto: any client can send them.
 */

type HeaderSource = { get(name: string): string | null };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** `host` as in the Host header, with or without port. Loopback names never leave the machine and cannot be rebound. */
export const isLoopback = (host: string): boolean => loopback.test(host);

/**
 * The origin under which this request reached us, or nothing when its host is not served.
 * `configured`: the origins of LOCKSTEP_ORIGIN, e.g. `https://lockstep.contoso.com`.
 */
export function ownOrigin(headers: HeaderSource, configured: readonly string[]): string | undefined {
	const host = headers.get("host")?.toLowerCase();
	if (!host) return undefined;
	return configured.find((origin) => new URL(origin).host === host) ?? (isLoopback(host) ? `http://${host}` : undefined);
}

/** Origins that may not be configured: plain HTTP would send passwords and sessions in the clear. */
export const insecureOrigins = (configured: readonly string[]): readonly string[] =>
	configured.filter((origin) => origin.startsWith("http://") && !isLoopback(new URL(origin).host));

export type OriginVerdict = "same-origin" | "host-not-served" | "origin-missing" | "origin-foreign" | "cross-site";

/**
 * The rule for every change that is authenticated by a cookie, for sign-in and for set-up. A reverse proxy that
 * rewrites Host is no hole: `Origin` is written by the browser, and it must be a configured one.
 */
export function originVerdict(headers: HeaderSource, configured: readonly string[]): OriginVerdict {
	const own = ownOrigin(headers, configured);
	if (own === undefined) return "host-not-served";
	const origin = headers.get("origin");
	if (origin === null) return "origin-missing";
	if (origin !== own && !configured.includes(origin)) return "origin-foreign";
	const site = headers.get("sec-fetch-site");
	return site === null || site === "same-origin" ? "same-origin" : "cross-site";
}
