import { describe, expect, it } from "vitest";
import type { FactAges } from "./fact-ages.ts";
import { factKey } from "./fact-ages.ts";
import { lintInventory } from "./lint.ts";
import type { LintCode, LintOptions } from "./lint-finding.ts";
import { parseInventory } from "./parse-inventory.ts";

const SDK = { version: "8.1", url: "https://mfa.contoso.com/MultiFactorAuthWebServiceSdk" };
const primary = { host: "MFA01", role: "primary", version: "7.3.0.3", webServiceSdk: SDK };
const subordinate = { host: "MFA02", role: "subordinate", version: "7.3.0.3" };
const farm = {
	name: "CORP",
	configStore: "wid",
	adapterVersion: "7.3",
	adapterName: "AzureMfaServerAuthentication",
	sdkUrl: SDK.url,
	nodes: [{ host: "FS1", widPrimary: true }, { host: "FS2" }],
};
const portal = { host: "UP01", version: "7.3", sdkUrl: SDK.url };

function estate(parts: Record<string, unknown>) {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Contoso" }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

/** Findings of the given codes, as subject and path. */
const found = (parts: Record<string, unknown>, code: LintCode, options?: LintOptions): string[] =>
	lintInventory(estate(parts), options)
		.filter((finding) => finding.code === code)
		.map(({ subject, path, severity }) => `${severity} ${subject} ${path}`);

const message = (parts: Record<string, unknown>, code: LintCode): string =>
	lintInventory(estate(parts)).find((finding) => finding.code === code)?.message ?? "";

const healthy = {
	hosts: [{ name: "MFA01" }],
	mfaServers: [
		{ ...primary, pools: ["mfa-lb"] },
		{ ...subordinate, pools: ["mfa-lb"] },
	],
	userPortals: [portal],
	adfsFarms: [farm],
	pools: [{ name: "mfa-lb", kind: "mfa" }],
};

describe("lint", () => {
	it("says nothing of an estate in order", () => {
		expect(lintInventory(estate(healthy))).toEqual([]);
	});

	it("[LINT1] an SDK address that nothing answers, and who would break", () => {
		const dangling = (url: string, parts = {}) =>
			message({ ...healthy, userPortals: [{ ...portal, sdkUrl: url }], ...parts }, "sdk-url-dangling");
		expect(found({ ...healthy, userPortals: [{ ...portal, sdkUrl: "https://gone.contoso.com/Sdk" }] }, "sdk-url-dangling")).toEqual([
			"warning user-portal:UP01 userPortals[0].sdkUrl",
		]);
		expect(dangling("https://gone.contoso.com/Sdk")).toBe(
			"The user portal on UP01 calls https://gone.contoso.com/Sdk, but no MFA Server, pool or SDK address of this estate is called gone.contoso.com: its users cannot sign in there or change their methods. Correct the address, or add what answers it.",
		);
		expect(dangling("https://mfa02.contoso.com/MultiFactorAuthWebServiceSdk")).toContain("MFA02 carries no Web Service SDK");
		expect(dangling("https://FS1/MultiFactorAuthWebServiceSdk")).toContain("FS1 has no MFA Server");
		expect(dangling("https://mfa01/PhoneFactorWebServiceSdk/PfWsSdk.asmx")).toContain(
			"is in MultiFactorAuthWebServiceSdk, not in PhoneFactorWebServiceSdk",
		);
		expect(
			dangling("https://web/x", {
				pools: [
					{ name: "mfa-lb", kind: "mfa" },
					{ name: "web", kind: "sdk" },
				],
			}),
		).toContain("no member of the pool web");
		for (const url of [
			"https://MFA01/MultiFactorAuthWebServiceSdk/PfWsSdk.asmx",
			"https://mfa-lb.contoso.com:8443/multifactorauthwebservicesdk",
			SDK.url,
		])
			expect(dangling(url), url).toBe("");
	});

	it("[LINT2] both spellings of the default folder in one estate", () => {
		const [one, two] = ["C:\\Program Files\\Multi-Factor Authentication Server", "C:\\Program Files\\Multifactor Authentication Server"];
		const with2 = (a: string | undefined, b: string | undefined) => ({
			mfaServers: [
				{ ...primary, installPath: a },
				{ ...subordinate, installPath: b },
			],
		});
		expect(found(with2(one, two), "install-path-spellings")).toEqual(["warning mfa-server:MFA02 mfaServers[1].installPath"]);
		expect(found(with2(two, two), "install-path-spellings")).toEqual([]);
		expect(found(with2(one, "D:\\MFA"), "install-path-spellings")).toEqual([]);
	});

	it("[LINT3] a replication group without a primary", () => {
		expect(found({ mfaServers: [subordinate] }, "no-primary")).toEqual(["blocker replication-group:default mfaServers[0].role"]);
		expect(found({ mfaServers: [primary, { ...subordinate, replicationGroup: "Default" }] }, "no-primary")).toEqual([]);
	});

	it("[LINT4] a replication group with several primaries", () => {
		const two = [primary, { ...subordinate, role: "primary" }];
		expect(found({ mfaServers: two }, "several-primaries")).toEqual(["blocker replication-group:default mfaServers[1].role"]);
		expect(found({ mfaServers: [two[0], { ...two[1], replicationGroup: "other" }] }, "several-primaries")).toEqual([]);
	});

	it("[LINT5] a server whose role nobody knows", () => {
		expect(found({ mfaServers: [primary, { host: "MFA02" }] }, "role-unknown")).toEqual(["blocker mfa-server:MFA02 mfaServers[1].role"]);
	});

	it("[LINT6] a pool that cannot drain", () => {
		const pool = (minInService: number, servers = healthy.mfaServers) => ({
			...healthy,
			mfaServers: servers,
			pools: [{ name: "mfa-lb", kind: "mfa", minInService }],
		});
		expect(found(pool(2), "pool-minimum")).toEqual(["blocker pool:mfa-lb pools[0].minInService"]);
		expect(found(pool(1), "pool-minimum")).toEqual([]);
		expect(found(pool(1, healthy.mfaServers.slice(0, 1)), "pool-single-member")).toEqual(["warning pool:mfa-lb pools[0].minInService"]);
		expect(found(pool(0, healthy.mfaServers.slice(0, 1)), "pool-single-member")).toEqual([]);
	});

	it("[LINT7] a pool without members", () => {
		expect(found({ pools: [{ name: "old", kind: "portal" }] }, "pool-empty")).toEqual(["warning pool:old pools[0]"]);
	});

	it("[LINT8] a WID farm without a primary", () => {
		const nodes = [{ host: "FS1" }, { host: "FS2" }];
		expect(found({ adfsFarms: [{ ...farm, nodes }] }, "wid-primary-unknown")).toEqual([
			"blocker adfs-farm:CORP adfsFarms[0].nodes[0].widPrimary",
		]);
		expect(found({ adfsFarms: [{ ...farm, nodes, configStore: "unknown" }] }, "wid-primary-unknown")).toHaveLength(1);
		expect(found({ adfsFarms: [{ ...farm, nodes, configStore: "sql" }] }, "wid-primary-unknown")).toEqual([]);
		expect(found({ adfsFarms: [{ ...farm, nodes: nodes.slice(1) }] }, "wid-primary-unknown")).toEqual([]);
	});

	it("[LINT9] a WID farm with several primaries", () => {
		const nodes = [{ host: "FS1", widPrimary: true }, { host: "FS2" }, { host: "FS3", widPrimary: true }];
		expect(found({ adfsFarms: [{ ...farm, nodes }] }, "wid-primary-unknown")).toEqual([
			"blocker adfs-farm:CORP adfsFarms[0].nodes[2].widPrimary",
		]);
	});

	it("[LINT10] facts older than the set age, one finding a component", () => {
		const factAges: FactAges = {
			[factKey("mfa-server:MFA01", "version")]: "2026-10-01T00:00:00.000Z",
			[factKey("mfa-server:MFA01", "installPath")]: "2026-10-11T00:00:00.000Z",
			[factKey("host:MFA01", "os")]: "2026-11-20T00:00:00.000Z",
			[factKey("host:GONE", "os")]: "2020-01-01T00:00:00.000Z",
		};
		const at = "2026-11-24T00:00:00.000Z";
		expect(found(healthy, "facts-old", { at, factAges })).toEqual(["warning mfa-server:MFA01 mfaServers[0]"]);
		expect(lintInventory(estate(healthy), { at, factAges })[0]?.message).toContain(
			"What is known of the MFA Server on MFA01 was read 54 days ago: installPath and version.",
		);
		expect(found(healthy, "facts-old", { at, factAges, maxAgeDays: 3 })).toHaveLength(2);
		expect(found(healthy, "facts-old", { at, factAges, maxAgeDays: 54 })).toEqual([]);
		expect(found(healthy, "facts-old", { factAges })).toEqual([]);
	});

	it("[LINT11] one machine under a short and a full name", () => {
		expect(found({ hosts: [{ name: "mfa01.contoso.com" }, { name: "MFA01" }] }, "names-alike")).toEqual([
			"warning host:MFA01 hosts[0].name",
		]);
		expect(found({ hosts: [{ name: "mfa01.a.com" }, { name: "mfa01.b.com" }] }, "names-alike")).toEqual([]);
	});

	it("[LINT12] names that differ only by case", () => {
		const parts = { ...healthy, clientSystems: [{ name: "VPN", kind: "radius", targets: ["mfa01", "MFA-LB"] }] };
		expect(found(parts, "names-differ-by-case")).toEqual([
			"info host:MFA01 clientSystems[0].targets[1]",
			"info pool:mfa-lb clientSystems[0].targets[0]",
		]);
		expect(found({ mfaServers: [primary, { ...subordinate, replicationGroup: "Default" }] }, "names-differ-by-case")).toEqual([
			"info replication-group:default mfaServers[1].replicationGroup",
		]);
	});

	it("[LINT13] versions nobody knows", () => {
		const parts = {
			mfaServers: [{ ...primary, version: "unknown" }],
			userPortals: [{ ...portal, version: "unknown" }],
			mobileAppWebServices: [{ host: "WEB01" }],
			adfsFarms: [{ ...farm, adapterVersion: "unknown" }],
		};
		expect(found(parts, "version-unknown")).toEqual(["blocker mfa-server:MFA01 mfaServers[0].version"]);
		expect(found(parts, "component-version-unknown")).toEqual([
			"warning adfs-farm:CORP adfsFarms[0].adapterVersion",
			"warning mobile-app:WEB01 mobileAppWebServices[0].version",
			"warning user-portal:UP01 userPortals[0].version",
		]);
	});

	it("[LINT14] a stand-alone portal that does not use the SDK", () => {
		const without = { version: "7.3", useWebServiceSdk: false };
		expect(found({ userPortals: [{ ...without, host: "UP01" }] }, "portal-without-sdk")).toEqual([
			"blocker user-portal:UP01 userPortals[0].useWebServiceSdk",
		]);
		expect(found({ mfaServers: [primary], userPortals: [{ ...without, host: "MFA01" }] }, "portal-without-sdk")).toEqual([]);
	});

	it("[LINT15] an adapter name that is unknown, unknown to us, or the cloud's", () => {
		const name = (adapterName: string) => found({ adfsFarms: [{ ...farm, adapterName }] }, "adapter-name-unknown");
		for (const wrong of ["unknown", "Contoso", "AzureMfaAuthentication"])
			expect(name(wrong)).toEqual(["blocker adfs-farm:CORP adfsFarms[0].adapterName"]);
		for (const right of ["AzureMFAServerAuthentication", "windowsAzureMultiFactorAuthentication"]) expect(name(right)).toEqual([]);
	});

	it("[LINT16] a consumer that depends on an SDK at an address nobody knows", () => {
		const parts = { mfaServers: [primary], userPortals: [{ host: "UP01" }, { host: "MFA01" }], mobileAppWebServices: [{ host: "WEB01" }] };
		expect(found(parts, "sdk-url-missing")).toEqual([
			"warning mobile-app:WEB01 mobileAppWebServices[0].sdkUrl",
			"warning user-portal:UP01 userPortals[1].sdkUrl",
		]);
		expect(found({ mfaServers: [primary], adfsFarms: [{ name: "CORP", nodes: [{ host: "mfa01" }] }] }, "sdk-url-missing")).toEqual([]);
		expect(found({ mfaServers: [primary], adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1" }] }] }, "sdk-url-missing")).toHaveLength(1);
	});

	it("[LINT17] a pool of another kind than its member", () => {
		const pools = [{ name: "lb", kind: "portal" }];
		expect(found({ mfaServers: [{ ...primary, pools: ["lb"] }], pools }, "pool-kind-mismatch")).toEqual(["warning pool:lb pools[0].kind"]);
		expect(found({ mfaServers: [{ ...primary, pools: ["lb"] }], pools: [{ name: "lb", kind: "sdk" }] }, "pool-kind-mismatch")).toEqual([]);
	});
});
