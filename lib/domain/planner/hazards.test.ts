/** Hazards (domain section 2): what each puts into the plan. Those that are findings are in `findings.test.ts` and `scope.test.ts`. */
import { expect, it } from "vitest";
import { estate, farm, found, planned, pool, portal, precedes, primary, sdk, step, subordinate, textOf } from "../testing/builders.ts";
import { sha256 } from "../testing/sha256.ts";
import { plan } from "./plan.ts";

const pair = [primary("MFA01"), subordinate("MFA02")];
const separate = planned({
	mfaServers: pair,
	adfsFarms: [
		farm("CORP", [{ host: "FS1", widPrimary: true }, { host: "FS2" }, { host: "FS3" }], {
			configStore: "wid",
			otherProviders: ["CertificateAuthentication"],
		}),
	],
});
const farmStep = (kind: string, name = "CORP"): string => textOf(separate, `adfs.${kind}:${name}`);

it("[H1] the backup of a co-located portal precedes that host's server installer", () => {
	const p = planned({ mfaServers: [primary("MFA01")], userPortals: [portal("MFA01", { defaultThemeModified: "yes" })] });
	expect(precedes(p, "user-portal.backup-config:MFA01", "mfa-server.install:MFA01")).toBe(true);
	expect(precedes(p, "user-portal.backup-theme:MFA01", "mfa-server.install:MFA01")).toBe(true);
});

it("[H2] a lone server announces its outage instead of a hand-over", () => {
	const p = planned({ mfaServers: [primary("MFA01")] });
	expect(step(p, "mfa-server.drain:MFA01").title).toContain("Announce the outage");
	expect(p.windows).toEqual([expect.objectContaining({ kind: "outage", subject: "mfa-server:MFA01" })]);
});

it("[H3] each group has a freeze to announce and to end, and its writes stop from the promotion to the last check", () => {
	const p = planned({ mfaServers: pair });
	expect([step(p, "prepare.announce-freeze:default").optional, step(p, "prepare.end-freeze:default").optional]).toEqual([true, true]);
	expect(p.windows.map((w) => [w.kind, w.opens, w.closes])).toEqual([
		["write-freeze", "mfa-server.promote:default", "mfa-server.verify:MFA01"],
	]);
});

it("[H4] consoles of older servers may turn read-only", () => {
	expect(textOf(planned({ mfaServers: pair }), "mfa-server.install:MFA02")).toContain("read-only");
});

it("[H5] the log check knows of Unhandled SB, and the promotion's way back is told apart", () => {
	const p = planned({ mfaServers: pair });
	expect(textOf(p, "mfa-server.verify:MFA02")).toContain("Unhandled SB");
	expect(step(p, "mfa-server.promote:default").backOut.instructions).toHaveLength(2);
});

it("[H6] the promotion is done by hand: no command, screenshots as digests", () => {
	const promote = step(planned({ mfaServers: pair }), "mfa-server.promote:default");
	expect(promote.commands).toEqual([]);
	expect(promote.evidence.find((field) => field.name === "screenshots")?.type).toBe("file-digest");
});

it("[H7] RPC and 443 are checked before the promotion", () => {
	const p = planned({ mfaServers: [primary("MFA01", { staticRpcPort: 5000 }), subordinate("MFA02", { staticRpcPort: 5000 })] });
	expect(textOf(p, "mfa-server.promote:default")).toMatch(/RPC \(static port 5000\).*443/);
});

it("[H9] directory synchronisation is looked after where it ran", () => {
	const p = planned({ mfaServers: [primary("MFA01", { adSync: "yes" }), subordinate("MFA02")] });
	expect(textOf(p, "mfa-server.promote:default")).toContain("Directory synchronisation ran on MFA01");
	expect(textOf(p, "mfa-server.verify:MFA01")).toContain("MultiFactorAuthAdSyncSvc.log");
	expect(textOf(p, "mfa-server.verify:MFA02")).not.toContain("MultiFactorAuthAdSyncSvc.log");
});

it("[H10] the drain names the consumers pinned to the server", () => {
	const p = planned({ mfaServers: pair, userPortals: [portal("UP01", { sdkUrl: "https://MFA02.contoso.com/sdk" })] });
	expect(textOf(p, "mfa-server.drain:MFA02")).toContain("the user portal on UP01 calls the Web Service SDK of MFA02");
	expect(textOf(p, "mfa-server.drain:MFA01")).not.toContain("Pinned");
});

it("[H12] SDK before the portal on one host; servers and SDKs before all others", () => {
	const p = planned({
		mfaServers: [primary("MFA01", { webServiceSdk: sdk() })],
		userPortals: [portal("MFA01"), portal("UP01")],
		adfsFarms: [farm("CORP", ["FS1"])],
	});
	for (const later of ["user-portal.accept-update:MFA01", "user-portal.install:UP01", "adfs.install-adapter:CORP/FS1"]) {
		expect(precedes(p, "mfa-server.install-sdk:MFA01", later)).toBe(true);
	}
});

it("[H13] a drain waits for codes on their way", () => {
	const p = planned({ mfaServers: pair, pools: [pool("lb", "mfa")] });
	expect(textOf(p, "mfa-server.drain:MFA02")).toContain("5 minutes for codes already sent");
});

it("[H14] RADIUS targets are re-ordered, not left to time-outs", () => {
	const p = planned({ mfaServers: pair, clientSystems: [{ name: "VPN", kind: "radius", targets: ["MFA02"] }] });
	expect(textOf(p, "mfa-server.drain:MFA02")).toContain("relying on time-outs");
});

it("[H16] an ampersand in the SDK password is looked for", () => expect(farmStep("compare-config")).toContain("ampersand"));

