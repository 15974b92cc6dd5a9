/** Table 4.9, warnings and infos: raised on the trigger, silent beside it. Blockers: `scope.test.ts`. */
import { describe, expect, it } from "vitest";
import { farm, found, planned, pool, portal, primary, readyHost, sdk, subordinate } from "../testing/builders.ts";

type Parts = Parameters<typeof planned>[0];
const pair = [primary("MFA01"), subordinate("MFA02")];
const group = "replication-group:default";
const with2 = (first: Parts, second: Parts): Parts => ({ mfaServers: [primary("MFA01", first), subordinate("MFA02", second)] });

it("[R7] end-of-service stands on every plan, whatever its purpose and status", () => {
	for (const purpose of ["upgrade", "migration-prep", "lab"] as const) {
		for (const parts of [{}, { mfaServers: pair }, { mfaServers: [subordinate("MFA01")] }]) {
			expect(planned(parts, { purpose }).findings.find((f) => f.code === "end-of-service")).toMatchObject({
				severity: "warning",
				subjects: ["estate"],
			});
		}
	}
});

const cases: readonly (readonly [finding: string, raised: Parts, silent: Parts])[] = [
	["warning single-server mfa-server:MFA01", { mfaServers: [primary("MFA01")] }, { mfaServers: pair }],
	[
		`warning clients-unknown ${group}`,
		{ mfaServers: pair },
		{ mfaServers: pair, clientSystems: [{ name: "VPN", kind: "radius", targets: ["MFA02"] }] },
	],
	[
		`warning no-load-balancer ${group}`,
		{ mfaServers: pair },
		{ mfaServers: [primary("MFA01"), subordinate("MFA02", { pools: ["lb"] })], pools: [pool("lb", "mfa")] },
	],
	[`warning primary-ahead ${group}`, with2({ version: "8.0.3" }, {}), with2({}, { version: "8.0.3" })],
	[
		"warning portal-ahead user-portal:UP01",
		{ mfaServers: pair, userPortals: [portal("UP01", { version: "8.1" })] },
		{ mfaServers: pair, userPortals: [portal("UP01")] },
	],
	[
		"warning adapter-ahead adfs-farm:CORP",
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"], { adapterVersion: "8.0.3" })] },
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"])] },
	],
	[
		"warning sdk-pinned user-portal:UP01",
		{ mfaServers: pair, userPortals: [portal("UP01", { sdkUrl: "https://mfa02.contoso.com:443/sdk" })] },
		{ mfaServers: pair, userPortals: [portal("UP01", { sdkUrl: "https://mfa.contoso.com/sdk" })] },
	],
	[
		`warning sdk-only-on-old-primary ${group}`,
		{ ...with2({ webServiceSdk: sdk() }, {}), adfsFarms: [farm("CORP", ["FS1"], { sdkUrl: "https://mfa/sdk" })] },
		{ ...with2({ webServiceSdk: sdk() }, { webServiceSdk: sdk() }), adfsFarms: [farm("CORP", ["FS1"], { sdkUrl: "https://mfa/sdk" })] },
	],
	[
		"warning pool-not-sticky pool:lb",
		{ ...with2({ pools: ["lb"] }, { pools: ["lb"] }), pools: [{ name: "lb", kind: "mfa" }] },
		{ ...with2({ pools: ["lb"] }, { pools: ["lb"] }), pools: [{ name: "lb", kind: "sdk" }] },
	],
	[
		"warning single-node-farm adfs-farm:CORP",
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"])] },
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1", "FS2"])] },
	],
	[
		"warning adapter-renamed adfs-farm:CORP",
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"], { adapterName: "windowsazuremultifactorauthentication" })] },
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"])] },
	],
	[
		"warning partly-co-located-farm adfs-farm:CORP",
		{ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1", "FS2"], { adapterVersion: "8.1" })] },
		{ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1"])] },
	],
	[
		"warning config-store-unknown adfs-farm:CORP",
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"], { configStore: "unknown" })] },
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"], { configStore: "unknown", adapterVersion: "8.1" })] },
	],
	[
		"warning runtime-unknown host:UP01",
		{ hosts: [readyHost("UP01", { vcRedistX86: "unknown" })], mfaServers: pair, userPortals: [portal("UP01")] },
		{ hosts: [readyHost("UP01", { vcRedistX86: "missing" })], mfaServers: pair, userPortals: [portal("UP01")] },
	],
	[
		"warning component-version-unknown mobile-app:WEB01",
		{ mfaServers: pair, mobileAppWebServices: [{ host: "WEB01" }] },
		{ mfaServers: pair, mobileAppWebServices: [{ host: "WEB01", version: "7.3" }] },
	],
	[
		"warning tls-1.2 host:MFA01",
		{ hosts: [{ name: "MFA01", os: "2012" }], mfaServers: pair },
		{ hosts: [{ name: "MFA01", os: "2012R2" }], mfaServers: pair },
	],
	[
		"warning os-unsupported host:MFA01",
		{ hosts: [{ name: "MFA01", os: "other" }], mfaServers: pair },
		{ hosts: [{ name: "MFA09", os: "other" }], mfaServers: pair },
	],
	[
		"warning reboot-pending host:MFA02",
		{ hosts: [{ name: "MFA02", rebootPending: "yes" }], mfaServers: pair },
		{ hosts: [{ name: "MFA02" }], mfaServers: pair },
	],
	[
		"warning old-installer-missing mfa-server:MFA02",
		with2({}, { oldInstallerAvailable: "no" }),
		with2({}, { oldInstallerAvailable: "no", version: "8.1" }),
	],
	[
		`warning domain-join-mixed ${group}`,
		{
			hosts: [
				{ name: "MFA01", domainJoined: "yes" },
				{ name: "MFA02", domainJoined: "no" },
			],
			mfaServers: pair,
		},
		{ hosts: [{ name: "MFA01", domainJoined: "yes" }], mfaServers: pair },
	],
	[`warning adsync-several ${group}`, with2({ adSync: "yes" }, { adSync: "yes" }), with2({ adSync: "yes" }, { adSync: "unknown" })],
	[
		`warning rpc-port-mismatch ${group}`,
		with2({ staticRpcPort: 5000 }, { staticRpcPort: 5001 }),
		with2({ staticRpcPort: 5000 }, { staticRpcPort: 5000 }),
	],
	["warning activation-risk mfa-server:MFA01", with2({ activatedBeforeJuly2019: "no" }, {}), with2({}, {})],
	[
		"warning activation-risk mfa-server:MFA02",
		{ hosts: [{ name: "MFA02", azureVm: true, os: "2022" }], mfaServers: pair },
		{ hosts: [{ name: "MFA02", azureVm: true, os: "2016" }], mfaServers: pair },
	],
	[
		"info co-located-portal user-portal:MFA01",
		{ mfaServers: pair, userPortals: [portal("MFA01")] },
		{ mfaServers: pair, userPortals: [portal("MFA01", { version: "8.1" })] },
	],
	[
		"info co-located-adfs adfs-farm:CORP",
		{ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1"])] },
		{ mfaServers: [primary("FS1")], adfsFarms: [farm("CORP", ["FS1", "FS2"])] },
	],
	[
		"info already-at-target adfs-farm:CORP",
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"], { adapterVersion: "8.1.2" })] },
		{ mfaServers: pair, adfsFarms: [farm("CORP", ["FS1"])] },
	],
	[`info mixed-versions ${group}`, with2({}, { version: "8.0.3" }), with2({ version: "8.0" }, { version: "8.0.0.0" })],
	[
		"info virtual-directory-non-default user-portal:UP01",
		{ mfaServers: pair, userPortals: [portal("UP01", { virtualDirectory: "PhoneFactor" })] },
		{ mfaServers: pair, userPortals: [portal("UP01", { virtualDirectory: "multifactorauth" })] },
	],
	[
		"info virtual-directory-non-default mfa-server:MFA01",
		with2({ webServiceSdk: sdk({ virtualDirectory: "sdk" }) }, {}),
		with2({ webServiceSdk: sdk() }, {}),
	],
	[
		"info os-patch host:MFA01",
		{ hosts: [{ name: "MFA01", os: "2012R2" }], ...with2({ version: "6.3" }, {}) },
		{ hosts: [{ name: "MFA01", os: "2012R2" }], ...with2({ version: "7.0" }, {}) },
	],
];

describe("table 4.9", () => {
	it.each(cases)("%s", (finding, raised, silent) => {
		expect(found(planned(raised))).toContain(finding);
		expect(found(planned(silent))).not.toContain(finding);
	});

	it("[H42] tags-in-use between 8.0.0 and 8.0.2", () => {
		const estate = { estate: { usesTags: "yes" }, mfaServers: [primary("MFA01", { version: "7.3" })] };
		expect(found(planned(estate, { targetVersion: "8.0.1" }))).toContain("warning tags-in-use estate");
		for (const targetVersion of ["7.3.1", "8.0.2", "8.1"])
			expect(found(planned(estate, { targetVersion }))).not.toContain("warning tags-in-use estate");
	});

	it("[R7] severities follow the table, and every finding has one subject and says what to do", () => {
		const p = planned({
			mfaServers: pair,
			userPortals: [portal("MFA01", { defaultThemeModified: "yes" })],
			adfsFarms: [farm("CORP", ["FS1"])],
		});
		expect(p.findings.map((f) => f.subjects.length)).toEqual(p.findings.map(() => 1));
		const rank = { blocker: 0, warning: 1, info: 2 } as const;
		expect(p.findings.map((f) => rank[f.severity])).toEqual(p.findings.map((f) => rank[f.severity]).sort());
	});
});
