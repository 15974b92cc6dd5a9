import { expect, it } from "vitest";
import { role } from "../access/permissions.ts";
import { err } from "../result.ts";
import { approved, drafted } from "../testing/given-when-then.ts";
import { done, night, nightInventory, nightPlan } from "../testing/night.ts";
import { PLAN_DIGEST, people } from "../testing/run-builders.ts";
import { commandRules } from "./command-rules.ts";
import type { RunCommand } from "./commands.ts";

const { ben, cid, dot, eve, leadBot } = people;
const parts = { plan: nightPlan(), inventory: nightInventory };
const approve: RunCommand = { type: "approve-plan", planDigest: PLAN_DIGEST };
const startLive: RunCommand = { type: "start-run", mode: "live" };

const oneOfEach: RunCommand[] = [
	{ type: "submit-plan" },
	approve,
	{ type: "reject-plan", reason: "r" },
	startLive,
	{ type: "set-window" },
	{ type: "claim-step", stepId: "x" },
	{ type: "release-step", stepId: "x" },
	{ type: "assign-step", stepId: "x", userId: "cid" },
	{ type: "start-step", stepId: "x" },
	{ type: "confirm-step", stepId: "x" },
	{ type: "complete-step", stepId: "x" },
	{ type: "fail-step", stepId: "x", reason: "r" },
	{ type: "retry-step", stepId: "x" },
	{ type: "skip-step", stepId: "x", reason: "r" },
	{ type: "reopen-step", stepId: "x", reason: "r" },
	{ type: "park-subject", subject: "estate", reason: "r" },
	{ type: "unpark-subject", subject: "estate" },
	{ type: "acknowledge-point-of-no-return", stepId: "x" },
	{ type: "mark-down", subject: "host:MFA02", reason: "r" },
	{ type: "mark-up", subject: "host:MFA02" },
	{ type: "waive", code: "backup-stale", subject: "estate", reason: "r" },
	{ type: "add-note", text: "t" },
	{ type: "pause-run", reason: "r" },
	{ type: "resume-run" },
	{ type: "hand-over", to: "ada" },
	{ type: "propose-amendment" },
	{ type: "approve-amendment", planDigest: PLAN_DIGEST },
	{ type: "withdraw-amendment" },
	{ type: "end-run", outcome: "complete" },
];
const known = (command: RunCommand): RunCommand =>
	"stepId" in command ? ({ ...command, stepId: "mfa-server.drain:MFA02" } as RunCommand) : command;

it("[RUN3] every order needs its permission, and no role has more than its own", () => {
	expect(oneOfEach.map(({ type }) => type).toSorted()).toEqual(Object.keys(commandRules).toSorted());
	const workers = { viewer: false, auditor: false, operator: true, lead: true, admin: false };
	const leads = { ...workers, operator: false };
	for (const command of oneOfEach.map(known))
		for (const who of role.options) {
			const allowed = commandRules[command.type].permission === "lead" ? leads[who] : workers[who];
			const decision = night().when({ id: "somebody", kind: "person", role: who }, command);
			const forbidden = !decision.ok && decision.error.code === "forbidden";
			expect(`${who} ${command.type} ${forbidden}`).toBe(`${who} ${command.type} ${!allowed}`);
		}
});

it("[RUN4] approvals, confirmations and waivers need a person, not a service account", () => {
	const needsPerson = err({ code: "forbidden", needs: "person" });
	expect(drafted(parts).when(leadBot, approve)).toEqual(needsPerson);
	expect(night().when(leadBot, { type: "confirm-step", stepId: "mfa-server.promote:default" })).toEqual(needsPerson);
	expect(night().when(leadBot, { type: "waive", code: "backup-stale", subject: "estate", reason: "r" })).toEqual(needsPerson);
	expect(night().when(people.bot, { type: "start-step", stepId: "mfa-server.backup-data:MFA01" }).ok).toBe(true);
});

it("[RUN11] judges in the order of the contract", () => {
	const ended = night().and([ben, { type: "end-run", outcome: "partial", reason: "Out of time" }]);
	const stepId = "mfa-server.backup-data:MFA01";
	// unknown before forbidden before shape before stale before ended
	expect(ended.when(eve, { type: "fail-step", stepId: "no:such" })).toEqual(err({ code: "not-found", what: "no:such" }));
	expect(ended.when(eve, { type: "fail-step", stepId, expectedSequence: 1 })).toEqual(err({ code: "forbidden", needs: "work-steps" }));
	expect(ended.when(cid, { type: "fail-step", stepId, expectedSequence: 1 })).toEqual(err({ code: "reason-required" }));
	expect(ended.when(cid, { type: "fail-step", stepId, reason: "r", expectedSequence: 1 })).toEqual(
		err({ code: "stale-sequence", sequence: ended.state.sequence }),
	);
	expect(ended.when(cid, { type: "fail-step", stepId, reason: "r" })).toEqual(err({ code: "run-ended", outcome: "partial" }));
	// paused before the step's own state, not-approved before it too
	const paused = done(night(), stepId).and([ben, { type: "pause-run", reason: "Fire alarm" }]);
	expect(paused.when(cid, { type: "start-step", stepId })).toEqual(err({ code: "run-paused", reason: "Fire alarm" }));
	expect(drafted(parts).when(cid, { type: "complete-step", stepId })).toEqual(err({ code: "not-approved", status: "draft" }));
	expect(approved(parts).when(cid, { type: "start-step", stepId })).toEqual(err({ code: "not-approved", status: "approved" }));
	// own state before blocked, blocked before claimed
	expect(done(night(), stepId).when(cid, { type: "start-step", stepId })).toMatchObject({ error: { code: "step-already-done" } });
	const claimed = night().and([dot, { type: "claim-step", stepId: "mfa-server.install:MFA02" }]);
	expect(claimed.when(cid, { type: "start-step", stepId: "mfa-server.install:MFA02" })).toMatchObject({ error: { code: "step-blocked" } });
});

