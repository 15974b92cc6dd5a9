import { expect, it } from "vitest";
import { done, night, started, upTo } from "../testing/night.ts";
import { people } from "../testing/run-builders.ts";
import { movesFor } from "./moves.ts";

const { ben, cid } = people;
const failing = (story: ReturnType<typeof night>, stepId: string) =>
	started(story, stepId).and([cid, { type: "fail-step", stepId, reason: "1603" }]);
const install = "mfa-server.install:MFA02";

it("[RUN51] a failed installer can be retried, backed out, parked, or the run stopped", () => {
	const failed = failing(
		done(night(), "prepare.download-installer:estate", "mfa-server.backup-data:MFA01", "mfa-server.drain:MFA02"),
		install,
	);
	const moves = movesFor(failed.state, install);
	expect(moves[0]).toEqual({ move: "retry", allowed: true });
	expect(moves[1]).toEqual({ move: "back-out", allowed: true, undo: [install, "mfa-server.drain:MFA02"], minutes: 20 });
	expect(moves[2]).toMatchObject({
		move: "park",
		allowed: true,
		subject: "mfa-server:MFA02",
		parks: [install, "mfa-server.install-sdk:MFA02", "mfa-server.verify:MFA02", "mfa-server.undrain:MFA02", "mfa-server.backup-data:MFA02"],
		goesOn: ["user-portal.backup-config:UP01", "user-portal.backup-config:UP02", "adfs.export-config:CORP", "adfs.export-config:EDGE"],
	});
	expect(moves[2]).toMatchObject({ staysShut: expect.arrayContaining(["mfa-server.promote:default", "adfs.verify:EDGE"]) });
	expect(moves[3]).toEqual({ move: "stop", allowed: true, debts: failed.state.plan.steps.length - 3 });
});

it("[RUN51] in an open gap there is no parking of the farm and no stopping, and it says why", () => {
	const id = "adfs.register-provider:CORP";
	const failed = failing(upTo(night(), id), id);
	const because = { code: "mfa-gap-open", windows: ["mfa-gap adfs-farm:CORP"] };
	expect(movesFor(failed.state, id)).toEqual([
		{ move: "retry", allowed: true },
		{
			move: "back-out",
			allowed: true,
			undo: [id, "adfs.unregister-provider:CORP", "adfs.disable-provider:CORP"],
			minutes: 25,
		},
		{ move: "park", allowed: false, because },
		{ move: "stop", allowed: false, because },
	]);
});

it("[RUN51] a step without a way back says so, a paused run offers no retry", () => {
	const id = "user-portal.drain:UP01";
	const failed = failing(upTo(night(), "user-portal.backup-config:UP01"), id);
	expect(movesFor(failed.state, id)[1]).toEqual({ move: "back-out", allowed: false, because: { code: "nothing-to-undo" } });
	const paused = failed.and([ben, { type: "pause-run", reason: "Think" }]);
	const because = { code: "run-paused", reason: "Think" };
	expect(movesFor(paused.state, id)[0]).toEqual({ move: "retry", allowed: false, because });
	expect(movesFor(paused.state, id)[2]).toEqual({ move: "park", allowed: false, because });
});

it("[RUN51] only a failed step has a menu; somebody else's running step holds the stop", () => {
	expect(movesFor(night().state, install)).toEqual([]);
	expect(movesFor(night().state, "no:such")).toEqual([]);
	const failed = failing(started(night(), "mfa-server.drain:MFA02"), "adfs.export-config:CORP");
	expect(movesFor(failed.state, "adfs.export-config:CORP")[3]).toEqual({
		move: "stop",
		allowed: false,
		because: { code: "step-running", by: "cid" },
	});
});

it("[RUN51] what the menu offers, the gate lets through", () => {
	for (const id of [install, "adfs.register-provider:CORP", "user-portal.install:UP02", "adfs.install-adapter:CORP/FS2"]) {
		const { state, when } = failing(upTo(night(), id), id);
		const orders = {
			retry: { type: "retry-step", stepId: id },
			park: { type: "park-subject", subject: state.plan.steps.find((step) => step.id === id)?.subject ?? "", reason: "r" },
			stop: { type: "end-run", outcome: "partial", reason: "r" },
		} as const;
		for (const move of movesFor(state, id))
			if (move.move !== "back-out")
				expect(`${id} ${move.move} ${when(ben, orders[move.move]).ok}`).toBe(`${id} ${move.move} ${move.allowed}`);
	}
});
