import { expect, it } from "vitest";
import { runSummary } from "../proof/run-summary.ts";
import { err } from "../result.ts";
import { running } from "../testing/given-when-then.ts";
import { done, night, upTo, wait } from "../testing/night.ts";
import { AT, chain, copyOf, later, people, planOf, step } from "../testing/run-builders.ts";
import { earliestStart } from "./late-entry.ts";
import { openGaps } from "./windows.ts";

const { ben, cid, dot } = people;
const backup = "mfa-server.backup-data:MFA01";
const start = (stepId: string, happenedAt?: string) => ({ type: "start-step", stepId, ...(happenedAt && { happenedAt }) }) as const;
const complete = (stepId: string, happenedAt?: string, evidence = {}) =>
	({ type: "complete-step", stepId, evidence, ...(happenedAt && { happenedAt }) }) as const;
const refused = (message: string) => err({ code: "invalid", issues: [{ path: "happenedAt", message }] });
const tooEarly = "The time it happened lies before the run began or what this step waited for was finished";

it("[RUN84] work entered afterwards keeps the time it happened and who entered it when", () => {
	const story = wait(night(), 300).and([dot, start(backup, "2026-11-24T03:05:00+01:00"), later(300)]);
	expect(story.events.at(-1)).toEqual({ type: "step-started", data: { stepId: backup, happenedAt: later(5) } });
	const copy = { files: [copyOf("MFA01", { takenAt: later(9) })] };
	const finished = story.and([dot, complete(backup, later(12), copy), later(301)]);
	expect(finished.events.at(-1)).toMatchObject({ type: "step-completed", data: { happenedAt: later(12) } });
	expect(finished.state.steps[backup]).toMatchObject({
		status: "done",
		startedAt: later(5),
		firstStartedAt: later(5),
		startEntered: { by: "dot", at: later(300) },
		finishedAt: later(12),
		finishEntered: { by: "dot", at: later(301) },
	});
});

it("[RUN84] without such a time the event says nothing of it", () => {
	const story = night().and([cid, start(backup)]);
	expect(story.events.at(-1)).toEqual({ type: "step-started", data: { stepId: backup } });
	expect(story.state.steps[backup]).not.toHaveProperty("startEntered");
});

it("[RUN85] not in the future, not before the run began, not before what it waited for was finished", () => {
	const late = wait(night(), 300);
	expect(late.when(cid, start(backup, later(301)))).toEqual(refused("The time it happened lies in the future"));
	expect(late.when(cid, start(backup, later(-1)))).toEqual(refused(tooEarly));
	const [one, two, three] = ["MFA01", "MFA02", "MFA03"].map((host) => step("mfa-server.verify", host));
	if (!one || !two || !three) throw new Error("three steps");
	const skippable = { ...two, optional: true };
	const plan = planOf({ steps: [one, skippable, three], edges: chain(one.id, two.id, three.id) });
	const begun = wait(running({ plan }), 300);
	expect(begun.when(cid, start(three.id, later(20)))).toMatchObject({ error: { code: "step-blocked" } });
	expect(begun.when(cid, start(three.id, later(-20)))).toMatchObject({ error: { code: "step-blocked" } });
	const first = begun.and([cid, start(one.id, later(10))], [cid, complete(one.id, later(20))]);
	const skipped = first.and([cid, { type: "skip-step", stepId: two.id, reason: "Not needed" }]);
	expect(earliestStart(skipped.state, three.id)).toBe(later(20));
	expect(skipped.when(cid, start(three.id, later(19)))).toEqual(refused(tooEarly));
	expect(skipped.when(cid, start(three.id, later(20))).ok).toBe(true);
});

