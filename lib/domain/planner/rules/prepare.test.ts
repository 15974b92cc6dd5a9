import { expect, it } from "vitest";
import {
	broken,
	found,
	idsOf,
	planned,
	portal,
	primary,
	readyHost,
	requiredIds,
	step,
	subordinate,
	textOf,
} from "../../testing/builders.ts";

const DOWNLOAD = "prepare.download-installer:estate";

it("[R3] crossing from below 7.0 to 7.0 or above is announced, staying on one side is not", () => {
	const old = { mfaServers: [primary("MFA01", { version: "6.3.1.1" })] };
	expect(found(planned(old))).toContain("info runtime-jump estate");
	expect(found(planned(old, { targetVersion: "6.4" }))).not.toContain("info runtime-jump estate");
	expect(found(planned({ mfaServers: [primary("MFA01", { version: "7.0.2" })] }))).not.toContain("info runtime-jump estate");
	expect(
		found(planned({ mfaServers: [primary("MFA01", { version: "8.1" })], userPortals: [portal("UP01", { version: "unknown" })] })),
	).toContain("info runtime-jump estate");
});

it("[R4] the runtime step asks for both architectures", () => {
	const p = planned({ mfaServers: [primary("MFA01")], userPortals: [portal("UP01")] });
	const evidence = step(p, "prepare.install-runtime:UP01").evidence.map((field) => field.name);
	expect(evidence).toEqual(expect.arrayContaining(["vcRedistX86", "vcRedistX64", "dotnetRelease"]));
});

it("[R5] a host with an MFA Server gets no runtime step: its installer brings both", () => {
	const p = planned({ mfaServers: [primary("MFA01", { version: "6.3" })], userPortals: [portal("MFA01", { version: "6.3" })] });
	expect(idsOf(p, "prepare.install-runtime")).toEqual([]);
	expect(textOf(p, "mfa-server.install:MFA01")).toContain("both architectures");
});

it.each([
	["nothing is missing", {}, "8.0.2", false],
	["one architecture is unknown", { vcRedistX64: "unknown" }, "8.0.2", true],
	["one architecture is missing", { vcRedistX86: "missing" }, "8.0.2", true],
	["one architecture is older than Update 1", { vcRedistX86: "14.0.23026" }, "8.0.2", true],
	[".NET is old but 7.0 is not crossed", { dotnetRelease: 378_388 }, "8.0.2", false],
	[".NET is old and 7.0 is crossed", { dotnetRelease: 378_388 }, "6.3", true],
	[".NET is unknown and the portal's version too", { dotnetRelease: undefined }, "unknown", true],
])("[R6] a stand-alone portal's host: %s", (_, facts, version, expected) => {
	const p = planned({ hosts: [readyHost("UP01", facts)], mfaServers: [primary("MFA01")], userPortals: [portal("UP01", { version })] });
	expect(idsOf(p, "prepare.install-runtime")).toEqual(expected ? ["prepare.install-runtime:UP01"] : []);
	if (expected) expect(broken(p, [["prepare.install-runtime:UP01", "user-portal.install:UP01"]])).toEqual([]);
});

it("[R10] the installer is downloaded, and the old ones kept, before every installation", () => {
	const p = planned({
		mfaServers: [primary("MFA01"), subordinate("MFA02"), primary("MFA11", { replicationGroup: "EU" })],
		userPortals: [portal("MFA02"), portal("UP01")],
		adfsFarms: [
			{ name: "CORP", configStore: "sql", adapterVersion: "8.0.2", adapterName: "AzureMfaServerAuthentication", nodes: [{ host: "FS1" }] },
		],
	});
	const installs = requiredIds(p).filter((id) => /\.(install|install-adapter|accept-update):/.test(id));
	expect(installs).toHaveLength(6);
	const pairs = installs.flatMap((id) => [DOWNLOAD, "prepare.keep-old-installers:estate"].map((before) => [before, id] as const));
	expect(broken(p, pairs)).toEqual([]);
});

it("[R10] also where no server has work and no gate stands between", () => {
	const p = planned({
		mfaServers: [primary("FS1", { version: "8.1" })],
		userPortals: [portal("UP01"), portal("UP02"), portal("FS1")],
		adfsFarms: [
			{
				name: "CORP",
				configStore: "sql",
				adapterVersion: "8.0.2",
				adapterName: "AzureMfaServerAuthentication",
				nodes: [{ host: "FS1" }, { host: "FS2" }],
			},
		],
	});
	const installs = requiredIds(p).filter((id) => /\.(install|install-adapter|accept-update):/.test(id));
	expect(
		broken(
			p,
			installs.map((id) => [DOWNLOAD, id] as const),
		),
	).toEqual([]);
});

it("[H18] lost installers do not stop the plan, and their evidence is not demanded", () => {
	const p = planned({ mfaServers: [primary("MFA01", { oldInstallerAvailable: "no" })] });
	expect(found(p)).toContain("warning old-installer-missing mfa-server:MFA01");
	expect(step(p, "prepare.keep-old-installers:estate").evidence.find((field) => field.name === "files")?.required).toBe(false);
});
