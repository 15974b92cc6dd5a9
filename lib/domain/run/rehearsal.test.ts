import { expect, it } from "vitest";
import { err } from "../result.ts";
import { drafted } from "../testing/given-when-then.ts";
import { nightInventory, nightPlan } from "../testing/night.ts";
import { PLAN_DIGEST, people } from "../testing/run-builders.ts";
import { auditRun } from "./audit-run.ts";
import type { RunCommand } from "./commands.ts";
import { inventoryEffects } from "./inventory-effects.ts";
import { isRehearsal, rehearsalDraft } from "./rehearsal.ts";

const { ada, ben, cid } = people;
const plan = nightPlan();
const window = { start: "2026-11-24T01:00:00.000Z", end: "2026-11-24T05:00:00.000Z", timeZone: "UTC" };
const original = drafted({ plan, inventory: nightInventory, window });
const rehearsal = () => drafted({ plan, inventory: nightInventory, rehearsalOf: "p1" });
const start: RunCommand = { type: "start-run", mode: "rehearsal" };

it("[RUN95] a rehearsal freezes the same plan and inventory once more, without the window, and none is made of a rehearsal", () => {
	const made = rehearsalDraft("p1", original.state, 7);
	expect(made).toEqual({ ok: true, value: { estateId: "e1", estateSequence: 7, plan, inventory: nightInventory, rehearsalOf: "p1" } });
	expect(rehearsalDraft("p2", rehearsal().state, 7)).toMatchObject({
		ok: false,
		error: { code: "invalid", issues: [{ path: "rehearsalOf" }] },
	});
});

it("[RUN96] it starts without an approval, also when the estate has changed and a live run goes on, and never live", () => {
	const busy = { estate: { inventoryDigest: "sha256:other", changed: ["mfa-server:MFA02"], otherLiveRun: "p1" } };
	const story = rehearsal();
	expect(story.when(ada, start, undefined, busy)).toEqual({ ok: true, value: [{ type: "run-started", data: { mode: "rehearsal" } }] });
	expect(story.when(ada, { type: "start-run", mode: "live" })).toMatchObject({ ok: false, error: { issues: [{ path: "mode" }] } });
	expect(story.when(cid, start)).toEqual(err({ code: "forbidden", needs: "lead" }));
	const orders: RunCommand[] = [
		{ type: "submit-plan" },
		{ type: "approve-plan", planDigest: PLAN_DIGEST },
		{ type: "reject-plan", reason: "No" },
	];
	for (const order of orders) expect(story.when(ben, order)).toMatchObject({ ok: false, error: { code: "invalid" } });
	expect(story.when(cid, { type: "start-step", stepId: plan.steps[0]?.id ?? "" })).toEqual(err({ code: "not-approved", status: "draft" }));
});

it("[RUN96] an ordinary plan still needs its approval for either mode, and is marked as a rehearsal only once run as one", () => {
	expect(original.when(ben, start)).toEqual(err({ code: "not-approved", status: "draft" }));
	expect(isRehearsal(original.state)).toBe(false);
	expect(isRehearsal(rehearsal().state)).toBe(true);
	const approved = original.and([ben, { type: "approve-plan", planDigest: PLAN_DIGEST }]);
	expect(isRehearsal(approved.and([ben, start]).state)).toBe(true);
	expect(isRehearsal(approved.and([ben, { type: "start-run", mode: "live" }]).state)).toBe(false);
});

it("[RUN96] nothing it records reaches the inventory, whatever step is done", () => {
	const { state } = rehearsal().and([ben, start]);
	const effects = plan.steps.flatMap(({ id }) => inventoryEffects(state, { type: "step-completed", data: { stepId: id, evidence: {} } }));
	expect(effects).toEqual([]);
});

it("[RUN59] an auditor finds nothing in a rehearsal without approval, and everything in a live start of one", () => {
	const recorded = (mode: "live" | "rehearsal") =>
		[rehearsal().events[0], { type: "run-started", data: { mode } } as const].flatMap((event, i) =>
			event ? [{ ...event, sequence: i + 1, at: "2026-11-24T02:00:00.000Z", actor: { id: "ada" } }] : [],
		);
	expect(auditRun(recorded("rehearsal"))).toEqual([]);
	expect(auditRun(recorded("live"))).toEqual([{ sequence: 2, problem: "started-unapproved" }]);
});
