import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { approved, drafted, running } from "../testing/given-when-then.ts";
import { done, night, nightInventory, nightPlan, started, upTo } from "../testing/night.ts";
import { INVENTORY_DIGEST, PLAN_DIGEST, people, planOf, step } from "../testing/run-builders.ts";
import type { RunCommand } from "./commands.ts";
import { standing } from "./decide-lifecycle.ts";
import { draft } from "./draft.ts";

const { ada, ben, cid, dot } = people;
const plan = nightPlan();
const parts = { plan, inventory: nightInventory };
const approve: RunCommand = { type: "approve-plan", planDigest: PLAN_DIGEST };
const startLive: RunCommand = { type: "start-run", mode: "live" };
const changedEstate = { estate: { inventoryDigest: "sha256:other", changed: ["mfa-server:MFA02"] } };
const sameEstate = { estate: { inventoryDigest: INVENTORY_DIGEST, changed: [] } };

it("[RUN1] a lead drafts a plan, an operator does not", () => {
	const data = { estateId: "e1", estateSequence: 1, ...parts };
	expect(draft(data, { actor: ada })).toEqual(ok([{ type: "plan-drafted", data }]));
	expect(draft(data, { actor: cid })).toEqual(err({ code: "forbidden", needs: "lead" }));
});

it("[RUN6] approval is bound to the digest and lists the warnings it acknowledges", () => {
	const warned = nightPlan([], {
		findings: [
			{ code: "end-of-service", severity: "warning", subjects: ["estate"], message: "", rules: [], hazards: [] },
			{ code: "mfa-gap", severity: "warning", subjects: ["adfs-farm:CORP", "adfs-farm:EDGE"], message: "", rules: [], hazards: [] },
			{ code: "mixed-versions", severity: "info", subjects: ["replication-group:default"], message: "", rules: [], hazards: [] },
		],
	});
	const story = drafted({ ...parts, plan: warned });
	expect(story.when(ben, { ...approve, reason: "Change 4711" })).toEqual(
		ok([
			{
				type: "plan-approved",
				data: {
					planDigest: PLAN_DIGEST,
					reason: "Change 4711",
					warnings: ["end-of-service estate", "mfa-gap adfs-farm:CORP", "mfa-gap adfs-farm:EDGE"],
					pointsOfNoReturn: ["mfa-server.promote:default", "mfa-server.install:MFA01"],
				},
			},
		]),
	);
	expect(story.when(ben, { type: "approve-plan", planDigest: "sha256:other" })).toEqual(err({ code: "plan-outdated", changed: [] }));
});

it("[RUN7] approval and start are refused when the estate has changed since", () => {
	const outdated = err({ code: "plan-outdated", changed: ["mfa-server:MFA02"] });
	expect(drafted(parts).when(ben, approve, undefined, changedEstate)).toEqual(outdated);
	expect(approved(parts).when(ben, startLive, undefined, changedEstate)).toEqual(outdated);
	expect(drafted(parts).when(ben, approve, undefined, sameEstate).ok).toBe(true);
	expect(approved(parts).when(ben, startLive, undefined, sameEstate).ok).toBe(true);
});

it("[RUN8] a plan goes from draft over submitted and approved to running, and back only by rejection", () => {
	const submitted = drafted(parts).and([ada, { type: "submit-plan" }]);
	expect(submitted.state).toMatchObject({ status: "submitted", submittedBy: "ada" });
	const rejected = submitted.and([ben, { type: "reject-plan", reason: "Wrong weekend" }]);
	expect(rejected.state).toMatchObject({ status: "rejected", rejection: { by: "ben", reason: "Wrong weekend" } });
	expect(rejected.when(ben, approve)).toEqual(err({ code: "not-approved", status: "rejected" }));
	expect(rejected.when(ben, startLive)).toEqual(err({ code: "not-approved", status: "rejected" }));
	const again = rejected.and([ada, { type: "submit-plan" }], [ben, approve]);
	expect(again.state).toMatchObject({ status: "approved", approval: { by: "ben", planDigest: PLAN_DIGEST } });
	expect(again.state.rejection).toBeUndefined();
	const revoked = again.and([ben, { type: "reject-plan", reason: "Freeze" }]);
	expect(revoked.when(ben, startLive)).toEqual(err({ code: "not-approved", status: "rejected" }));
	const live = again.and([ben, startLive]);
	expect(live.state).toMatchObject({ status: "running", mode: "live", leadId: "ben" });
});

it("[RUN8] an order that somebody else was faster with is refused as overtaken", () => {
	const submitted = drafted(parts).and([ada, { type: "submit-plan" }]);
	expect(submitted.when(ada, { type: "submit-plan" })).toEqual(err({ code: "stale-sequence", sequence: 2 }));
	expect(approved(parts).when(ben, approve)).toEqual(err({ code: "stale-sequence", sequence: 2 }));
	const live = running(parts);
	expect(live.when(ben, startLive)).toEqual(err({ code: "stale-sequence", sequence: 3 }));
	expect(live.when(ben, { type: "resume-run" })).toEqual(err({ code: "stale-sequence", sequence: 3 }));
	expect(live.when(ben, { type: "reject-plan", reason: "Late" })).toEqual(err({ code: "stale-sequence", sequence: 3 }));
});

