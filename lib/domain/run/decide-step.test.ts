import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { running } from "../testing/given-when-then.ts";
import { done, night, nightInventory, nightPlan, started, upTo } from "../testing/night.ts";
import { chain, later, people, planOf, step } from "../testing/run-builders.ts";

const { ben, cid, dot } = people;
const data = "mfa-server.backup-data:MFA01";
const drain = "mfa-server.drain:MFA02";
const install = "mfa-server.install:MFA02";

it("[RUN16] a step waits for everything before it, and is told what", () => {
	expect(done(night(), data).when(cid, { type: "start-step", stepId: install })).toEqual(
		err({
			code: "step-blocked",
			waitingFor: [
				{ stepId: "prepare.download-installer:estate", title: "prepare.download-installer estate", status: "open" },
				{ stepId: drain, title: "mfa-server.drain MFA02", status: "open" },
			],
		}),
	);
	const draining = started(night(), drain);
	expect(draining.when(cid, { type: "start-step", stepId: install })).toMatchObject({
		error: {
			code: "step-blocked",
			waitingFor: expect.arrayContaining([expect.objectContaining({ stepId: drain, status: "running", by: "cid" })]),
		},
	});
});

it("[RUN16] gates are looked through, also one behind another", () => {
	const [a, b, c] = [step("mfa-server.verify", "A"), step("user-portal.verify", "B"), step("adfs.verify", "C")];
	const plan = planOf({
		steps: [a, b, c],
		edges: [...chain(a.id, "gate:mfa-servers", "gate:user-portals", c.id), [b.id, "gate:user-portals"]],
	});
	const story = running({ plan });
	const waitingFor = (from: typeof story) => {
		const decision = from.when(cid, { type: "start-step", stepId: c.id });
		return !decision.ok && decision.error.code === "step-blocked" ? decision.error.waitingFor.map(({ stepId }) => stepId) : "no";
	};
	expect(waitingFor(story)).toEqual([a.id, b.id]);
	expect(waitingFor(done(story, b.id))).toEqual([a.id]);
	expect(done(story, a.id, b.id).when(cid, { type: "start-step", stepId: c.id }).ok).toBe(true);
});

it("[RUN16] an edge from a name that the plan does not hold is never satisfied", () => {
	const only = step("mfa-server.verify", "A");
	const story = running({ plan: planOf({ steps: [only], edges: chain("mfa-server.verify:GONE", only.id) }) });
	expect(story.when(cid, { type: "start-step", stepId: only.id })).toMatchObject({ error: { code: "step-blocked" } });
});

it("[RUN17] the second start loses, whoever makes it, and so does the second completion", () => {
	const begun = started(night(), data);
	for (const who of [cid, dot, ben])
		expect(begun.when(who, { type: "start-step", stepId: data })).toEqual(err({ code: "step-running", by: "cid" }));
	const finished = done(night(), data);
	const already = err({ code: "step-already-done", by: "cid", at: night().at });
	expect(finished.when(cid, { type: "complete-step", stepId: data })).toEqual(already);
	expect(finished.when(dot, { type: "start-step", stepId: data })).toEqual(already);
	expect(finished.when(dot, { type: "claim-step", stepId: data })).toEqual(already);
	expect(finished.when(dot, { type: "fail-step", stepId: data, reason: "r" })).toEqual(already);
});

it("[RUN17] what was not started is not completed and not failed", () => {
	expect(night().when(cid, { type: "complete-step", stepId: data })).toEqual(err({ code: "step-not-started" }));
	expect(night().when(cid, { type: "fail-step", stepId: data, reason: "r" })).toEqual(err({ code: "step-not-started" }));
	expect(night().when(cid, { type: "retry-step", stepId: data })).toEqual(err({ code: "step-not-started" }));
	expect(night().when(cid, { type: "reopen-step", stepId: data, reason: "r" })).toEqual(err({ code: "step-not-started" }));
});

it("[RUN17] start and finish are recorded with who and when", () => {
	const finished = started(night(), drain).and([cid, { type: "complete-step", stepId: drain }, later(12)]);
	expect(finished.state.steps[drain]).toEqual({
		status: "done",
		claimedBy: "cid",
		by: "cid",
		startedAt: later(0),
		firstStartedAt: later(0),
		firstStartedBy: "cid",
		finishedAt: later(12),
		evidence: {},
		attempts: 1,
	});
});

