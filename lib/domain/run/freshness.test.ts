import { expect, it } from "vitest";
import { err } from "../result.ts";
import { running, type Story } from "../testing/given-when-then.ts";
import { done, night, started, upTo } from "../testing/night.ts";
import { copyOf, files, inventoryOf, later, people, planOf, step } from "../testing/run-builders.ts";

const { ben, cid } = people;
const data = "mfa-server.backup-data:MFA01";
const install = "mfa-server.install:MFA02";
const download = "prepare.download-installer:estate";
const start = (story: Story, stepId: string, at?: string) => story.when(cid, { type: "start-step", stepId }, at);
const DAY = 1440;
const stale = (subject: string, takenAt = later(0)) =>
	err({ code: "backup-stale", subject, fields: ["files"], takenAt, maxAgeMinutes: DAY });

it("[RUN27] an installer does not start on a data backup older than a day", () => {
	const story = done(night(), download, data, "mfa-server.drain:MFA02");
	expect(start(story, install, later(DAY)).ok).toBe(true);
	expect(start(story, install, later(DAY + 1))).toEqual(stale("mfa-server:MFA01"));
	const waived = story.and([ben, { type: "waive", code: "backup-stale", subject: "mfa-server:MFA01", reason: "No change since" }]);
	expect(start(waived, install, later(DAY + 1)).ok).toBe(true);
	const renewed = story.and(
		[cid, { type: "reopen-step", stepId: data, reason: "Old" }, later(DAY + 1)],
		[cid, { type: "start-step", stepId: data }],
		[cid, { type: "complete-step", stepId: data, evidence: { files: [copyOf("MFA01", { takenAt: later(DAY + 1) })] } }],
	);
	expect(start(renewed, install).ok).toBe(true);
});

it.each([
	["user-portal.install:UP01", "user-portal:UP01"],
	["adfs.disable-provider:CORP", "adfs-farm:CORP"],
])("[RUN27] %s does not start on an old backup of its configuration", (id, subject) => {
	const story = upTo(night(), id);
	const confirmed = id.startsWith("adfs") ? story.and([people.dot, { type: "confirm-step", stepId: id }]) : story;
	expect(start(confirmed, id, later(DAY)).ok).toBe(true);
	expect(start(confirmed, id, later(DAY + 1))).toEqual(stale(subject));
});

it("[RUN27] a fresh second copy of the group's data replaces the old one", () => {
	const old = upTo(night(), "mfa-server.install:MFA01");
	expect(start(old, "mfa-server.install:MFA01", later(DAY + 1))).toEqual(stale("mfa-server:MFA01"));
	const second = "mfa-server.backup-data:MFA02";
	const copied = old.and(
		[cid, { type: "start-step", stepId: second }, later(DAY)],
		[cid, { type: "complete-step", stepId: second, evidence: { files: [copyOf("MFA02", { takenAt: later(DAY) })] } }],
	);
	expect(start(copied, "mfa-server.install:MFA01", later(DAY + 1)).ok).toBe(true);
});

it("[RUN27] one sound copy of a group's data is enough, whichever it is", () => {
	const copies = ["MFA01", "MFA02"].map((host) => step("mfa-server.backup-data", host, { evidence: [files] }));
	const inventory = inventoryOf({
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3" },
			{ host: "MFA02", role: "subordinate", version: "7.3" },
		],
	});
	const story = running({ plan: planOf({ steps: [...copies, step("mfa-server.install", "MFA02")] }), inventory });
	const old = done(story, "mfa-server.backup-data:MFA02");
	expect(start(old, install, later(DAY + 1))).toEqual(stale("mfa-server:MFA02"));
	const both = old.and(
		[cid, { type: "start-step", stepId: data }, later(DAY)],
		[cid, { type: "complete-step", stepId: data, evidence: { files: [copyOf("MFA01", { takenAt: later(DAY) })] } }],
	);
	expect(start(both, install, later(DAY + 1)).ok).toBe(true);
});

it("[RUN28] a copy of the old primary does not cover a subordinate after the promotion", () => {
	const steps = [
		step("mfa-server.backup-data", "MFA01", { evidence: [files] }),
		step("mfa-server.promote", "default", { host: "MFA02" }),
		step("mfa-server.install", "MFA03"),
		step("mfa-server.install", "MFA01"),
	];
	const servers = ["MFA01", "MFA02", "MFA03"].map((host) => ({ host, version: "7.3", role: host === "MFA01" ? "primary" : "subordinate" }));
	const story = done(running({ plan: planOf({ steps }), inventory: inventoryOf({ mfaServers: servers }) }), data);
	expect(start(story, "mfa-server.install:MFA03", later(5)).ok).toBe(true);
	const promoted = started(story, "mfa-server.promote:default").and([
		cid,
		{ type: "complete-step", stepId: "mfa-server.promote:default" },
		later(3),
	]);
	expect(start(promoted, "mfa-server.install:MFA03", later(5))).toEqual(stale("mfa-server:MFA01"));
	expect(start(promoted, "mfa-server.install:MFA01", later(5)).ok).toBe(true);
});

it("[RUN29] a portal that went back into use has an old copy", () => {
	const id = "user-portal.install:UP01";
	const drain = "user-portal.drain:UP01";
	const drained = upTo(night(), id);
	const back = drained.and([cid, { type: "reopen-step", stepId: drain, reason: "Portal needed till 23:00" }, later(10)]);
	expect(start(done(back, drain), id, later(20))).toEqual(stale("user-portal:UP01"));
	const copied = done(
		back.and([cid, { type: "reopen-step", stepId: "user-portal.backup-config:UP01", reason: "Old" }]),
		"user-portal.backup-config:UP01",
	);
	expect(start(done(copied, drain), id, later(20)).ok).toBe(true);
});

it("[RUN29] a co-located portal's copy counts at its server's installer", () => {
	const inventory = inventoryOf({
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3" },
			{ host: "MFA02", role: "subordinate", version: "7.3" },
		],
		userPortals: [{ host: "MFA02", version: "7.3" }],
	});
	const steps = [
		step("user-portal.backup-config", "MFA02", { evidence: [files] }),
		step("mfa-server.drain", "MFA02"),
		step("mfa-server.install", "MFA02"),
	];
	const drained = done(running({ plan: planOf({ steps }), inventory }), "user-portal.backup-config:MFA02", "mfa-server.drain:MFA02");
	expect(start(drained, "mfa-server.install:MFA02", later(DAY + 1))).toEqual(stale("user-portal:MFA02"));
	const back = done(
		drained.and([cid, { type: "reopen-step", stepId: "mfa-server.drain:MFA02", reason: "Later" }, later(5)]),
		"mfa-server.drain:MFA02",
	);
	expect(start(back, "mfa-server.install:MFA02", later(10))).toEqual(stale("user-portal:MFA02"));
});
