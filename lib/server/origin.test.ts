import { describe, expect, it } from "vitest";
import { insecureOrigins, isLoopback, type OriginVerdict, originVerdict, ownOrigin } from "./origin.ts";

const PUBLIC = "https://lockstep.contoso.com";
const headers = (values: Record<string, string>) => new Headers(values);

describe("the origin rule (reliability F4)", () => {
	const table: readonly (readonly [string, Record<string, string>, readonly string[], OriginVerdict])[] = [
		["same origin, configured", { host: "lockstep.contoso.com", origin: PUBLIC }, [PUBLIC], "same-origin"],
		[
			"same origin, fetch metadata agrees",
			{ host: "lockstep.contoso.com", origin: PUBLIC, "sec-fetch-site": "same-origin" },
			[PUBLIC],
			"same-origin",
		],
		["localhost", { host: "localhost:3000", origin: "http://localhost:3000" }, [], "same-origin"],
		["127.0.0.1", { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, [], "same-origin"],
		["[::1]", { host: "[::1]:3000", origin: "http://[::1]:3000" }, [], "same-origin"],
		["loopback beside a public origin", { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, [PUBLIC], "same-origin"],
		["proxy that rewrites Host", { host: "127.0.0.1:3000", origin: PUBLIC }, [PUBLIC], "same-origin"],
		["foreign", { host: "lockstep.contoso.com", origin: "https://evil.example" }, [PUBLIC], "origin-foreign"],
		["null", { host: "lockstep.contoso.com", origin: "null" }, [PUBLIC], "origin-foreign"],
		["missing", { host: "lockstep.contoso.com" }, [PUBLIC], "origin-missing"],
		["empty", { host: "lockstep.contoso.com", origin: "" }, [PUBLIC], "origin-foreign"],
		["sub-domain", { host: "lockstep.contoso.com", origin: "https://a.lockstep.contoso.com" }, [PUBLIC], "origin-foreign"],
		["look-alike suffix", { host: "lockstep.contoso.com", origin: `${PUBLIC}.evil.example` }, [PUBLIC], "origin-foreign"],
		["http instead of https", { host: "lockstep.contoso.com", origin: "http://lockstep.contoso.com" }, [PUBLIC], "origin-foreign"],
		["other port", { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" }, [], "origin-foreign"],
		["localhost is not 127.0.0.1", { host: "127.0.0.1:3000", origin: "http://localhost:3000" }, [], "origin-foreign"],
		["plain HTTP on a public name", { host: "lockstep.contoso.com", origin: "http://lockstep.contoso.com" }, [], "host-not-served"],
		["rebound name", { host: "evil.example:3000", origin: "http://evil.example:3000" }, [], "host-not-served"],
		["no host", { origin: PUBLIC }, [PUBLIC], "host-not-served"],
		...(["cross-site", "same-site", "none", "weird"] as const).map(
			(site) =>
				[
					`Sec-Fetch-Site ${site}`,
					{ host: "lockstep.contoso.com", origin: PUBLIC, "sec-fetch-site": site },
					[PUBLIC],
					"cross-site",
				] as const,
		),
	];
	for (const [name, given, configured, verdict] of table)
		it(`[F4] ${name}: ${verdict}`, () => expect(originVerdict(headers(given), configured)).toBe(verdict));

	it("[F4] forwarded headers change nothing", () =>
		expect(
			ownOrigin(headers({ host: "evil.example", "x-forwarded-host": "lockstep.contoso.com", "x-forwarded-proto": "https" }), [PUBLIC]),
		).toBe(undefined));

	it("[F4] only true loopback names count as loopback", () => {
		expect(["localhost", "127.0.0.1:80", "127.8.4.2", "[::1]:3000"].map(isLoopback)).toEqual([true, true, true, true]);
		expect(
			["localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0:3000", "10.0.0.1", "[::2]", "evil.localhost.example"].some(isLoopback),
		).toBe(false);
	});

	it("[F4] plain HTTP may be configured for loopback alone", () =>
		expect(insecureOrigins(["https://a.example", "http://a.example", "http://localhost:3000", "http://10.0.0.1"])).toEqual([
			"http://a.example",
			"http://10.0.0.1",
		]));
});
