import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { done, night, started, upTo } from "../testing/night.ts";
import { later, people } from "../testing/run-builders.ts";
import { stepViews } from "./progress.ts";

const { ben, cid } = people;
const park = (subject: string) => ({ type: "park-subject", subject, reason: "Disk full" }) as const;
const own = ["drain", "install", "install-sdk", "verify", "undrain"].map((kind) => `mfa-server.${kind}:MFA02`);
const copy = "mfa-server.backup-data:MFA02";

it("[RUN48] parking takes out the subject's undone steps, the plan's spelling counts", () => {
	const story = done(night(), "mfa-server.drain:MFA02");
	expect(story.when(ben, park("MFA-SERVER:mfa02"))).toEqual(
		ok([{ type: "subject-parked", data: { subject: "mfa-server:MFA02", reason: "Disk full", stepIds: [...own.slice(1), copy] } }]),
	);
	const parked = story.and([ben, park("mfa-server:MFA02")]);
	const views = stepViews(parked.state);
	expect(views["mfa-server.install:MFA02"]).toMatchObject({ status: "parked", waitingFor: [] });
	expect(views["mfa-server.drain:MFA02"]).toMatchObject({ status: "done" });
	expect(parked.when(ben, park("mfa-server:MFA02"))).toMatchObject({ error: { code: "invalid", issues: [{ path: "subject" }] } });
});

it("[RUN48] a parked step satisfies nothing and cannot be worked on", () => {
	const parked = night().and([ben, park("mfa-server:MFA02")]);
	const itself = err({
		code: "step-blocked",
		waitingFor: [{ stepId: "mfa-server.drain:MFA02", title: "mfa-server.drain MFA02", status: "parked" }],
	});
	for (const type of ["start-step", "claim-step"] as const)
		expect(parked.when(cid, { type, stepId: "mfa-server.drain:MFA02" })).toEqual(itself);
	expect(parked.when(cid, { type: "start-step", stepId: "mfa-server.promote:default" })).toMatchObject({
		error: { code: "step-blocked", waitingFor: [{ stepId: "mfa-server.undrain:MFA02", status: "parked" }] },
	});
	expect(stepViews(parked.state)["mfa-server.promote:default"]).toMatchObject({
		status: "waiting",
		waitingFor: ["mfa-server.undrain:MFA02"],
	});
});

it("[RUN48] what does not wait for the parked goes on", () => {
	const story = upTo(night(), "adfs.remove-batch-a:CORP").and([ben, park("adfs-farm:CORP")]);
	expect(story.when(cid, { type: "start-step", stepId: "adfs.install-adapter:EDGE/E1" }).ok).toBe(true);
	expect(stepViews(story.state)["adfs.install-adapter:CORP/FS1"]?.status).toBe("parked");
});

it("[RUN48] unparking brings the steps back as they were", () => {
	const story = done(night(), "mfa-server.drain:MFA02");
	const back = story.and([ben, park("mfa-server:MFA02")], [ben, { type: "unpark-subject", subject: "mfa-server:mfa02" }]);
	expect({ ...back.state, sequence: 0 }).toEqual({ ...story.state, sequence: 0 });
});

it("[RUN48] a group has its servers, a running step holds its subject in the run", () => {
	const group = night().and([ben, park("replication-group:default")]);
	expect(group.state.parked["replication-group:default"]?.stepIds).toEqual(
		expect.arrayContaining(["mfa-server.promote:default", "mfa-server.install:MFA01", "mfa-server.install:MFA02"]),
	);
	const busy = started(night(), "mfa-server.drain:MFA02");
	expect(busy.when(ben, park("mfa-server:MFA02"))).toEqual(err({ code: "step-running", by: "cid" }));
	const failed = busy.and([cid, { type: "fail-step", stepId: "mfa-server.drain:MFA02", reason: "r" }]);
	expect(failed.when(ben, park("mfa-server:MFA02"))).toMatchObject({
		value: [{ data: { stepIds: expect.arrayContaining(["mfa-server.drain:MFA02"]) } }],
	});
});

it("[RUN48] parked again after something was reopened, both lists stay parked", () => {
	const story = done(night(), "mfa-server.drain:MFA02").and([ben, park("mfa-server:MFA02")]);
	const reopened = story.and([cid, { type: "reopen-step", stepId: "mfa-server.drain:MFA02", reason: "r" }, later(3)]);
	const again = reopened.and([ben, park("mfa-server:MFA02")]);
	expect(again.state.parked["mfa-server:MFA02"]).toEqual({
		by: "ben",
		at: later(3),
		reason: "Disk full",
		stepIds: [...own.slice(1), copy, "mfa-server.drain:MFA02"],
	});
});