it("[RUN85] a finish is not before its own start, an attempt not before the one that failed", () => {
	const begun = wait(night(), 300).and([cid, start(backup, later(30))]);
	expect(begun.when(cid, complete(backup, later(29)))).toEqual(refused("The time it happened lies before the step was started"));
	const fail = { type: "fail-step", stepId: backup, reason: "Disk full" } as const;
	expect(begun.when(cid, { ...fail, happenedAt: later(29) })).toEqual(refused("The time it happened lies before the step was started"));
	const failed = begun.and([cid, { ...fail, happenedAt: later(40) }]);
	expect(failed.state.steps[backup]).toMatchObject({ status: "failed", finishedAt: later(40), finishEntered: { by: "cid" } });
	const again = failed.and([cid, { type: "retry-step", stepId: backup }]);
	expect(again.state.steps[backup]).not.toHaveProperty("finishEntered");
	expect(again.when(cid, start(backup, later(29)))).toEqual(refused(tooEarly));
});

it("[RUN85] a time of the same minute as its bound counts as the bound", () => {
	const begun = running({ plan: planOf({ steps: [step("estate.accept", "estate")] }) }, "live", "2026-11-24T02:00:42.500Z");
	const decision = begun.when(cid, start("estate.accept:estate", "2026-11-24T02:00Z"), later(60));
	expect(decision).toMatchObject({ value: [{ data: { happenedAt: "2026-11-24T02:00:42.500Z" } }] });
});

it("[RUN86] the maintenance window and the age of copies are those of the time it happened", () => {
	const window = { start: AT, end: later(120), timeZone: "Europe/Berlin" };
	const after = wait(night({ window }), 600);
	expect(after.when(cid, start(backup))).toMatchObject({ error: { code: "outside-window" } });
	expect(after.when(cid, start(backup, later(100))).ok).toBe(true);
	expect(after.when(cid, start(backup, later(115)))).toMatchObject({ error: { code: "too-late-to-finish" } });
	const nextDay = wait(night(), 2000).and([cid, start(backup, later(5))]);
	const copy = { files: [copyOf("MFA01", { takenAt: later(9) })] };
	expect(nextDay.when(cid, complete(backup, later(12), copy)).ok).toBe(true);
	expect(nextDay.when(cid, complete(backup, undefined, copy))).toMatchObject({ error: { code: "backup-stale" } });
});

it("[RUN86] an MFA gap entered afterwards is as long as it was", () => {
	const id = "adfs.disable-provider:CORP";
	const ready = upTo(night(), id).and([dot, { type: "confirm-step", stepId: id }]);
	const open = wait(ready, 200).and([cid, start(id, later(50))]);
	expect(openGaps(open.state)).toMatchObject([{ subject: "adfs-farm:CORP", since: later(50) }]);
});

it("[RUN84] a second person, claims and pauses are asked for as ever", () => {
	const id = "adfs.disable-provider:CORP";
	expect(wait(upTo(night(), id), 200).when(cid, start(id, later(50)))).toEqual(err({ code: "needs-second-person" }));
	const claimed = wait(night(), 60).and([dot, { type: "claim-step", stepId: backup }]);
	expect(claimed.when(cid, start(backup, later(5)))).toEqual(err({ code: "step-claimed", by: "dot" }));
	const paused = claimed.and([ben, { type: "pause-run", reason: "r" }]);
	expect(paused.when(dot, start(backup, later(5)))).toMatchObject({ error: { code: "run-paused" } });
	expect(done(night(), backup).when(cid, start(backup, AT))).toMatchObject({ error: { code: "step-already-done" } });
});

it("[RUN86] the report counts a window from the time it happened, not from the time it was entered", () => {
	const id = "adfs.disable-provider:CORP";
	const ready = upTo(night(), id).and([dot, { type: "confirm-step", stepId: id }]);
	const open = wait(ready, 200).and([cid, start(id, later(50))]);
	const recorded = open.events.map((event, i) => ({ ...event, sequence: i + 1, at: later(200), actor: { id: "cid" } }));
	expect(runSummary(recorded, open.state).windows).toContainEqual(
		expect.objectContaining({ subject: "adfs-farm:CORP", opened: later(50), minutes: 150 }),
	);
});