it("[RUN9] a plan of blockers is neither approved nor started, and nothing to do is not started", () => {
	const blocked = drafted({ ...parts, plan: nightPlan([], { status: "blocked" }) });
	expect(blocked.when(ben, approve)).toMatchObject({ ok: false, error: { code: "invalid" } });
	const nothing = approved({ ...parts, plan: nightPlan([], { status: "nothing-to-do" }) });
	expect(nothing.when(ben, startLive)).toMatchObject({ ok: false, error: { code: "invalid" } });
	const partial = approved({ ...parts, plan: nightPlan([], { status: "partial" }) });
	expect(partial.when(ben, startLive).ok).toBe(true);
});

it("[RUN10] an estate has one live run; a rehearsal may go on beside it", () => {
	const busy = { estate: { ...sameEstate.estate, otherLiveRun: "p9" } };
	expect(approved(parts).when(ben, startLive, undefined, busy)).toMatchObject({
		ok: false,
		error: { code: "invalid", issues: [{ path: "mode", message: expect.stringContaining("p9") }] },
	});
	expect(approved(parts).when(ben, { type: "start-run", mode: "rehearsal" }, undefined, busy).ok).toBe(true);
	const elsewhere = { estate: { ...sameEstate.estate, hostInUse: { planId: "p8", host: "mfa01.contoso.com" } } };
	expect(approved(parts).when(ben, startLive, undefined, elsewhere)).toMatchObject({
		ok: false,
		error: { code: "invalid", issues: [{ path: "mode", message: expect.stringContaining("mfa01.contoso.com") }] },
	});
});

it("[RUN49] a hand-over carries open windows, claims and the next five ready steps", () => {
	const story = started(upTo(night(), "adfs.unregister-provider:CORP"), "adfs.unregister-provider:CORP").and([
		dot,
		{ type: "claim-step", stepId: "adfs.install-adapter:EDGE/E1" },
	]);
	const order: RunCommand = { type: "hand-over", to: "ada", note: "Going home" };
	expect(story.when(ben, order)).toEqual(err({ code: "mfa-gap-open", windows: ["mfa-gap adfs-farm:CORP"] }));
	const handed = story.and([ben, { ...order, acknowledgeOpenGap: true }]);
	expect(handed.events.at(-1)).toEqual({
		type: "handed-over",
		data: {
			to: "ada",
			note: "Going home",
			summary: {
				openWindows: ["mfa-gap adfs-farm:CORP"],
				claims: ["adfs.unregister-provider:CORP cid", "adfs.install-adapter:EDGE/E1 dot"],
				nextReady: ["mfa-server.backup-data:MFA02", "adfs.export-config:EDGE", "adfs.install-adapter:EDGE/E1"],
			},
		},
	});
	expect(handed.state.leadId).toBe("ada");
});

it("[RUN50] a run ends complete only when every required step is done, and names what it leaves", () => {
	const all = nightPlan().steps.map(({ id }) => id);
	const last = "estate.accept:estate";
	expect(night().when(ben, { type: "end-run", outcome: "complete" })).toEqual(err({ code: "required-step", stepId: all[0] }));
	expect(upTo(night(), last).and([ben, { type: "end-run", outcome: "complete" }]).state.ended).toMatchObject({
		outcome: "complete",
		debts: ["mfa-server.backup-data:MFA02", last],
	});
	expect(night().and([ben, { type: "end-run", outcome: "partial", reason: "Out of time" }]).state).toMatchObject({
		status: "ended",
		ended: { outcome: "partial", reason: "Out of time", debts: all },
	});
	const busy = started(night(), "mfa-server.drain:MFA02");
	expect(busy.when(ben, { type: "end-run", outcome: "backed-out", reason: "Enough" })).toEqual(err({ code: "step-running", by: "cid" }));
	expect(approved(parts).when(ben, { type: "end-run", outcome: "partial", reason: "r" })).toEqual(
		err({ code: "not-approved", status: "approved" }),
	);
});

it("[RUN50] a run that is backed out names what still stands, and nothing once all of it was taken back", () => {
	const drained = done(night(), "prepare.download-installer:estate", "mfa-server.backup-data:MFA01", "mfa-server.drain:MFA02");
	const end = { type: "end-run", outcome: "backed-out", reason: "Enough" } as const;
	expect(drained.and([ben, end]).state.ended?.notTakenBack).toContain("mfa-server.drain:MFA02");
	const undone = standing(drained.state).reduce(
		(story, stepId) => story.and([ben, { type: "reopen-step", stepId, reason: "Back" }]),
		drained,
	);
	expect(undone.and([ben, end]).state.ended).toEqual(expect.not.objectContaining({ notTakenBack: expect.anything() }));
	expect(drained.and([ben, { ...end, outcome: "partial" }]).state.ended).toEqual(
		expect.not.objectContaining({ notTakenBack: expect.anything() }),
	);
});

it("[RUN50] a plan of optional steps alone may end complete at once", () => {
	const story = running({ plan: planOf({ steps: [step("estate.accept", "estate", { optional: true })] }) });
	expect(story.when(ben, { type: "end-run", outcome: "complete" })).toEqual(
		ok([{ type: "run-ended", data: { outcome: "complete", debts: ["estate.accept:estate"] } }]),
	);
});
