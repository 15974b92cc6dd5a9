import { expect, it } from "vitest";
import { drafted, type Story } from "../testing/given-when-then.ts";
import { night, nightInventory, nightPlan, upTo } from "../testing/night.ts";
import { PLAN_DIGEST, people } from "../testing/run-builders.ts";
import type { RunCommand } from "./commands.ts";
import type { DecideContext } from "./decide-context.ts";

const { ada, ben, cid, dot } = people;
const zoe: DecideContext["actor"] = { id: "zoe", kind: "person", role: "lead" };
const approve: RunCommand = { type: "approve-plan", planDigest: PLAN_DIGEST };

const submitted = drafted({ plan: nightPlan(), inventory: nightInventory }).and([ben, { type: "submit-plan" }]);
/** Approved once by `zoe`, taken back, submitted anew: what a former approver meets. */
const secondRound = submitted
	.and([zoe, approve])
	.and([zoe, { type: "reject-plan", reason: "Read it again" }])
	.and([ada, { type: "submit-plan" }]);
const approvedBefore = submitted.and([zoe, approve]);

/** Everybody who might try, and what must come of it while the plan is open. */
const whoTries: Record<string, { readonly who: DecideContext["actor"]; readonly open: string }> = {
	"the requester": { who: ada, open: "self-approval" },
	"the requester in a second session": { who: { ...ada }, open: "self-approval" },
	"the requester through a token bound to her": { who: { ...ada, kind: "person" }, open: "self-approval" },
	"the requester by a service account": { who: { ...ada, kind: "token" }, open: "forbidden" },
	"the requester's second account": { who: { ...zoe, id: "ada-2", otherAccounts: ["ada"] }, open: "self-approval" },
	"the requester turned admin": { who: { ...ada, role: "admin" }, open: "forbidden" },
	"a delegate who submitted it for her": { who: ben, open: "ok" },
	"a former approver": { who: zoe, open: "ok" },
	"an approver who lost the role": { who: { ...zoe, role: "viewer" }, open: "forbidden" },
	"a lead of another team, viewer here": { who: { id: "yan", kind: "person", role: "viewer" }, open: "forbidden" },
	"a lead of another team, lead here too": { who: { id: "yan", kind: "person", role: "lead" }, open: "ok" },
	"an operator": { who: cid, open: "forbidden" },
	"an auditor": { who: people.flo, open: "forbidden" },
	"an admin": { who: people.gus, open: "forbidden" },
	"a lead's service account": { who: people.leadBot, open: "forbidden" },
	"the system": { who: { id: "system", kind: "system", role: "lead" }, open: "forbidden" },
};

const running = approvedBefore.and([ben, { type: "start-run", mode: "live" }]);
const stages: Record<string, { readonly story: Story; readonly settled?: string }> = {
	"while it is a draft": { story: drafted({ plan: nightPlan(), inventory: nightInventory }) },
	"while it is submitted": { story: submitted },
	"in a second round": { story: secondRound },
	"when it is approved already": { story: approvedBefore, settled: "stale-sequence" },
	"when the run is on": { story: running, settled: "stale-sequence" },
	"when the run has ended": { story: running.and([ben, { type: "end-run", outcome: "partial", reason: "r" }]), settled: "run-ended" },
	"when it was rejected": { story: submitted.and([zoe, { type: "reject-plan", reason: "No" }]), settled: "not-approved" },
};

const outcome = (story: Story, who: DecideContext["actor"], command: RunCommand): string => {
	const decision = story.when(who, command);
	return decision.ok ? "ok" : decision.error.code;
};

it.each(Object.keys(whoTries))("[RUN5] approval by %s, at every stage", (name) => {
	const { who, open } = whoTries[name] ?? { who: cid, open: "" };
	for (const [stage, { story, settled }] of Object.entries(stages)) {
		const expected = open === "ok" ? (settled ?? "ok") : open;
		expect(`${stage}: ${outcome(story, who, approve)}`).toBe(`${stage}: ${expected}`);
	}
});

it("[RUN5] an approval names the digest of what was read; another digest approves nothing, whoever sends it", () => {
	for (const { who, open } of Object.values(whoTries))
		expect(outcome(submitted, who, { type: "approve-plan", planDigest: "sha256:elsewhere" })).toBe(open === "ok" ? "plan-outdated" : open);
	const edited = drafted({ plan: nightPlan([], { planDigest: `sha256:${"d".repeat(64)}` }), inventory: nightInventory });
	expect(outcome(edited, ben, approve)).toBe("plan-outdated");
});

it("[RUN5] of two racing approvals one becomes a fact", () => {
	const first = submitted.and([ben, approve]);
	expect(outcome(first, zoe, approve)).toBe("stale-sequence");
	expect(first.events.filter((event) => event.type === "plan-approved")).toHaveLength(1);
});

const step = "adfs.disable-provider:CORP";
const ready = upTo(night(), step);

/** Who confirmed before, who starts, what comes of it. */
const pairs: [confirmer: DecideContext["actor"], starter: DecideContext["actor"], outcome: string][] = [
	[cid, dot, "ok"],
	[dot, cid, "ok"],
	[ben, cid, "ok"],
	[cid, ben, "ok"],
	[cid, people.bot, "ok"],
	[cid, cid, "needs-second-person"],
	[ben, ben, "needs-second-person"],
	[cid, { ...cid, role: "lead" }, "needs-second-person"],
	[cid, { ...dot, id: "cid-2", otherAccounts: ["cid"] }, "needs-second-person"],
	[cid, { ...cid, kind: "token" }, "needs-second-person"],
	[cid, people.eve, "forbidden"],
	[cid, people.gus, "forbidden"],
];
it.each(pairs)("[RUN41] confirmed by $id, started by somebody: four eyes or none (%#)", (confirmer, starter, expected) => {
	const confirmed = ready.and([confirmer, { type: "confirm-step", stepId: step }]);
	expect(outcome(confirmed, starter, { type: "start-step", stepId: step })).toBe(expected);
});

it("[RUN41] who may not work steps or is no person cannot confirm", () => {
	const confirm: RunCommand = { type: "confirm-step", stepId: step };
	for (const who of [people.eve, people.flo, people.gus, people.bot, people.leadBot])
		expect(outcome(ready, who, confirm)).toBe("forbidden");
	for (const who of [cid, dot, ben, ada]) expect(outcome(ready, who, confirm)).toBe("ok");
});

it("[RUN44] a waiver is a lead's in person, and dies with the plan it was given for", () => {
	const waive: RunCommand = { type: "waive", code: "last-serving-node", subject: "adfs-farm:EDGE", reason: "r" };
	for (const who of [cid, people.eve, people.flo, people.gus, people.leadBot]) expect(outcome(ready, who, waive)).toBe("forbidden");
	for (const who of [ada, ben, zoe]) expect(outcome(ready, who, waive)).toBe("ok");
	expect(outcome(submitted, ben, waive)).toBe("not-approved");
	expect(outcome(approvedBefore, ben, waive)).toBe("ok");
	expect(night().state.waivers).toEqual([]);
});
