import { expect, it } from "vitest";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { sha256 } from "../testing/sha256.ts";
import { plan } from "./plan.ts";
import type { PlanDocument } from "./plan-document.ts";

function planned(parts: Record<string, unknown>, targetVersion = "8.1"): PlanDocument {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Lab" }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return plan(parsed.value, { targetVersion, recipe: "guide", purpose: "upgrade" }, sha256);
}

const sdk = { url: "https://mfa01/MultiFactorAuthWebServiceSdk" };
const primary = { host: "MFA01", version: "7.3", role: "primary" };
const subordinate = { host: "MFA02", version: "7.3", role: "subordinate" };
const portal = { host: "UP01", version: "7.3", sdkUrl: "https://mfa01/MultiFactorAuthWebServiceSdk" };
const farm = { name: "CORP", configStore: "sql", adapterVersion: "7.3", adapterName: "AzureMfaServerAuthentication" };
const mobileApp = { host: "WEB01", version: "7.3" };

/** Hazard, finding, subject, and the smallest estate that shows it. */
const shown: readonly (readonly [string, string, string, Record<string, unknown>])[] = [
	[
		"H8",
		"domain-join-mixed",
		"replication-group:default",
		{
			hosts: [
				{ name: "MFA01", domainJoined: "yes" },
				{ name: "MFA02", domainJoined: "no" },
			],
			mfaServers: [primary, subordinate],
		},
	],
	[
		"H11",
		"sdk-only-on-old-primary",
		"replication-group:default",
		{ mfaServers: [{ ...primary, webServiceSdk: sdk }, subordinate], userPortals: [portal] },
	],
	[
		"H19",
		"virtual-directory-non-default",
		"user-portal:UP01",
		{ mfaServers: [primary], userPortals: [{ ...portal, virtualDirectory: "mfa" }] },
	],
	["H21", "mobile-app-obsolete", "mobile-app:WEB01", { mfaServers: [primary], mobileAppWebServices: [mobileApp] }],
	["H22", "mobile-app-users", "mobile-app:WEB01", { mfaServers: [primary], mobileAppWebServices: [mobileApp] }],
	[
		"H27",
		"partly-co-located-farm",
		"adfs-farm:CORP",
		{ mfaServers: [primary], adfsFarms: [{ ...farm, nodes: [{ host: "MFA01" }, { host: "FS2" }] }] },
	],
	[
		"H36",
		"adfs-os-unsupported",
		"adfs-node:CORP/FS1",
		{ hosts: [{ name: "FS1", os: "2012" }], mfaServers: [primary], adfsFarms: [{ ...farm, nodes: [{ host: "FS1" }] }] },
	],
	["H38", "tls-1.2", "host:MFA01", { hosts: [{ name: "MFA01", os: "2008R2" }], mfaServers: [primary] }],
	["H39", "os-patch", "host:MFA01", { hosts: [{ name: "MFA01", os: "2012R2" }], mfaServers: [{ ...primary, version: "6.3" }] }],
	["H40", "activation-risk", "mfa-server:MFA01", { mfaServers: [{ ...primary, activatedBeforeJuly2019: "no" }] }],
	["H43", "clients-unknown", "replication-group:default", { mfaServers: [primary] }],
	["H46", "end-of-service", "estate", { mfaServers: [primary] }],
];

it.each(shown)("[%s] is said by %s", (hazard, code, subject, estate) => {
	const found = planned(estate).findings.filter((finding) => finding.code === code && finding.subjects.includes(subject));
	expect(found.map((finding) => finding.hazards.includes(hazard))).toEqual([true]);
});

it("[H8, H11, H19, H21, H22, H27, H36, H38, H39, H40, H43, H46] stay silent where there is nothing to say", () => {
	const codes = planned({
		hosts: [{ name: "MFA01", os: "2019", domainJoined: "yes" }],
		mfaServers: [primary],
		clientSystems: [{ name: "VPN", kind: "radius", targets: ["MFA01"] }],
	}).findings.map((finding) => finding.code);
	const quiet = shown.map(([, code]) => code).filter((code) => code !== "end-of-service");
	expect(codes.filter((code) => quiet.includes(code))).toEqual([]);
});

it("[H45] the check of the SDK's address asks for its certificate", () => {
	const steps = planned({ mfaServers: [{ ...primary, webServiceSdk: sdk }] }).steps.filter(
		(step) => step.kind === "mfa-server.install-sdk",
	);
	expect(
		steps.map((step) => step.hazards.includes("H45") && /certificate/i.test([...step.instructions, ...step.verification].join(" "))),
	).toEqual([true]);
});

it("[H47] a primary for each replication group is no contradiction", () => {
	const two = planned({ mfaServers: [primary, { ...primary, host: "EU01", replicationGroup: "europe" }] });
	expect(two.findings.filter((finding) => finding.severity === "blocker")).toEqual([]);
	expect(two.steps.filter((step) => step.kind === "mfa-server.install")).toHaveLength(2);
});

it("[H49] saving the adapter's configuration says what the Rapid Restore Tool leaves out", () => {
	const steps = planned({ mfaServers: [primary], adfsFarms: [{ ...farm, nodes: [{ host: "FS1" }, { host: "FS2" }] }] }).steps;
	expect(steps.filter((step) => step.hazards.includes("H49")).map((step) => step.kind)).toEqual(["adfs.export-config"]);
});

it("[H15] copies that may hold a password ask for a restricted share, and no evidence asks for content", () => {
	const steps = planned({
		mfaServers: [primary],
		userPortals: [portal],
		adfsFarms: [{ ...farm, nodes: [{ host: "FS1" }, { host: "FS2" }] }],
	}).steps;
	const secret = steps.filter((step) => step.kind === "user-portal.backup-config" || step.kind === "adfs.export-config");
	expect(secret.map((step) => step.evidence.some((field) => field.name === "restrictedShare"))).toEqual([true, true]);
	expect(secret.every((step) => step.hazards.includes("H15"))).toBe(true);
	expect(steps.flatMap((step) => step.evidence).filter((field) => /content|password/i.test(field.name))).toEqual([]);
});
