import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { drafted, running } from "../testing/given-when-then.ts";
import { chain, copyOf, files, later, people, planOf, step } from "../testing/run-builders.ts";

const { ada, cid, dot } = people;
const backup = step("mfa-server.backup-data", "MFA01", { checkpoint: true, evidence: [files] });
const install = step("mfa-server.install", "MFA01");
const plan = planOf({ steps: [backup, install], edges: chain(backup.id, install.id) });

it("approve, start, complete in order", () => {
	const story = running({ plan });
	expect(story.when(cid, { type: "start-step", stepId: install.id })).toEqual(
		err({ code: "step-blocked", waitingFor: [{ stepId: backup.id, title: backup.title, status: "open" }] }),
	);
	const started = story.and([cid, { type: "start-step", stepId: backup.id }]);
	expect(started.when(dot, { type: "start-step", stepId: backup.id })).toEqual(err({ code: "step-running", by: "cid" }));
	expect(started.when(cid, { type: "complete-step", stepId: backup.id })).toEqual(err({ code: "evidence-missing", fields: ["files"] }));
	const done = started.and([cid, { type: "complete-step", stepId: backup.id, evidence: { files: [copyOf("MFA01")] } }, later(5)]);
	expect(done.when(dot, { type: "start-step", stepId: install.id })).toEqual(ok([{ type: "step-started", data: { stepId: install.id } }]));
});

it("the author does not approve", () => {
	expect(drafted({ plan }).when(ada, { type: "approve-plan", planDigest: plan.planDigest })).toEqual(err({ code: "self-approval" }));
});
