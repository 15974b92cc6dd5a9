import { expect, it } from "vitest";
import { err, ok } from "../result.ts";
import { done, night, started, upTo, wait } from "../testing/night.ts";
import { later, people } from "../testing/run-builders.ts";
import { minutesOpen, openWindows } from "./windows.ts";

const { ben, cid, dot } = people;
const disable = "adfs.disable-provider:CORP";
const enable = "adfs.enable-provider:CORP";
const kinds = (story: ReturnType<typeof night>) => openWindows(story.state).map(({ kind, subject }) => `${kind} ${subject}`);
const gap = "mfa-gap adfs-farm:CORP";

it("[RUN31] the gap opens with the start of the untick and closes with the tick", () => {
	const before = upTo(night(), disable);
	expect(kinds(before)).toEqual([]);
	const open = started(before, disable);
	expect(openWindows(open.state)).toEqual([
		{ kind: "mfa-gap", subject: "adfs-farm:CORP", opens: disable, closes: enable, since: later(0), opener: "cid", budget: 30 },
	]);
	expect(kinds(started(upTo(night(), enable), enable))).toEqual([gap]);
	expect(kinds(done(upTo(night(), enable), enable))).toEqual([]);
});

it("[RUN31] a failure and its retry keep the clock running, reopening takes the gap away", () => {
	const open = started(upTo(night(), disable), disable);
	const failed = wait(open, 7).and([cid, { type: "fail-step", stepId: disable, reason: "Console hung" }]);
	const [first] = openWindows(failed.state);
	expect(first && minutesOpen(first, later(12))).toBe(12);
	const retried = failed.and([cid, { type: "retry-step", stepId: disable }]);
	expect(kinds(retried)).toEqual([gap]);
	const again = retried.and([dot, { type: "confirm-step", stepId: disable }], [ben, { type: "start-step", stepId: disable }, later(9)]);
	expect(openWindows(again.state)[0]).toMatchObject({ since: later(0), opener: "cid" });
	expect(kinds(retried.and([cid, { type: "reopen-step", stepId: disable, reason: "It was never unticked" }]))).toEqual([]);
});

it("[RUN31] minutes are never negative, whatever the clocks did", () => {
	const [open] = openWindows(started(upTo(night(), disable), disable).state);
	expect(open && minutesOpen(open, later(-30))).toBe(0);
});

it("[RUN33] a pause in an open gap has to say that it knows", () => {
	const open = started(upTo(night(), disable), disable);
	const refused = err({ code: "mfa-gap-open", windows: [gap] });
	expect(open.when(ben, { type: "pause-run", reason: "Break" })).toEqual(refused);
	expect(open.when(ben, { type: "pause-run", reason: "Break", acknowledgeOpenGap: true })).toEqual(
		ok([{ type: "run-paused", data: { reason: "Break", acknowledgedGaps: ["adfs-farm:CORP"] } }]),
	);
	expect(night().when(ben, { type: "pause-run", reason: "Break" })).toEqual(ok([{ type: "run-paused", data: { reason: "Break" } }]));
});

it.each(["complete", "partial", "backed-out"] as const)("[RUN33] no run ends %s while a gap is open", (outcome) => {
	const open = done(upTo(night(), disable), disable);
	expect(open.when(ben, { type: "end-run", outcome, reason: "r" })).toEqual(err({ code: "mfa-gap-open", windows: [gap] }));
});

it("[RUN33] the steps that close a gap are not parked while it is open; those behind it may be", () => {
	const open = done(upTo(night(), disable), disable);
	const park = (subject: string) => open.when(ben, { type: "park-subject", subject, reason: "r" });
	const refused = err({ code: "mfa-gap-open", windows: [gap] });
	expect(park("adfs-farm:CORP")).toEqual(refused);
	expect(park("adfs-node:CORP/FS1")).toEqual(refused);
	expect(park("adfs-node:CORP/FS2").ok).toBe(true);
	expect(park("adfs-farm:EDGE").ok).toBe(true);
});

it("[RUN33] a back-out recorded step by step closes the gap, and the run can end", () => {
	const open = done(upTo(night(), disable), disable, "adfs.unregister-provider:CORP");
	const undone = open.and(
		[cid, { type: "reopen-step", stepId: "adfs.unregister-provider:CORP", reason: "Backed out: registered again" }],
		[cid, { type: "reopen-step", stepId: disable, reason: "Backed out: ticked again" }],
	);
	expect(kinds(undone)).toEqual([]);
	expect(undone.when(ben, { type: "end-run", outcome: "backed-out", reason: "Adapter does not load" }).ok).toBe(true);
});

it("[RUN34] write freeze and outage are windows with clocks too, and hold nothing up", () => {
	const freeze = started(upTo(night(), "mfa-server.promote:default"), "mfa-server.promote:default");
	expect(kinds(freeze)).toEqual(["write-freeze replication-group:default"]);
	expect(freeze.when(ben, { type: "pause-run", reason: "Break" }).ok).toBe(true);
	expect(kinds(upTo(night(), "mfa-server.undrain:MFA01"))).toEqual([]);
	const outage = started(upTo(night(), "adfs.install-adapter:EDGE/E1"), "adfs.install-adapter:EDGE/E1");
	expect(kinds(outage)).toEqual(["outage adfs-farm:EDGE"]);
});