it("[RUN12] an expected sequence that is not the present one refuses", () => {
	const story = night();
	const start = { type: "start-step", stepId: "mfa-server.backup-data:MFA01" } as const;
	expect(story.when(cid, { ...start, expectedSequence: 2 })).toEqual(err({ code: "stale-sequence", sequence: 3 }));
	expect(story.when(cid, { ...start, expectedSequence: 3 }).ok).toBe(true);
});

it("[RUN13] what takes something away needs a reason", () => {
	const story = night();
	const stepId = "mfa-server.backup-data:MFA01";
	const silent: RunCommand[] = [
		{ type: "reject-plan" },
		{ type: "fail-step", stepId },
		{ type: "skip-step", stepId, reason: "" },
		{ type: "reopen-step", stepId },
		{ type: "park-subject", subject: "mfa-server:MFA02" },
		{ type: "waive", code: "backup-stale", subject: "estate" },
		{ type: "pause-run", reason: "" },
		{ type: "end-run", outcome: "partial" },
		{ type: "end-run", outcome: "backed-out" },
	];
	for (const command of silent) expect(story.when(ben, command)).toEqual(err({ code: "reason-required" }));
});

it("[RUN14] what the plan does not know is not found, names from the prototype neither", () => {
	const missing = (what: string) => err({ code: "not-found", what });
	for (const stepId of ["mfa-server.install:MFA99", "constructor", "__proto__"]) {
		expect(night().when(cid, { type: "start-step", stepId })).toEqual(missing(stepId));
		expect(night().when(cid, { type: "add-note", stepId, text: "t" })).toEqual(missing(stepId));
	}
	expect(night().when(ben, { type: "park-subject", subject: "mfa-server:MFA99", reason: "r" })).toEqual(missing("mfa-server:MFA99"));
	expect(night().when(ben, { type: "unpark-subject", subject: "mfa-server:MFA02" })).toEqual(missing("mfa-server:MFA02"));
	expect(night().when(ben, { type: "waive", code: "backup-stale", subject: "pool:none", reason: "r" })).toEqual(missing("pool:none"));
	const nobody = { knownUser: () => false };
	const stepId = "mfa-server.drain:MFA02";
	expect(night().when(ben, { type: "assign-step", stepId, userId: "zoe" }, undefined, nobody)).toEqual(missing("zoe"));
	expect(night().when(ben, { type: "hand-over", to: "zoe" }, undefined, nobody)).toEqual(missing("zoe"));
});

it("[RUN15] a paused run takes no work until it is resumed, only words and decisions", () => {
	const paused = night().and([ben, { type: "pause-run", reason: "Fire alarm" }]);
	expect(paused.state).toMatchObject({ status: "paused", paused: { by: "ben", reason: "Fire alarm" } });
	const work = oneOfEach.map(known).filter(({ type }) => type.endsWith("-step") || type === "park-subject");
	for (const command of work) expect(paused.when(ben, command)).toEqual(err({ code: "run-paused", reason: "Fire alarm" }));
	expect(paused.when(ben, { type: "pause-run", reason: "Again" })).toEqual(err({ code: "run-paused", reason: "Fire alarm" }));
	const resumed = paused.and(
		[cid, { type: "add-note", text: "Waiting outside" }],
		[ben, { type: "hand-over", to: "ada" }],
		[ben, { type: "resume-run" }],
	);
	expect(resumed.state.status).toBe("running");
	expect(resumed.state.paused).toBeUndefined();
	expect(resumed.when(cid, { type: "start-step", stepId: "mfa-server.backup-data:MFA01" }).ok).toBe(true);
});

it("[RUN15] an ended run takes nothing at all", () => {
	const ended = night().and([ben, { type: "end-run", outcome: "partial", reason: "Out of time" }]);
	for (const command of oneOfEach.map(known)) expect(ended.when(ben, command)).toEqual(err({ code: "run-ended", outcome: "partial" }));
});
