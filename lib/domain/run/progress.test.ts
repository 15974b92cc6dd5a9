import { expect, it } from "vitest";
import { running } from "../testing/given-when-then.ts";
import { done, night, started, upTo } from "../testing/night.ts";
import { chain, later, people, planOf, step } from "../testing/run-builders.ts";
import { stepViews } from "./progress.ts";
import { runView } from "./run-view.ts";

const { ben, cid, dot } = people;
const data = "mfa-server.backup-data:MFA01";

it("[RUN54] every step of the plan has a view, in the plan's order", () => {
	const { state } = night();
	expect(Object.keys(stepViews(state))).toEqual(state.plan.phases.flatMap(({ stepIds }) => stepIds));
	expect(stepViews(state)[data]).toEqual({ status: "ready", waitingFor: [] });
	expect(stepViews(state)["mfa-server.install:MFA02"]).toEqual({
		status: "waiting",
		waitingFor: ["prepare.download-installer:estate", data, "mfa-server.drain:MFA02"],
	});
});

it("[RUN54] a gate stands for the steps behind it, once each", () => {
	const [a, b, c] = [step("mfa-server.verify", "A"), step("mfa-server.verify", "B"), step("user-portal.verify", "C")];
	const edges = [...chain(a.id, "gate:mfa-servers", "gate:user-portals", c.id), ...chain(b.id, "gate:mfa-servers"), ...chain(b.id, c.id)];
	const story = running({ plan: planOf({ steps: [a, b, c], edges }) });
	expect(stepViews(story.state)[c.id]).toEqual({ status: "waiting", waitingFor: [a.id, b.id] });
	expect(stepViews(done(story, a.id, b.id).state)[c.id]).toEqual({ status: "ready", waitingFor: [] });
});

it("[RUN54] views say who has a step and when it began and ended", () => {
	const claimed = night().and([dot, { type: "claim-step", stepId: data }]);
	expect(stepViews(claimed.state)[data]).toEqual({ status: "ready", waitingFor: [], claimedBy: "dot" });
	const begun = started(night(), data);
	expect(stepViews(begun.state)[data]).toEqual({ status: "running", waitingFor: [], by: "cid", claimedBy: "cid", startedAt: later(0) });
	expect(stepViews(done(night(), data).state)[data]).toMatchObject({ status: "done", by: "cid", finishedAt: later(0) });
	const failed = begun.and([cid, { type: "fail-step", stepId: data, reason: "r" }]);
	expect(stepViews(failed.state)[data]).toMatchObject({ status: "failed", by: "cid" });
});

it("[RUN54] what is shown ready, the gate takes; what is shown waiting, it refuses for the same steps", () => {
	for (const id of ["mfa-server.promote:default", "user-portal.drain:UP02", "adfs.swap-batches:CORP", "estate.accept:estate"]) {
		const { state, when } = upTo(night(), id);
		for (const [stepId, view] of Object.entries(stepViews(state))) {
			if (view.status !== "ready" && view.status !== "waiting") continue;
			const decision = when(ben, { type: "start-step", stepId });
			const blocked = !decision.ok && decision.error.code === "step-blocked" ? decision.error.waitingFor.map((one) => one.stepId) : [];
			expect([stepId, blocked.toSorted()]).toEqual([stepId, view.waitingFor.toSorted()]);
		}
	}
});

it("[RUN55] the run of the API: status, mode, steps, open windows, waivers, debts", () => {
	const story = started(upTo(night(), "adfs.disable-provider:CORP"), "adfs.disable-provider:CORP").and([
		ben,
		{ type: "park-subject", subject: "adfs-farm:EDGE", reason: "r" },
	]);
	const view = runView(story.state);
	expect(view).toMatchObject({
		status: "running",
		mode: "live",
		windows: [{ kind: "mfa-gap", subject: "adfs-farm:CORP", since: later(0), opener: "cid", budget: 30 }],
		waivers: [{ code: "last-serving-node", subject: "adfs-farm:EDGE" }],
	});
	expect(view.debts).toEqual(story.state.parked["adfs-farm:EDGE"]?.stepIds);
	expect(view.steps["adfs.verify:CORP"]).toEqual({ status: "waiting", waitingFor: ["adfs.return-batch-b:CORP"] });
	expect(view.steps["adfs.export-config:CORP"]).not.toHaveProperty("waitingFor");
});

it("[RUN55] once ended, the debts are everything that was not done", () => {
	const story = done(night(), data).and([ben, { type: "end-run", outcome: "partial", reason: "Out of time" }]);
	expect(runView(story.state).debts).toEqual(story.state.plan.steps.map(({ id }) => id).filter((id) => id !== data));
});

it("[RUN55] behind a gate of hundreds the answer names a hundred and the number", () => {
	const servers = Array.from({ length: 130 }, (_, i) => step("mfa-server.verify", `V${i}`));
	const last = step("user-portal.verify", "P");
	const edges = [...servers.flatMap(({ id }) => chain(id, "gate:mfa-servers")), ...chain("gate:mfa-servers", last.id)];
	const { steps } = runView(running({ plan: planOf({ steps: [...servers, last], edges }) }).state);
	expect(steps[last.id]?.waitingFor).toEqual(servers.slice(0, 100).map(({ id }) => id));
	expect(steps[last.id]?.waitingForTotal).toBe(130);
});
