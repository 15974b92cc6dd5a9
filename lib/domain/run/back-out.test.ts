import { expect, it } from "vitest";
import { running } from "../testing/given-when-then.ts";
import { done, night, started, upTo, wait } from "../testing/night.ts";
import { files, inventoryOf, later, people, planOf, step } from "../testing/run-builders.ts";
import { backOutFrom } from "./back-out.ts";

it("[RUN52] before anything is done there is nothing to undo", () => {
	expect(backOutFrom(night().state)).toMatchObject({ steps: [], minutes: 0, lost: [], opensGap: [] });
});

it("[RUN52] the way back is the reverse of the way in, running and failed steps first, with minutes where something is to be done", () => {
	const story = started(
		done(night(), "prepare.download-installer:estate", "mfa-server.backup-data:MFA01", "mfa-server.drain:MFA02"),
		"mfa-server.install:MFA02",
	);
	const { steps, minutes } = backOutFrom(story.state);
	expect(steps.map(({ stepId, status, minutes: own }) => [stepId, status, own])).toEqual([
		["mfa-server.install:MFA02", "running", 10],
		["mfa-server.drain:MFA02", "done", 10],
		["mfa-server.backup-data:MFA01", "done", 0],
		["prepare.download-installer:estate", "done", 0],
	]);
	expect(minutes).toBe(20);
});

it("[RUN52] the order given is one in which every step can be taken back", () => {
	let story = upTo(night(), "adfs.verify:CORP");
	for (const { stepId } of backOutFrom(story.state).steps)
		story = story.and([people.cid, { type: "reopen-step", stepId, reason: "Back out" }]);
	expect(Object.values(story.state.steps).every((record) => record.status === "open")).toBe(true);
	expect(story.when(people.ben, { type: "end-run", outcome: "backed-out", reason: "r" }).ok).toBe(true);
});

it("[RUN52] until the promotion nothing is lost, after it what was changed since the last copy", () => {
	expect(backOutFrom(upTo(night(), "mfa-server.promote:default").state).lost).toEqual([]);
	const promoted = started(upTo(night(), "mfa-server.promote:default"), "mfa-server.promote:default");
	expect(backOutFrom(promoted.state).lost).toEqual([
		{ subject: "mfa-server:MFA01", backup: "mfa-server.backup-data:MFA01", what: "users-and-settings", since: later(0) },
	]);
	const copied = done(
		wait(done(upTo(night(), "mfa-server.promote:default"), "mfa-server.promote:default"), 40),
		"mfa-server.backup-data:MFA02",
	);
	expect(backOutFrom(copied.state).lost).toEqual([
		{ subject: "mfa-server:MFA02", backup: "mfa-server.backup-data:MFA02", what: "users-and-settings", since: later(40) },
	]);
});

it("[RUN52] a lone server loses from its installer on; portals and adapters lose their configuration", () => {
	const steps = [step("mfa-server.backup-data", "MFA01", { evidence: [files] }), step("mfa-server.install", "MFA01")];
	const inventory = inventoryOf({ mfaServers: [{ host: "MFA01", role: "primary", version: "7.3" }] });
	const story = done(running({ plan: planOf({ steps }), inventory }), "mfa-server.backup-data:MFA01", "mfa-server.install:MFA01");
	expect(backOutFrom(story.state).lost).toMatchObject([{ backup: "mfa-server.backup-data:MFA01", since: later(0) }]);
	const { lost, opensGap } = backOutFrom(upTo(night(), "adfs.register-provider:CORP").state);
	expect(lost.map(({ what, backup }) => `${what} ${backup}`)).toEqual([
		"users-and-settings mfa-server.backup-data:MFA01",
		"portal-configuration user-portal.backup-config:UP01",
		"portal-configuration user-portal.backup-config:UP02",
		"adapter-configuration adfs.export-config:CORP",
	]);
	expect(opensGap).toEqual(["adfs-farm:CORP"]);
});

it("[RUN52] points of no return are named before they are crossed", () => {
	const points = (story: ReturnType<typeof night>) =>
		backOutFrom(story.state).pointsOfNoReturn.map(({ stepId, crossed, why }) => `${stepId} ${why} ${crossed}`);
	expect(points(night())).toEqual(["mfa-server.promote:default data-restore false", "mfa-server.install:MFA01 no-old-server-left false"]);
	expect(points(upTo(night(), "mfa-server.verify:MFA01"))).toEqual([
		"mfa-server.promote:default data-restore true",
		"mfa-server.install:MFA01 no-old-server-left true",
	]);
});