it("[H17] the data file is copied late", () =>
	expect(textOf(separate, "mfa-server.backup-data:MFA01")).toContain("right before the first install"));

it("[H24] out of load balancing, never out of the role", () =>
	expect(farmStep("remove-batch-a")).toContain("do not remove the AD FS role"));

it("[H25] on WID every farm-wide cmdlet runs on the primary computer", () => {
	for (const kind of ["export-config", "disable-provider", "unregister-provider", "register-provider", "enable-provider"]) {
		expect(step(separate, `adfs.${kind}:CORP`)).toMatchObject({ host: "FS1", commands: [expect.objectContaining({ runOn: "FS1" })] });
	}
});

it("[H26] a secondary restarts only when it has read the new configuration", () => {
	expect(farmStep("restart-service", "CORP/FS2")).toContain("LastSyncTime");
	expect(farmStep("restart-service", "CORP/FS1")).not.toContain("LastSyncTime");
	expect(farmStep("restart-service", "CORP/FS3")).not.toContain("LastSyncTime");
});

it("[H28] a co-located node leaves all pools of its host, and says so", () => {
	const p = planned({
		pools: [pool("mfa-lb", "mfa"), pool("adfs-lb", "adfs")],
		mfaServers: [primary("FS1", { pools: ["mfa-lb"] }), subordinate("FS2", { pools: ["mfa-lb"] })],
		adfsFarms: [
			farm("CORP", [
				{ host: "FS1", pools: ["adfs-lb"] },
				{ host: "FS2", pools: ["adfs-lb"] },
			]),
		],
	});
	expect(textOf(p, "mfa-server.drain:FS2")).toMatch(/mfa-lb \(MFA Servers\), adfs-lb \(AD FS\)/);
});

it("[H29] no reboot between installing and registering", () => expect(farmStep("install-adapter", "CORP/FS1")).toContain("event 105"));

it("[H30] batch B is not restarted in the gap", () => {
	expect(farmStep("swap-batches")).toContain("Do not restart AD FS on FS3");
	expect(farmStep("restart-service", "CORP/FS1")).toContain("batch B");
});

it("[H31] commands read, filter and write the provider list, and other providers stay", () => {
	expect(farmStep("disable-provider")).toMatch(/AdditionalAuthenticationProvider\).*Where-Object.*-ne 'AzureMfaServerAuthentication'/s);
	expect(farmStep("disable-provider")).toContain("CertificateAuthentication");
});

it("[H32] rules that name the provider are exported with its configuration", () =>
	expect(farmStep("export-config")).toContain("Get-AdfsAdditionalAuthenticationRule"));

it("[H33] the gap's text fits what Microsoft Entra ID does with federated MFA", () => {
	const p = planned({
		estate: { federatedIdpMfaBehavior: "enforceMfaByFederatedIdp" },
		mfaServers: pair,
		adfsFarms: [farm("CORP", ["FS1"])],
	});
	expect(p.findings.find((f) => f.code === "mfa-gap")?.message).toContain("may fail or loop");
	expect(farmStep("disable-provider")).toContain("test sign-in now");
});

it("[H34] the gap asks for an approver and a window", () => {
	expect(separate.findings.find((f) => f.code === "mfa-gap")?.message).toMatch(/approver and a window.*extranet/);
});

it("[H37] Windows Authentication: break-glass before the drain, a protected machine in the check", () => {
	const p = planned({ mfaServers: [primary("MFA01", { authFeatures: ["windows", "radius"] })] });
	expect(textOf(p, "mfa-server.drain:MFA01")).toContain("break-glass");
	expect(textOf(p, "mfa-server.verify:MFA01")).toMatch(/RADIUS: sign in.*Windows Authentication: sign in/);
	expect(textOf(p, "estate.accept:estate")).toContain("Windows Authentication and IIS");
});

it("[H41] below 7.1 the placeholder stays raw for AD FS users", () => {
	const old = { mfaServers: [primary("MFA01", { version: "6.3", authFeatures: ["adfs"] })] };
	expect(textOf(planned(old, { targetVersion: "7.0.2" }), "mfa-server.verify:MFA01")).toContain("application_name");
	expect(textOf(planned(old, { targetVersion: "7.1" }), "mfa-server.verify:MFA01")).not.toContain("application_name");
});

it("[H44] the group PhoneFactor Admins is checked", () =>
	expect(textOf(separate, "mfa-server.verify:MFA01")).toContain("PhoneFactor Admins"));

it("[H48] a second, optional backup on the new primary stands in nobody's way", () => {
	expect(step(separate, "mfa-server.backup-data:MFA02")).toMatchObject({ optional: true, checkpoint: true });
	expect(precedes(separate, "mfa-server.promote:default", "mfa-server.backup-data:MFA02")).toBe(true);
});

it("[H50] IIS 10 hosts are marked", () => {
	const p = plan(
		estate({ hosts: [{ name: "UP01", os: "2016" }], mfaServers: [primary("MFA01")], userPortals: [portal("UP01"), portal("UP02")] }),
		{ targetVersion: "8.1", recipe: "guide", purpose: "upgrade" },
		sha256,
	);
	expect([
		step(p, "user-portal.install:UP01").hazards.includes("H50"),
		step(p, "user-portal.install:UP02").hazards.includes("H50"),
	]).toEqual([true, false]);
});

it("[H20] names from PhoneFactor times are recognised", () => {
	const p = planned({ mfaServers: pair, userPortals: [portal("UP01", { virtualDirectory: "PhoneFactor" })] });
	expect(p.findings.find((f) => f.code === "virtual-directory-non-default")?.message).toContain("PhoneFactor times");
	expect(found(p)).toContain("info virtual-directory-non-default user-portal:UP01");
});
