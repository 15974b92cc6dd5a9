import fc from "fast-check";
import { expect, it } from "vitest";
import { drafted, running } from "../testing/given-when-then.ts";
import { inventoryOf, later, people, planOf, step } from "../testing/run-builders.ts";
import { expectedMinutes } from "./expected-minutes.ts";
import { forecast } from "./forecast.ts";
import { measuredMinutes, type Timed, timedSteps } from "./measured.ts";

const { ben, cid } = people;
const drain = step("mfa-server.undrain", "MFA02", { estimateMinutes: 10 });
const install = step("mfa-server.install-sdk", "MFA02", { estimateMinutes: 20 });
const verify = step("mfa-server.verify", "MFA02", { estimateMinutes: 5 });
const accept = step("estate.accept", "estate", { estimateMinutes: 500, optional: true });
const parts = {
	plan: planOf({
		steps: [drain, install, verify, accept],
		edges: [
			[drain.id, install.id],
			[install.id, verify.id],
		],
	}),
	inventory: inventoryOf({}),
};
const worked = (minutes: number, mode: "live" | "rehearsal" = "live") =>
	running(parts, mode).and(
		[cid, { type: "start-step", stepId: drain.id }, later(0)],
		[cid, { type: "complete-step", stepId: drain.id }, later(minutes)],
	);

it("[RUN98] done steps are timed from start to completion; what is ticked off within half a minute is no measurement", () => {
	expect(timedSteps(worked(7).state)).toEqual([{ kind: "mfa-server.undrain", seconds: 420, rehearsed: false }]);
	expect(timedSteps(worked(0.5, "rehearsal").state)).toEqual([{ kind: "mfa-server.undrain", seconds: 30, rehearsed: true }]);
	expect(timedSteps(worked(0.49).state)).toEqual([]);
	expect(timedSteps(worked(-5).state)).toEqual([]);
	const begun = running(parts).and([cid, { type: "start-step", stepId: drain.id }]);
	expect(timedSteps(begun.state)).toEqual([]);
	expect(timedSteps(drafted(parts).state)).toEqual([]);
});

it("[RUN98] a failed attempt does not count, the attempt that succeeds does", () => {
	const story = running(parts).and(
		[cid, { type: "start-step", stepId: drain.id }, later(0)],
		[cid, { type: "fail-step", stepId: drain.id, reason: "No" }, later(50)],
		[cid, { type: "retry-step", stepId: drain.id }, later(60)],
		[cid, { type: "start-step", stepId: drain.id }, later(70)],
		[cid, { type: "complete-step", stepId: drain.id }, later(74)],
	);
	expect(timedSteps(story.state)).toEqual([{ kind: "mfa-server.undrain", seconds: 240, rehearsed: false }]);
});

it("[RUN98] P50 and P90 are measured values, by nearest rank, with how many they rest on", () => {
	const minutes = [3, 1, 10, 2, 4, 9, 5, 8, 6, 7];
	const samples = minutes.map((m, i): Timed => ({ kind: "mfa-server.undrain", seconds: m * 60, rehearsed: i < 4 }));
	expect(measuredMinutes(samples)).toEqual({ "mfa-server.undrain": { samples: 10, rehearsed: 4, p50: 5, p90: 9 } });
	expect(measuredMinutes(samples.slice(0, 1))).toEqual({ "mfa-server.undrain": { samples: 1, rehearsed: 1, p50: 3, p90: 3 } });
	expect(measuredMinutes([])).toEqual({});
	const half = measuredMinutes([{ kind: "mfa-server.install-sdk", seconds: 61, rehearsed: false }]);
	expect(expectedMinutes(install, half)).toBe(2);
	expect(expectedMinutes(drain, half)).toBe(10);
});

it("[RUN98] half of the samples are at most P50, nine in ten at most P90, whatever they are", () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 30, max: 90_000 }), { minLength: 1 }), (seconds) => {
			const found = measuredMinutes(seconds.map((s): Timed => ({ kind: "mfa-server.undrain", seconds: s, rehearsed: false })));
			const { p50 = 0, p90 = 0 } = found["mfa-server.undrain"] ?? {};
			const within = (minutes: number) => seconds.filter((s) => s <= minutes * 60).length;
			expect(within(p50) * 2).toBeGreaterThanOrEqual(seconds.length);
			expect(within(p90) * 10).toBeGreaterThanOrEqual(seconds.length * 9);
			expect(p50).toBeLessThanOrEqual(p90);
		}),
	);
});

it("[RUN99] the rest of a run is the longest way through what is not done, with measured minutes where there are any", () => {
	const measured = measuredMinutes([{ kind: "mfa-server.install-sdk", seconds: 12 * 60, rehearsed: false }]);
	expect(forecast(running(parts).state, {}, later(0))).toEqual({ minutes: 35, steps: 3, measured: 0 });
	expect(forecast(running(parts).state, measured, later(0))).toEqual({ minutes: 27, steps: 3, measured: 1 });
	expect(forecast(worked(7).state, measured, later(7))).toEqual({ minutes: 17, steps: 2, measured: 1 });
	const installing = worked(7).and([cid, { type: "start-step", stepId: install.id }, later(10)]);
	expect(forecast(installing.state, measured, later(15))).toEqual({ minutes: 12, steps: 2, measured: 1 });
	expect(forecast(installing.state, measured, later(90))).toEqual({ minutes: 5, steps: 2, measured: 1 });
});

it("[RUN99] what is parked and what waits behind it is not counted on; an ended way takes nothing", () => {
	const parked = running(parts).and([ben, { type: "park-subject", subject: install.subject, reason: "Broken" }]);
	expect(forecast(parked.state, {}, later(0))).toEqual({ minutes: 0, steps: 0, measured: 0 });
});
