/** The golden estates (domain section 6): status, whole required step sets, edges, whole finding sets by table 4.9. */
import { describe, expect, it } from "vitest";
import { broken, chain, found, idsOf, precedes, requiredIds, step, textOf } from "../testing/builders.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { sha256 } from "../testing/sha256.ts";
import { plan } from "./plan.ts";
import { type PlanDocument, planDocument } from "./plan-document.ts";
import { planFindings } from "./plan-findings.ts";

const planGolden = (scenario: string): PlanDocument => {
	const golden = goldenEstates.find((one) => one.scenario === scenario);
	if (golden === undefined) throw new Error(`No golden estate ${scenario}`);
	return plan(golden.inventory, { targetVersion: golden.targetVersion, recipe: golden.recipe, purpose: "upgrade" }, sha256);
};

describe.each(goldenEstates.map((golden) => [golden.scenario, golden] as const))("%s", (scenario, golden) => {
	const p = planGolden(scenario);

	it(`[${scenario}] has the expected status and exactly the required steps`, () => {
		expect({ status: p.status, required: requiredIds(p).sort() }).toEqual({
			status: golden.expected.status,
			required: [...golden.expected.requiredSteps].sort(),
		});
		const optional = p.steps.filter((one) => one.optional).map((one) => one.id);
		expect(golden.expected.optionalStepsAtLeast.filter((id) => !optional.includes(id))).toEqual([]);
	});

	it(`[${scenario}] has the same findings without its steps`, () => {
		const { inventory, targetVersion, recipe } = golden;
		expect(planFindings(inventory, { targetVersion, recipe, purpose: "upgrade" })).toEqual(p.findings);
	});

	it(`[${scenario}] is a plan document, and end-of-service stands on it`, () => {
		expect(planDocument.parse(p)).toEqual(p);
		expect(p.findings.filter((one) => one.code === "end-of-service").map((one) => one.subjects)).toEqual([["estate"]]);
	});
});

const group = (code: string): string => `warning ${code} replication-group:default`;

const FINDINGS: Readonly<Record<string, readonly string[]>> = {
	G1: [
		"info co-located-portal user-portal:MFA01",
		"info default-theme-modified user-portal:MFA01",
		"info os-patch host:MFA01",
		"info runtime-jump estate",
		group("clients-unknown"),
		"warning single-server mfa-server:MFA01",
	],
	G2: [
		"warning mfa-gap adfs-farm:FARM-A",
		"warning mfa-gap adfs-farm:FARM-B",
		...["A1", "A2", "A3", "B1", "B2", "UP01", "UP02"].map((host) => `warning runtime-unknown host:${host}`),
	],
	G4: ["blocker phonefactor-agent mfa-server:PF01", "blocker version-too-old user-portal:PF01"],
	G5: ["info already-at-target mfa-server:MFA01", "info already-at-target mfa-server:MFA02", "info already-at-target user-portal:UP01"],
	G6: [
		"info runtime-jump estate",
		"warning adapter-renamed adfs-farm:CORP",
		group("clients-unknown"),
		"warning mfa-gap adfs-farm:CORP",
		group("no-load-balancer"),
		"warning runtime-unknown host:FS1",
		"warning runtime-unknown host:FS2",
	],
	G8: ["info co-located-adfs adfs-farm:CORP", group("clients-unknown"), "warning mfa-gap adfs-farm:CORP", group("no-load-balancer")],
	G9: [
		"info mobile-app-obsolete mobile-app:WEB01",
		group("clients-unknown"),
		"warning mobile-app-users mobile-app:WEB01",
		group("no-load-balancer"),
		"warning runtime-unknown host:WEB01",
	],
	G10: ["blocker no-primary replication-group:default"],
	G11: ["blocker several-primaries replication-group:default"],
	G12: ["blocker version-unknown mfa-server:MFA02"],
	G15: ["blocker downgrade mfa-server:MFA01", "info mixed-versions replication-group:default", group("primary-ahead")],
	G16: ["blocker adapter-name-unknown adfs-farm:CORP", group("clients-unknown"), group("no-load-balancer")],
	G19: [group("clients-unknown"), group("no-load-balancer"), group("primary-ahead")],
};

it.each(goldenEstates.map((golden) => golden.scenario))("[%s] has exactly the findings of the table", (scenario) => {
	expect(found(planGolden(scenario))).toEqual([...(FINDINGS[scenario] ?? [])].sort());
});

