import { describe, expect, it } from "vitest";
import { added, changed, dropped, inventory, patched, read, someEdge, someStep, sound } from "../testing/hand-written-estate.ts";
import { END_OF_SERVICE, finished } from "../testing/hand-written-plan.ts";
import { sha256 } from "../testing/sha256.ts";
import { checkPlan } from "./check-plan.ts";
import type { PlanDocument } from "./plan-document.ts";

const evidenceOf = (id: string) => sound.steps.find((s) => s.id === id)?.evidence ?? [];

type Planted = readonly [id: number | string, what: string, plan: () => PlanDocument, message: string];

const planted: readonly Planted[] = [
	[5, "the old primary promoted once more", () => patched("mfa-server.promote:default", { host: "MFA01" }), "promotes MFA01"],
	[12, "a server left behind", () => dropped("mfa-server.install:MFA02"), "mfa-server.install:MFA02 is missing"],
	[12, "a portal left behind", () => dropped("user-portal.install:UP02"), "user-portal.install:UP02 is missing"],
	[12, "an adapter left behind", () => dropped("adfs.install-adapter:CORP/FS3"), "adfs.install-adapter:CORP/FS3 is missing"],
	[
		13,
		"an install for a component nobody has",
		() => added("mfa-server.install:MFA09", "mfa-server.install:MFA02", { subject: "mfa-server:MFA09", host: "MFA09" }),
		"mfa-server.install:MFA09 is work nobody asked for",
	],
	[15, "a farm-wide cmdlet away from the WID primary", () => patched("adfs.register-provider:CORP", { host: "FS1" }), "not on FS2"],
	["steps", "a backup left out", () => dropped("user-portal.backup-theme:MFA02"), "user-portal.backup-theme:MFA02 is missing"],
	[
		"steps",
		"a set-up copied beside its MFA Server",
		() => added("user-portal.copy-installer:MFA02", "user-portal.copy-installer:UP01", { subject: "user-portal:MFA02", host: "MFA02" }),
		"work nobody asked for",
	],
	["structure", "an edge to nowhere", () => changed({ edges: [...sound.edges, { ...someEdge, to: "gone" }] }), "names gone"],
	[
		"structure",
		"an edge without a rule",
		() => changed({ edges: sound.edges.map((e, i) => (i === 3 ? { ...e, rules: [] } : e)) }),
		"cites no rule",
	],
	["structure", "an edge twice", () => changed({ edges: [...sound.edges, someEdge] }), "stands twice"],
	["structure", "an id twice", () => ({ ...sound, steps: [...sound.steps, someStep] }), "Two steps have the id"],
	["structure", "a wrong subject", () => patched("adfs.restart-service:CORP/FS3", { subject: "adfs-farm:CORP" }), "not adfs-node:CORP/FS3"],
	["structure", "a host for an estate-wide step", () => patched("prepare.download-installer:estate", { host: "MFA01" }), "has no machine"],
	[
		"optional",
		"a required step marked optional",
		() => patched("user-portal.verify:UP01", { optional: true }),
		"required but marked optional",
	],
	[
		"optional",
		"an optional step between two required ones",
		() =>
			added(
				"mfa-server.backup-data:MFA02",
				"mfa-server.backup-data:MFA01",
				{ subject: "mfa-server:MFA02", host: "MFA02", optional: true },
				[
					["mfa-server.promote:default", "mfa-server.backup-data:MFA02"],
					["mfa-server.backup-data:MFA02", "mfa-server.drain:MFA01"],
				],
			),
		"is optional but stands between required steps",
	],
	["phases", "phases out of order", () => ({ ...sound, phases: [...sound.phases].reverse() }), "not in the order"],
	[
		"phases",
		"an illegal listing",
		() => ({ ...sound, phases: sound.phases.map((p) => (p.id === "mfa-servers" ? { ...p, stepIds: [...p.stepIds].reverse() } : p)) }),
		"which must be finished first",
	],
	["phases", "a step in another phase", () => patched("mfa-server.install:MFA02", { phase: "prepare" }), "stands in prepare"],
	[
		"phases",
		"a step no phase lists",
		() => ({ ...sound, phases: sound.phases.slice(1) }),
		"No phase lists prepare.download-installer:estate",
	],
	["estimate", "a wrong sum", () => ({ ...sound, estimate: { ...sound.estimate, workMinutes: 1 } }), "workMinutes is 1"],
	["estimate", "a wrong critical path", () => ({ ...sound, estimate: { ...sound.estimate, criticalPathMinutes: 1 } }), "the longest chain"],
	["windows", "a missing window", () => changed({ windows: sound.windows.slice(1) }), "Missing: the mfa-gap window of adfs-farm:CORP"],
	[
		"windows",
		"a window that closes elsewhere",
		() => changed({ windows: sound.windows.map((w, i) => (i === 0 ? { ...w, closes: "adfs.verify:CORP" } : w)) }),
		"Nothing asks for the mfa-gap window",
	],
	[
		"windows",
		"a gap estimated otherwise",
		() => changed({ windows: sound.windows.map((w, i) => (i === 0 ? { ...w, estimateMinutes: 3 } : w)) }),
		"estimated at 3 minutes, not 30",
	],
	["status", "a wrong word", () => changed({ status: "partial" }), "should be ready"],
	["R7", "end-of-service left out", () => changed({ findings: [] }), "end-of-service is missing"],
	[
		"findings",
		"a blocker nobody asks for",
		() => changed({ status: "partial", findings: [...sound.findings, { ...END_OF_SERVICE, code: "no-primary", severity: "blocker" }] }),
		"no-primary estate",
	],
	[
		"findings",
		"a warning left out",
		() => changed({ findings: sound.findings.slice(0, -2) }),
		"Missing: the warning mobile-app-users of mobile-app:WEB01",
	],
	[
		"findings",
		"a warning nobody asks for",
		() => changed({ findings: [...sound.findings, { ...END_OF_SERVICE, code: "tags-in-use" }] }),
		"Nothing in the inventory asks for the warning tags-in-use of estate",
	],
	["evidence", "a backup that is no checkpoint", () => patched("user-portal.backup-config:UP01", { checkpoint: false }), "no checkpoint"],
	["evidence", "a checkpoint without files", () => patched("user-portal.backup-config:UP01", { evidence: [] }), "does not require files"],
	[
		"evidence",
		"no sign-in test at the tick",
		() => patched("adfs.enable-provider:CORP", { evidence: evidenceOf("adfs.disable-provider:CORP") }),
		"signInTest",
	],
	[
		"R36",
		"the provider's name left out",
		() => patched("adfs.unregister-provider:CORP", { instructions: [] }),
		"WindowsAzureMultiFactorAuthentication",
	],
	["R50", "the new name left out", () => patched("adfs.enable-provider:CORP", { instructions: [] }), "AzureMfaServerAuthentication"],
	["H26", "a WID secondary restarted at once", () => patched("adfs.restart-service:CORP/FS1", { hazards: [] }), "synchronise"],
	["digest", "a changed title", () => ({ ...sound, phases: sound.phases.map((p) => ({ ...p, title: "x" })) }), "planDigest"],
];

