import { describe, expect, it } from "vitest";
import { broken, found, idsOf, planned, pool, precedes, primary, requiredIds, step, subordinate } from "../../testing/builders.ts";

const app = (host: string, more: Record<string, unknown> = {}) => ({ host, version: "7.1", ...more });
const servers = [primary("MFA01", { version: "7.1" }), subordinate("MFA02", { version: "7.1" })];

describe("target 8.0 or above", () => {
	it("[R32] the removal is optional, after everything else, its backup first, and there is no upgrade", () => {
		const farm = {
			name: "CORP",
			configStore: "sql",
			adapterVersion: "7.1",
			adapterName: "AzureMfaServerAuthentication",
			nodes: [{ host: "FS1" }, { host: "FS2" }],
		};
		const p = planned({ mfaServers: servers, mobileAppWebServices: [app("WEB01")], adfsFarms: [farm] });
		expect(idsOf(p, "mobile-app.upgrade")).toEqual([]);
		expect(step(p, "mobile-app.uninstall:WEB01").optional).toBe(true);
		expect(
			broken(p, [
				["mobile-app.backup-config:WEB01", "mobile-app.uninstall:WEB01"],
				["adfs.verify:CORP", "mobile-app.uninstall:WEB01"],
				["mfa-server.undrain:MFA01", "mobile-app.uninstall:WEB01"],
			]),
		).toEqual([]);
		expect(requiredIds(p).filter((id) => precedes(p, "mobile-app.uninstall:WEB01", id))).toEqual([]);
		expect(p.phases.map((phase) => phase.id)).toEqual(["prepare", "mfa-servers", "adfs-adapters", "mobile-app", "accept"]);
		expect(found(p)).toEqual(
			expect.arrayContaining(["info mobile-app-obsolete mobile-app:WEB01", "warning mobile-app-users mobile-app:WEB01"]),
		);
	});

	it("[R32] one that is to be kept stays, and is still called obsolete", () => {
		const p = planned({ mfaServers: servers, mobileAppWebServices: [app("WEB01", { keepAfterUpgrade: true })] });
		expect(idsOf(p, "mobile-app.uninstall")).toEqual([]);
		expect(found(p)).toContain("info mobile-app-obsolete mobile-app:WEB01");
		expect(found(p)).not.toContain("warning mobile-app-users mobile-app:WEB01");
	});

	it("[R32] one left over beside a finished estate leaves only its optional removal", () => {
		const p = planned({ mfaServers: [primary("MFA01", { version: "8.1" })], mobileAppWebServices: [app("WEB01")] });
		expect([p.status, p.steps.map((s) => s.id)]).toEqual([
			"nothing-to-do",
			["mobile-app.backup-config:WEB01", "mobile-app.uninstall:WEB01"],
		]);
	});
});

describe("target below 8.0", () => {
	const below = { targetVersion: "7.3" };

	it("[H23] it is upgraded after the servers by the 2017 edition, its runtime and backup first", () => {
		const p = planned({ mfaServers: servers, mobileAppWebServices: [app("WEB01")] }, below);
		expect(idsOf(p, "mobile-app.uninstall")).toEqual([]);
		expect(
			broken(p, [
				["mfa-server.undrain:MFA01", "mobile-app.upgrade:WEB01"],
				["mobile-app.backup-config:WEB01", "mobile-app.upgrade:WEB01"],
				["prepare.install-runtime:WEB01", "mobile-app.upgrade:WEB01"],
			]),
		).toEqual([]);
		expect(step(p, "mobile-app.backup-config:WEB01")).toMatchObject({ optional: false, checkpoint: true });
		expect(found(p)).toContain("warning mobile-app-no-procedure mobile-app:WEB01");
	});

	it("[H23] its phase stands before the adapters'", () => {
		const farm = {
			name: "CORP",
			configStore: "sql",
			adapterVersion: "7.1",
			adapterName: "AzureMfaServerAuthentication",
			nodes: [{ host: "FS1" }],
		};
		const p = planned({ mfaServers: servers, mobileAppWebServices: [app("WEB01")], adfsFarms: [farm] }, below);
		expect(p.phases.map((phase) => phase.id)).toEqual(["prepare", "mfa-servers", "mobile-app", "adfs-adapters", "accept"]);
	});

	it("[R13] members of one pool take turns, the portals in it first", () => {
		const p = planned(
			{
				mfaServers: servers,
				pools: [pool("web", "mobile-app")],
				userPortals: [{ host: "WEB03", version: "7.1", pools: ["web"] }],
				mobileAppWebServices: [app("WEB01", { pools: ["web"] }), app("WEB02", { pools: ["web"] })],
			},
			below,
		);
		expect(
			broken(p, [
				["user-portal.undrain:WEB03", "mobile-app.upgrade:WEB01"],
				["mobile-app.upgrade:WEB01", "mobile-app.upgrade:WEB02"],
			]),
		).toEqual([]);
	});
});
