import { expect, it } from "vitest";
import { err } from "../result.ts";
import { drafted, running } from "../testing/given-when-then.ts";
import { done, night, nightInventory, nightPlan, upTo } from "../testing/night.ts";
import { later, PLAN_DIGEST, people, planOf, step } from "../testing/run-builders.ts";

const { ben, cid, dot, leadBot } = people;
const promote = "mfa-server.promote:default";
const acknowledge = { type: "acknowledge-point-of-no-return", stepId: promote, reason: "Restore was rehearsed" } as const;
const start = { type: "start-step", stepId: promote } as const;
const DAY = 24 * 60;
/** Everything before the promotion done and looked at by a second person. */
const ready = () => upTo(night(), promote).and([dot, { type: "confirm-step", stepId: promote }]);

it("[RUN82] approving a plan lists the points of no return it acknowledges", () => {
	const decision = drafted({ plan: nightPlan(), inventory: nightInventory }).when(ben, { type: "approve-plan", planDigest: PLAN_DIGEST });
	expect(decision).toMatchObject({ value: [{ type: "plan-approved", data: { pointsOfNoReturn: [promote, "mfa-server.install:MFA01"] } }] });
	const harmless = drafted({ plan: planOf({ steps: [step("prepare.download-installer", "estate")] }) });
	expect(harmless.when(ben, { type: "approve-plan", planDigest: PLAN_DIGEST })).not.toHaveProperty("value.0.data.pointsOfNoReturn");
});

it("[RUN82] what was approved needs no second acknowledgement", () => {
	expect(ready().when(cid, start, later(DAY - 1)).ok).toBe(true);
});

it("[RUN83] copies past their time hold the promotion until a lead acknowledges it", () => {
	const late = later(DAY);
	const refused = err({ code: "point-of-no-return", stepId: promote, because: ["copy-stale"] });
	expect(ready().when(cid, start, late)).toEqual(refused);
	expect(ready().when(cid, acknowledge, late)).toEqual(err({ code: "forbidden", needs: "lead" }));
	expect(ready().when(leadBot, acknowledge, late)).toEqual(err({ code: "forbidden", needs: "person" }));
	const known = ready().and([ben, acknowledge, late]);
	expect(known.events.at(-1)).toEqual({
		type: "point-of-no-return-acknowledged",
		data: { stepId: promote, because: ["copy-stale"], reason: "Restore was rehearsed" },
	});
	expect(known.when(cid, start, late).ok).toBe(true);
});

it("[RUN83] a waiver of the stale copy has said the same already", () => {
	const waived = ready().and([ben, { type: "waive", code: "backup-stale", subject: "mfa-server:MFA01", reason: "Known" }]);
	expect(waived.when(cid, start, later(DAY)).ok).toBe(true);
});

it("[RUN83] an old primary marked down is one more thing to acknowledge, also after an earlier acknowledgement", () => {
	const known = ready().and([ben, acknowledge, later(DAY)], [cid, { type: "mark-down", subject: "host:MFA01", reason: "No power" }]);
	expect(known.when(cid, start)).toEqual(err({ code: "point-of-no-return", stepId: promote, because: ["old-primary-down"] }));
	expect(known.and([ben, acknowledge]).when(cid, start).ok).toBe(true);
	expect(known.and([cid, { type: "mark-up", subject: "host:MFA01" }]).when(cid, start).ok).toBe(true);
});

it("[RUN83] it is asked last, and only of a step that crosses such a point", () => {
	const unseen = upTo(night(), promote);
	expect(unseen.when(cid, start, later(DAY))).toEqual(err({ code: "needs-second-person" }));
	const stepId = "prepare.download-installer:estate";
	expect(night().when(ben, { ...acknowledge, stepId })).toMatchObject({ error: { code: "invalid", issues: [{ path: "stepId" }] } });
	expect(done(ready(), promote).when(ben, acknowledge)).toMatchObject({ error: { code: "step-already-done" } });
	const noCopy = running({ plan: planOf({ steps: [step("mfa-server.promote", "default")] }), inventory: nightInventory });
	expect(noCopy.and([dot, { type: "confirm-step", stepId: promote }]).when(cid, start, later(DAY)).ok).toBe(true);
});
