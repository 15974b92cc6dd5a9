import { expect, it } from "vitest";
import { drafted, type Story } from "../testing/given-when-then.ts";
import { done, night, nightInventory, nightPlan, upTo } from "../testing/night.ts";
import { AT, people } from "../testing/run-builders.ts";
import { auditRun, type Irregularity } from "./audit-run.ts";
import type { RunEvent } from "./events.ts";
import type { RecordedRunEvent } from "./evolve.ts";

const { ben } = people;
const actorOf = (event: RunEvent): string =>
	event.type === "plan-drafted" ? "ada" : event.type === "step-confirmed" ? "dot" : event.type.startsWith("step") ? "cid" : "ben";
const record = (events: readonly RunEvent[]): RecordedRunEvent[] =>
	events.map((event, i) => ({ ...event, sequence: i + 1, at: AT, actor: { id: actorOf(event) } }));
/** What the auditor says when `next` is written behind a story past the gate. */
const forged = (story: Story, next: RunEvent, by = actorOf(next)): (Irregularity["problem"] | string)[] => {
	const events = record([...story.events, next]);
	const last = { ...events.at(-1), actor: { id: by } } as RecordedRunEvent;
	return auditRun([...events.slice(0, -1), last]).map(({ problem, sequence }) => (sequence === events.length ? problem : `${sequence}`));
};

it("[RUN59] a whole night that went through the gate is regular", () => {
	const story = upTo(night(), "estate.accept:estate").and([ben, { type: "end-run", outcome: "complete" }]);
	expect(auditRun(record(story.events))).toEqual([]);
});

it("[RUN59] facts that no gate would have let pass are named with their sequence", () => {
	const stepId = "mfa-server.install:MFA02";
	const start = (id: string, confirmedBy?: string): RunEvent => ({
		type: "step-started",
		data: { stepId: id, ...(confirmedBy !== undefined && { confirmedBy }) },
	});
	const promote = "mfa-server.promote:default";
	const ready = upTo(night(), promote);
	const plan = nightPlan();
	const draft = drafted({ plan, inventory: nightInventory });
	expect(forged(night(), start(stepId))).toEqual(["step-before-its-time"]);
	expect(forged(draft, start("mfa-server.drain:MFA02"))).toEqual(["started-unapproved"]);
	expect(forged(draft, { type: "run-started", data: { mode: "live" } })).toEqual(["started-unapproved"]);
	expect(forged(draft, { type: "plan-approved", data: { planDigest: plan.planDigest, warnings: [] } }, "ada")).toEqual([
		"approved-by-author",
	]);
	expect(forged(draft, { type: "plan-approved", data: { planDigest: "sha256:other", warnings: [] } })).toEqual(["approved-other-plan"]);
	expect(forged(ready, start(promote))).toEqual(["two-eyes"]);
	expect(forged(ready, start(promote, "dot"))).toEqual(["two-eyes"]);
	const looked = ready.and([people.dot, { type: "confirm-step", stepId: promote }]);
	expect(forged(looked, start(promote, "dot"))).toEqual([]);
	expect(forged(looked, start(promote, "dot"), "dot")).toEqual(["two-eyes"]);
	const backup = "mfa-server.backup-data:MFA01";
	expect(forged(night(), { type: "step-completed", data: { stepId: backup, evidence: { files: [] } } })).toEqual([
		"step-out-of-turn",
		"checkpoint-without-copy",
	]);
	expect(forged(night(), { type: "step-failed", data: { stepId: backup, reason: "r" } })).toEqual(["step-out-of-turn"]);
	expect(forged(done(night(), backup), start(backup))).toEqual(["step-out-of-turn"]);
	expect(forged(night(), { type: "step-skipped", data: { stepId, reason: "r" } })).toEqual(["required-step-skipped"]);
	const parked = night().and([ben, { type: "park-subject", subject: "mfa-server:MFA02", reason: "r" }]);
	expect(forged(parked, start("mfa-server.drain:MFA02"))).toEqual(["parked-step-worked-on"]);
	const end = (outcome: "complete" | "partial"): RunEvent => ({ type: "run-ended", data: { outcome, debts: [] } });
	expect(forged(night(), end("complete"))).toEqual(["ended-incomplete"]);
	const gap = upTo(night(), "adfs.unregister-provider:CORP");
	expect(forged(gap, end("partial"))).toEqual(["ended-in-open-gap"]);
	expect(forged(gap, start("adfs.disable-provider:EDGE", "dot"))).toEqual(["step-before-its-time", "two-eyes", "second-gap"]);
	const ended = night().and([ben, { type: "end-run", outcome: "partial", reason: "r" }]);
	expect(forged(ended, { type: "note-added", data: { text: "t" } })).toEqual(["after-the-end"]);
	expect(forged(night(), night().events[0] as RunEvent)).toEqual(["begins-twice"]);
});