it("[RUN18] a step claimed by one is not claimed, started, completed or failed by another", () => {
	const claimed = night().and([dot, { type: "claim-step", stepId: drain }]);
	expect(claimed.when(cid, { type: "claim-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	expect(claimed.when(dot, { type: "claim-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	expect(claimed.when(cid, { type: "start-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	const begun = claimed.and([dot, { type: "start-step", stepId: drain }]);
	expect(begun.when(cid, { type: "complete-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	expect(begun.when(cid, { type: "fail-step", stepId: drain, reason: "r" })).toEqual(err({ code: "step-claimed", by: "dot" }));
});

it("[RUN19] a claim is released by its owner or a lead, and passed on by a lead, also while the step runs", () => {
	const claimed = night().and([dot, { type: "claim-step", stepId: drain }]);
	expect(claimed.when(cid, { type: "release-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	expect(claimed.and([dot, { type: "release-step", stepId: drain }]).state.steps[drain]?.claimedBy).toBeUndefined();
	expect(claimed.and([ben, { type: "release-step", stepId: drain }]).when(cid, { type: "start-step", stepId: drain }).ok).toBe(true);
	expect(night().when(dot, { type: "release-step", stepId: drain })).toEqual(err({ code: "stale-sequence", sequence: 3 }));
	const assigned = night().and([ben, { type: "assign-step", stepId: drain, userId: "dot" }]);
	expect(assigned.when(cid, { type: "start-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	const passed = started(night(), drain).and([ben, { type: "assign-step", stepId: drain, userId: "dot" }]);
	expect(passed.when(cid, { type: "complete-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	expect(passed.when(dot, { type: "complete-step", stepId: drain }).ok).toBe(true);
	expect(started(night(), drain).when(cid, { type: "release-step", stepId: drain })).toEqual(err({ code: "step-running", by: "cid" }));
});

it("[RUN45] a failed step keeps its dependants shut, is free for anybody, and is made ready by a retry", () => {
	const failed = started(night(), drain).and([cid, { type: "fail-step", stepId: drain, reason: "Balancer down" }]);
	expect(failed.state.steps[drain]).toMatchObject({ status: "failed", by: "cid", reason: "Balancer down" });
	expect(failed.when(cid, { type: "complete-step", stepId: drain })).toEqual(err({ code: "step-not-started" }));
	expect(failed.when(cid, { type: "start-step", stepId: drain })).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: drain, status: "failed" }] },
	});
	const alone = done(failed, "prepare.download-installer:estate", data);
	expect(alone.when(cid, { type: "start-step", stepId: install })).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: drain, status: "failed" }] },
	});
	const taken = failed.and([dot, { type: "claim-step", stepId: drain }], [cid, { type: "retry-step", stepId: drain }]);
	expect(taken.when(cid, { type: "start-step", stepId: drain })).toEqual(err({ code: "step-claimed", by: "dot" }));
	const retried = failed.and([dot, { type: "retry-step", stepId: drain, reason: "Balancer is back" }]);
	expect(retried.when(cid, { type: "complete-step", stepId: drain })).toEqual(err({ code: "step-not-started" }));
	const again = retried.and([dot, { type: "start-step", stepId: drain }]);
	expect(again.state.steps[drain]).toMatchObject({ status: "running", by: "dot", attempts: 2 });
});

it("[RUN46] only an optional step is skipped, and it lets its dependants go", () => {
	const optional = step("prepare.announce-freeze", "estate", { optional: true });
	const behind = step("prepare.end-freeze", "estate", { optional: true });
	const required = step("mfa-server.verify", "A");
	const story = running({ plan: planOf({ steps: [optional, behind, required], edges: chain(optional.id, behind.id) }) });
	expect(story.when(cid, { type: "skip-step", stepId: required.id, reason: "r" })).toEqual(
		err({ code: "required-step", stepId: required.id }),
	);
	const skipped = story.and([cid, { type: "skip-step", stepId: optional.id, reason: "Nobody to tell" }]);
	expect(skipped.state.steps[optional.id]).toMatchObject({ status: "skipped", reason: "Nobody to tell", by: "cid" });
	expect(skipped.when(cid, { type: "start-step", stepId: behind.id }).ok).toBe(true);
	expect(skipped.when(cid, { type: "skip-step", stepId: optional.id, reason: "r" })).toMatchObject({
		error: { code: "step-already-done" },
	});
	expect(started(story, optional.id).when(cid, { type: "skip-step", stepId: optional.id, reason: "r" })).toEqual(
		err({ code: "step-running", by: "cid" }),
	);
});

it("[RUN47] a tick is taken back with a reason, not once a dependant was begun", () => {
	const finished = done(night(), drain);
	const reopened = finished.and([dot, { type: "reopen-step", stepId: drain, reason: "Wrong pool" }]);
	expect(reopened.state.steps[drain]).toEqual({ status: "open", attempts: 1, reopenedAt: reopened.at, reason: "Wrong pool" });
	const begun = started(done(night(), "prepare.download-installer:estate", data, drain), install);
	const refused = err({ code: "dependant-started", steps: [install] });
	expect(begun.when(cid, { type: "reopen-step", stepId: drain, reason: "r" })).toEqual(refused);
	const failed = begun.and([cid, { type: "fail-step", stepId: install, reason: "1603" }]);
	expect(failed.when(cid, { type: "reopen-step", stepId: drain, reason: "r" })).toEqual(refused);
	const retried = failed.and([cid, { type: "retry-step", stepId: install }]);
	expect(retried.when(cid, { type: "reopen-step", stepId: drain, reason: "r" })).toEqual(refused);
	// in reverse order the way back is open: that is how a back-out is recorded
	const back = retried.and([cid, { type: "reopen-step", stepId: install, reason: "Back out" }]);
	expect(back.when(cid, { type: "reopen-step", stepId: drain, reason: "Back out" }).ok).toBe(true);
	expect(begun.when(cid, { type: "reopen-step", stepId: install, reason: "r" })).toEqual(err({ code: "step-running", by: "cid" }));
});

it("[RUN47] begun dependants are seen through gates and through skipped steps", () => {
	const last = "mfa-server.undrain:MFA01";
	const story = done(upTo(night(), "user-portal.backup-config:UP01"), "user-portal.drain:UP01");
	expect(story.when(cid, { type: "reopen-step", stepId: last, reason: "r" })).toEqual(
		err({ code: "dependant-started", steps: ["user-portal.drain:UP01"] }),
	);
	const [a, b, c] = ["A", "B", "C"].map((name) => step("mfa-server.verify", name, { optional: name !== "A" }));
	const plan = planOf({ steps: [a, b, c].flatMap((one) => one ?? []), edges: chain(a?.id ?? "", b?.id ?? "", c?.id ?? "") });
	const skipping = done(running({ plan }), "mfa-server.verify:A")
		.and([cid, { type: "skip-step", stepId: "mfa-server.verify:B", reason: "r" }])
		.and([cid, { type: "start-step", stepId: "mfa-server.verify:C" }]);
	expect(skipping.when(cid, { type: "reopen-step", stepId: "mfa-server.verify:A", reason: "r" })).toEqual(
		err({ code: "dependant-started", steps: ["mfa-server.verify:C"] }),
	);
});

it("[RUN2] notes stand with their author, step and sequence", () => {
	const noted = night().and([people.ben, { type: "add-note", stepId: drain, text: "Ask Network first" }]);
	expect(noted.state.notes).toEqual([{ stepId: drain, text: "Ask Network first", by: "ben", at: noted.at, sequence: 4 }]);
	expect(night({ plan: nightPlan(), inventory: nightInventory }).when(people.eve, { type: "add-note", text: "t" })).toEqual(
		err({ code: "forbidden", needs: "work-steps" }),
	);
	expect(night().when(cid, { type: "add-note", text: "t" })).toEqual(ok([{ type: "note-added", data: { text: "t" } }]));
});

it("[RUN61] an operator bound to teams works their steps alone; others, leads and looks are free", () => {
	const start = { type: "start-step", stepId: drain } as const;
	expect(night().when({ ...cid, teams: ["network"] }, start)).toEqual(err({ code: "forbidden", needs: "mfa-admin" }));
	expect(night().when({ ...cid, teams: ["network", "mfa-admin"] }, start).ok).toBe(true);
	expect(night().when({ ...cid, teams: [] }, start).ok).toBe(true);
	expect(night().when({ ...ben, teams: ["network"] }, start).ok).toBe(true);
	expect(night().when({ ...cid, teams: ["network"] }, { type: "add-note", stepId: drain, text: "t" }).ok).toBe(true);
	expect(night().when({ ...cid, teams: ["network"] }, { type: "confirm-step", stepId: "mfa-server.promote:default" }).ok).toBe(true);
});
