import { expect, it } from "vitest";
import {
	broken,
	chain,
	found,
	idsOf,
	planned,
	pool,
	portal,
	precedes,
	primary,
	sdk,
	step,
	subordinate,
	textOf,
} from "../../testing/builders.ts";

const one = (more: Record<string, unknown> = {}) => ({
	mfaServers: [primary("MFA01", { installPath: "D:\\MFA" })],
	userPortals: [portal("UP01", more)],
});
const at = (kind: string, host: string): string => `user-portal.${kind}:${host}`;

it("[R23] nothing of a stand-alone portal but its preparation starts before the servers are done", () => {
	const p = planned({ ...one({ pools: ["lb"] }), pools: [pool("lb", "portal")] });
	const steps = p.steps.filter((s) => s.phase === "user-portals").map((s) => s.id);
	expect(steps).toContain(at("drain", "UP01"));
	expect(
		broken(
			p,
			steps.map((id) => ["mfa-server.undrain:MFA01", id] as const),
		),
	).toEqual([]);
});

it("[R24] web.config is copied before the portal's own installer, or its server's", () => {
	expect(broken(planned(one()), [[at("backup-config", "UP01"), at("install", "UP01")]])).toEqual([]);
	const beside = planned({ mfaServers: [primary("MFA01")], userPortals: [portal("MFA01")] });
	expect(broken(beside, [[at("backup-config", "MFA01"), "mfa-server.install:MFA01"]])).toEqual([]);
	expect(step(beside, at("backup-config", "MFA01")).checkpoint).toBe(true);
});

it("[R25] the Default theme is copied when it was changed, and looked at when nobody knows", () => {
	expect(idsOf(planned(one({ defaultThemeModified: "no" })), "user-portal.backup-theme")).toEqual([]);
	for (const state of ["yes", "unknown"]) {
		const p = planned(one({ defaultThemeModified: state }));
		expect(broken(p, [[at("backup-theme", "UP01"), at("install", "UP01")]])).toEqual([]);
	}
	expect(textOf(planned(one({ defaultThemeModified: "unknown" })), at("backup-theme", "UP01"))).toContain("look for files");
});

it("[R26] a changed Default theme is named, with the better way", () => {
	const p = planned(one({ defaultThemeModified: "yes" }));
	expect(p.findings.find((f) => f.code === "default-theme-modified")?.message).toContain("copied theme");
});

it("[R27] a portal beside a server is updated by the server's prompt, under its old directory name", () => {
	const p = planned({
		mfaServers: [primary("MFA01", { webServiceSdk: sdk() })],
		userPortals: [portal("MFA01", { virtualDirectory: "PhoneFactor" })],
	});
	expect(
		broken(
			p,
			chain(
				"mfa-server.install:MFA01",
				"mfa-server.install-sdk:MFA01",
				at("accept-update", "MFA01"),
				at("verify", "MFA01"),
				"mfa-server.undrain:MFA01",
			),
		),
	).toEqual([]);
	expect([...idsOf(p, "user-portal.copy-installer"), ...idsOf(p, "user-portal.install")]).toEqual([]);
	expect(textOf(p, at("accept-update", "MFA01"))).toContain("PhoneFactor");
	expect(step(p, at("accept-update", "MFA01")).phase).toBe("mfa-servers");
});

it("[R27b] a portal behind its server is updated from that server's console, its backups first", () => {
	const p = planned({
		mfaServers: [primary("MFA01", { version: "8.1" })],
		userPortals: [portal("MFA01", { defaultThemeModified: "yes" })],
	});
	expect(p.steps.filter((s) => s.kind.startsWith("mfa-server."))).toEqual([]);
	expect(
		broken(p, [
			["prepare.download-installer:estate", at("accept-update", "MFA01")],
			[at("backup-config", "MFA01"), at("accept-update", "MFA01")],
			[at("backup-theme", "MFA01"), at("accept-update", "MFA01")],
			...chain(at("accept-update", "MFA01"), at("reconcile-config", "MFA01"), at("verify", "MFA01")),
		]),
	).toEqual([]);
	expect(idsOf(p, "user-portal.copy-installer")).toEqual([]);
	expect(textOf(p, at("accept-update", "MFA01"))).toContain("console");
});

it("[R28] a stand-alone portal's installer comes from a server at target", () => {
	const p = planned(one());
	expect(broken(p, chain(at("copy-installer", "UP01"), at("install", "UP01")))).toEqual([]);
	expect(textOf(p, at("copy-installer", "UP01"))).toContain("\\MFA01\\D$\\MFA\\MultiFactorAuthenticationUserPortalSetup64.msi");
});

it("[R29] the installer's complaint about Visual C++ has its way out in the step", () => {
	expect(textOf(planned(one()), at("install", "UP01"))).toContain("install the latest package in both architectures, then run it again");
});

it("[R30] old and new web.config are reconciled before the check, and the way taken is recorded", () => {
	const p = planned(one());
	expect(broken(p, chain(at("install", "UP01"), at("reconcile-config", "UP01"), at("verify", "UP01")))).toEqual([]);
	expect(step(p, at("reconcile-config", "UP01")).evidence.find((field) => field.name === "wayTaken")).toEqual({
		label: "Which way was taken",
		name: "wayTaken",
		options: ["restored", "merged"],
		required: true,
		type: "choice",
	});
});

it("[R31] every portal gets its chain; those that share a pool take turns, others do not wait", () => {
	const p = planned({
		mfaServers: [primary("MFA01")],
		pools: [pool("lb", "portal")],
		userPortals: [portal("UP01", { pools: ["lb"] }), portal("UP02", { pools: ["lb"] }), portal("UP03")],
	});
	expect(idsOf(p, "user-portal.install")).toEqual(["UP01", "UP02", "UP03"].map((host) => at("install", host)));
	expect(broken(p, [[at("undrain", "UP01"), at("drain", "UP02")]])).toEqual([]);
	expect(idsOf(p, "user-portal.drain")).toHaveLength(2);
	expect(precedes(p, at("verify", "UP01"), at("install", "UP03"))).toBe(false);
});

it("[R23] a portal at target contributes nothing; one of unknown version is planned with care", () => {
	const p = planned({
		mfaServers: [primary("MFA01"), subordinate("MFA02")],
		userPortals: [portal("UP01", { version: "8.1" }), portal("UP02", { version: "unknown" })],
	});
	expect(idsOf(p, "user-portal.install")).toEqual([at("install", "UP02")]);
	expect(found(p)).toEqual(
		expect.arrayContaining(["info already-at-target user-portal:UP01", "warning component-version-unknown user-portal:UP02"]),
	);
});
