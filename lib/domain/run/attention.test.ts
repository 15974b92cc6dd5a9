import { expect, it } from "vitest";
import type { Story } from "../testing/given-when-then.ts";
import { done, night, started, upTo } from "../testing/night.ts";
import { AT, later, people } from "../testing/run-builders.ts";
import { attentionOf, type Moment, worseLevel } from "./attention.ts";

const { ben, cid, dot } = people;
const moment = (story: Story, at = AT, refused: Record<string, string> = {}): Moment => ({ state: story.state, at, refused });
const download = "prepare.download-installer:estate";

it("[RUN90] my step that becomes ready calls me, nobody else's and only once", () => {
	const claimed = done(night(), "mfa-server.backup-data:MFA01", "mfa-server.drain:MFA02").and([
		dot,
		{ type: "claim-step", stepId: "mfa-server.install:MFA02" },
	]);
	const ready = done(claimed, download);
	expect(attentionOf(moment(claimed), moment(ready), "dot")).toEqual([{ kind: "step-ready", stepId: "mfa-server.install:MFA02" }]);
	expect(attentionOf(moment(claimed), moment(ready), "ben")).toEqual([]);
	expect(attentionOf(moment(ready), moment(ready.and([cid, { type: "add-note", text: "n" }])), "dot")).toEqual([]);
	const assigned = night().and([ben, { type: "assign-step", stepId: download, userId: "dot" }]);
	expect(attentionOf(moment(night()), moment(assigned), "dot")).toEqual([{ kind: "step-ready", stepId: download }]);
});

it("[RUN91] an MFA gap calls at half and at all of its minutes, once each", () => {
	const open = started(upTo(night(), "adfs.disable-provider:CORP"), "adfs.disable-provider:CORP");
	const between = (from: number, to: number) => attentionOf(moment(open, later(from)), moment(open, later(to)), "eve");
	const half = { kind: "gap-half", subject: "adfs-farm:CORP", budget: 30 };
	const over = { kind: "gap-over", subject: "adfs-farm:CORP", budget: 30 };
	expect(between(0, 14)).toEqual([]);
	expect(between(14, 15)).toEqual([half]);
	expect(between(15, 29)).toEqual([]);
	expect(between(29, 30)).toEqual([over]);
	expect(between(0, 31)).toEqual([over]);
	expect(between(30, 90)).toEqual([]);
});

it("[RUN91] a gap told of afterwards calls at once when its minutes are used up", () => {
	const ready = upTo(night(), "adfs.disable-provider:CORP");
	const open = started(ready, "adfs.disable-provider:CORP");
	expect(attentionOf(moment(ready, later(60)), moment(open, later(60)), "eve")).toMatchObject([{ kind: "gap-over" }]);
});

it("[RUN92] my step taken back or refused calls me", () => {
	const finished = done(night(), download);
	const reopened = finished.and([ben, { type: "reopen-step", stepId: download, reason: "Wrong file" }]);
	expect(attentionOf(moment(finished), moment(reopened), "cid")).toEqual([{ kind: "step-reopened", stepId: download }]);
	expect(attentionOf(moment(finished), moment(reopened), "dot")).toEqual([]);
	const running = started(night(), download);
	const refused = { "order-1": download };
	expect(attentionOf(moment(running), moment(running, AT, refused), "cid")).toEqual([{ kind: "step-refused", stepId: download }]);
	expect(attentionOf(moment(running, AT, refused), moment(running, AT, refused), "cid")).toEqual([]);
	expect(attentionOf(moment(running), moment(running, AT, refused), "dot")).toEqual([]);
});

it("[RUN90] nothing calls before the start and after the end", () => {
	const claimed = night().and([dot, { type: "claim-step", stepId: download }]);
	const ended = claimed.and([ben, { type: "end-run", outcome: "partial", reason: "r" }]);
	expect(attentionOf(moment(night()), moment(ended), "dot")).toEqual([]);
});

it("[SCH17] a run that will end late calls once for amber and once for red, also when it recovers in between", () => {
	const looks = (["green", "amber", "green", "amber", "red", "amber", "red"] as const).map((level) => ({ ...moment(night()), level }));
	let worst: Moment["level"];
	const calls = looks.map((look) => {
		const now = { ...look, level: worseLevel(worst, look.level) };
		const found = attentionOf({ ...moment(night()), ...(worst && { level: worst }) }, now, "eve").map(({ kind }) => kind);
		worst = now.level;
		return found.join();
	});
	expect(calls).toEqual(["", "forecast-amber", "", "", "forecast-red", "", ""]);
	expect(attentionOf({ ...moment(night()), level: "amber" }, { ...moment(night()), level: "red" }, "eve")).toEqual([
		{ kind: "forecast-red", subject: "run" },
	]);
});