describe("edges and texts", () => {
	it("[G1] backups precede the installer that replaces the portal, and the portal is reconciled before it is checked", () => {
		const p = planGolden("G1");
		const install = "mfa-server.install:MFA01";
		expect(
			broken(p, [
				["mfa-server.backup-data:MFA01", install],
				["user-portal.backup-config:MFA01", install],
				["user-portal.backup-theme:MFA01", install],
				...chain(
					install,
					"user-portal.accept-update:MFA01",
					"user-portal.reconcile-config:MFA01",
					"user-portal.verify:MFA01",
					"mfa-server.undrain:MFA01",
				),
			]),
		).toEqual([]);
		expect(p.windows.map((w) => `${w.kind} ${w.subject} ${w.opens} ${w.closes}`)).toEqual([
			"outage mfa-server:MFA01 mfa-server.drain:MFA01 mfa-server.undrain:MFA01",
		]);
	});

	it("[G2] servers one by one, the primary last, portals in turn, farms one gap after the other", () => {
		const p = planGolden("G2");
		const server = (kind: string, host: string) => `mfa-server.${kind}:${host}`;
		expect(
			broken(p, [
				...["MFA01", "MFA02", "MFA03"].map((host) => ["mfa-server.backup-data:MFA01", server("install", host)] as const),
				...chain(server("undrain", "MFA02"), server("drain", "MFA03")),
				...chain(server("undrain", "MFA03"), "mfa-server.promote:default", server("drain", "MFA01")),
				["mfa-server.undrain:MFA02", "mfa-server.promote:default"],
				["mfa-server.undrain:MFA01", "user-portal.copy-installer:UP01"],
				["mfa-server.undrain:MFA01", "user-portal.copy-installer:UP02"],
				["user-portal.undrain:UP01", "user-portal.drain:UP02"],
				["user-portal.undrain:UP02", "adfs.remove-batch-a:FARM-A"],
				["adfs.verify:FARM-A", "adfs.disable-provider:FARM-B"],
			]),
		).toEqual([]);
		expect(step(p, "adfs.register-provider:FARM-A").host).toBe("A1");
		expect(precedes(p, "adfs.install-adapter:FARM-A/A1", "adfs.disable-provider:FARM-A")).toBe(true);
		expect(precedes(p, "adfs.enable-provider:FARM-A", "adfs.install-adapter:FARM-A/A3")).toBe(true);
		expect(p.windows.map((w) => [w.kind, w.subject, w.estimateMinutes])).toEqual([
			["write-freeze", "replication-group:default", 75],
			["mfa-gap", "adfs-farm:FARM-A", 30],
			["mfa-gap", "adfs-farm:FARM-B", 25],
		]);
		expect(p.findings.some((f) => f.code === "runtime-jump")).toBe(false);
	});

	it("[G6] the farm's chain in order, with the old name where it is left and the new one where it is ticked", () => {
		const p = planGolden("G6");
		const order = chain(
			"adfs.compare-config:CORP",
			"adfs.remove-batch-a:CORP",
			"adfs.install-adapter:CORP/FS1",
			"adfs.disable-provider:CORP",
			"adfs.unregister-provider:CORP",
			"adfs.register-provider:CORP",
			"adfs.restart-service:CORP/FS1",
			"adfs.swap-batches:CORP",
			"adfs.enable-provider:CORP",
			"adfs.install-adapter:CORP/FS2",
			"adfs.restart-service:CORP/FS2",
			"adfs.return-batch-b:CORP",
			"adfs.verify:CORP",
		);
		const paperwork = ["adfs.export-config:CORP", "adfs.copy-files:CORP"].flatMap((before) =>
			["adfs.edit-register-script:CORP", "adfs.compare-config:CORP"].map((after) => [before, after] as const),
		);
		expect(
			broken(p, [
				...order,
				...paperwork,
				["adfs.edit-register-script:CORP", "adfs.remove-batch-a:CORP"],
				["mfa-server.undrain:MFA01", "adfs.copy-files:CORP"],
			]),
		).toEqual([]);
		expect(precedes(p, "mfa-server.undrain:MFA01", "adfs.export-config:CORP")).toBe(false);
		for (const kind of ["export-config", "disable-provider", "unregister-provider"]) {
			expect(textOf(p, `adfs.${kind}:CORP`)).toContain("'WindowsAzureMultiFactorAuthentication'");
		}
		expect(textOf(p, "adfs.enable-provider:CORP")).toContain("'AzureMfaServerAuthentication'");
		expect(textOf(p, "adfs.enable-provider:CORP")).not.toContain("WindowsAzure");
	});

	it("[G8] the two primaries are kept apart: the MFA role moves to FS2, the WID primary stays FS1", () => {
		const p = planGolden("G8");
		expect(step(p, "mfa-server.promote:default").host).toBe("FS2");
		expect(step(p, "adfs.disable-provider:CORP").host).toBe("FS1");
		expect(
			["adfs.export-config", "adfs.copy-files", "adfs.edit-register-script", "adfs.compare-config"].flatMap((kind) => idsOf(p, kind)),
		).toEqual([]);
		expect(textOf(p, "adfs.install-adapter:CORP/FS1")).toContain("(console)");
		expect(textOf(p, "mfa-server.drain:FS2")).toContain("AD FS farm CORP");
	});

	it("[G9] the mobile app web service goes last and is never upgraded", () => {
		const p = planGolden("G9");
		expect(
			broken(p, [
				["mfa-server.undrain:MFA01", "mobile-app.uninstall:WEB01"],
				["user-portal.verify:WEB01", "mobile-app.uninstall:WEB01"],
			]),
		).toEqual([]);
		expect(idsOf(p, "mobile-app.upgrade")).toEqual([]);
	});

	it("[G16] the text explains the built-in provider", () => {
		expect(planGolden("G16").findings.find((f) => f.code === "adapter-name-unknown")?.message).toContain("built into AD FS for cloud MFA");
	});
});