describe("check plan: contract", () => {
	it.each(planted)("[inv %s] %s", (id, _what, plan, message) => {
		const found = checkPlan(plan(), inventory, sha256).filter((v) => v.invariant === id);
		expect(found.map((v) => v.message).join("\n")).toContain(message);
	});

	it("[inv 12] asks for nothing of a component that has arrived, and for everything of one that has not", () => {
		const arrived = read({ ...inventory, mfaServers: inventory.mfaServers.map((s) => ({ ...s, version: "8.1.4.2" })) });
		const found = checkPlan(finished(arrived, sound), arrived);
		expect(found.filter((v) => v.invariant === 13).map((v) => v.steps[0])).toEqual([
			"mfa-server.install:MFA02",
			"mfa-server.install:MFA01",
		]);
		const unknown = read({ ...inventory, mfaServers: inventory.mfaServers.map((s) => ({ ...s, version: "unknown" })) });
		expect(checkPlan(finished(unknown, sound), unknown).map((v) => v.message)).toContain(
			"The blocker version-unknown of mfa-server:MFA01 is missing",
		);
	});

	it("names another inventory than the plan's own", () => {
		const other = read({ ...inventory, estate: { ...inventory.estate, name: "Other" } });
		expect(checkPlan(sound, other, sha256).map((v) => v.message)).toEqual([
			"The plan is for Hand, not Other",
			"The plan was made from another inventory",
		]);
	});
});
