import { describe, expect, it } from "vitest";
import { plan as computePlan } from "../planner/plan.ts";
import type { PlanStep, Team } from "../planner/plan-document.ts";
import { expectedMinutes } from "../run/expected-minutes.ts";
import { drafted } from "../testing/given-when-then.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { allBefore, done, started } from "../testing/night.ts";
import { people } from "../testing/run-builders.ts";
import { sha256 } from "../testing/sha256.ts";
import { certaintyOf } from "./certainty.ts";
import { checkSchedule } from "./check-schedule.ts";
import { needsOf } from "./needs.ts";
import { twoNights } from "./nights.ts";
import { outlookOf } from "./outlook.ts";
import { planProblem } from "./plan-problem.ts";
import { type PlanSchedule, schedulePlan } from "./plan-schedule.ts";
import { windowFit } from "./window-fit.ts";
import { withPeople, workersOf } from "./workers.ts";

const minutesOf = (step: PlanStep) => step.estimateMinutes;
const estates = goldenEstates.map(({ scenario, inventory, targetVersion, recipe }) => ({
	scenario,
	inventory,
	plan: computePlan(inventory, { targetVersion, recipe, purpose: "upgrade" }, sha256),
}));
const needed = (steps: readonly PlanStep[]) => steps.filter(({ optional }) => !optional).map(({ team }) => team);
const planned = (scenario: string) => {
	const estate = estates.find((one) => one.scenario === scenario);
	if (!estate) throw new Error(`No golden estate ${scenario}`);
	return { ...estate, workers: workersOf([], {}, needed(estate.plan.steps)), minutesOf };
};
const made = (...asked: Parameters<typeof schedulePlan>): PlanSchedule => {
	const found = schedulePlan(...asked);
	if (!found.ok) throw new Error(JSON.stringify(found.error));
	return found.value;
};
const [crew, team] = [planned("G2").workers, "adfs-admin" as Team];

describe("the schedule of a plan", () => {
	it.each(estates.map(({ scenario }) => scenario))(
		"[SCH6] of estate %s over-uses nothing and is no shorter than its longest way",
		(scenario) => {
			const asked = planned(scenario);
			const found = made(asked);
			expect(checkSchedule(planProblem(asked).problem, found.found)).toEqual([]);
			expect(found.bars.map(({ stepId }) => stepId).toSorted()).toEqual(
				asked.plan.steps.flatMap(({ id, optional }) => (optional ? [] : [id])).toSorted(),
			);
			expect(found.makespan).toBeGreaterThanOrEqual(asked.plan.estimate.criticalPathMinutes);
			expect(found.makespan).toBeGreaterThanOrEqual(found.atLeast);
		},
	);

	it("[SCH12] names the hand of every step, who is busy how long, and the gaps, one at a time", () => {
		const asked = planned("G2");
		const { bars, loads, gaps, gapMinutes } = made(asked);
		expect(gaps.map(({ subject }) => subject)).toEqual(["adfs-farm:FARM-A", "adfs-farm:FARM-B"]);
		expect(gaps[0]?.end).toBeLessThanOrEqual(gaps[1]?.start ?? 0);
		expect(gapMinutes).toBe(gaps.reduce((sum, { start, end }) => sum + end - start, 0));
		expect(bars.every(({ worker }) => worker !== undefined)).toBe(true);
		expect(loads.reduce((sum, { busy }) => sum + busy, 0)).toBe(asked.plan.estimate.workMinutes);
		expect(bars.some(({ slack }) => slack === 0)).toBe(true);
	});

	it("[SCH8] one more AD FS admin makes it no longer than reported", () => {
		const asked = planned("G2");
		const before = made(asked);
		const more = withPeople(asked.workers, "adfs-admin", 1);
		expect(more.map(({ id }) => id)).toContain("adfs-admin 2");
		expect(made({ ...asked, workers: more }, { known: before.found }).makespan).toBeLessThanOrEqual(before.makespan);
		expect(withPeople(more, "adfs-admin", -5).filter(({ teams }) => teams[0] === team)).toHaveLength(1);
	});

	it("[SCH13] a crew as set comes before bindings, and one of a team is assumed where nobody is known", () => {
		expect(crew.every(({ assumed }) => assumed)).toBe(true);
		const bound = workersOf([], { ada: ["adfs-admin", "network"] }, ["network", "web-admin"]);
		expect(bound).toEqual([
			{ id: "ada", userId: "ada", teams: ["adfs-admin", "network"] },
			{ id: "web-admin 1", teams: ["web-admin"], assumed: true },
		]);
		const set = workersOf([{ teams: ["network"], people: 2, from: "2026-11-26T21:00:00.000Z" }], { ada: ["adfs-admin"] }, ["network"]);
		expect(set.map(({ id, from }) => [id, from])).toEqual([
			["network 1", "2026-11-26T21:00:00.000Z"],
			["network 2", "2026-11-26T21:00:00.000Z"],
		]);
	});

	it("[SCH11] a shift moves the work of a team behind its beginning", () => {
		const asked = planned("G2");
		const start = "2026-11-26T21:00:00.000Z";
		const workers = asked.workers.map((worker) =>
			worker.teams[0] === "network" ? { ...worker, from: "2026-11-27T01:00:00.000Z" } : worker,
		);
		const found = made({ ...asked, workers, start });
		const network = new Set(asked.plan.steps.flatMap(({ id, team: own }) => (own === "network" ? [id] : [])));
		expect(found.bars.filter(({ stepId }) => network.has(stepId)).every((bar) => bar.start >= 240)).toBe(true);
	});
});

describe("two nights", () => {
	it("[SCH14] are cut at a phase boundary, hold every step once, and a copy stands in the night that relies on it", () => {
		const asked = planned("G2");
		const cuts = twoNights(asked);
		expect(cuts.length).toBeGreaterThan(0);
		for (const { first, second, cutAfter } of cuts) {
			const [one, two] = [first, second].map(({ bars }) => bars.map(({ stepId }) => stepId));
			expect([...(one ?? []), ...(two ?? [])].toSorted()).toEqual(
				made(asked)
					.bars.map(({ stepId }) => stepId)
					.toSorted(),
			);
			expect(Math.max(first.makespan, second.makespan)).toBeLessThan(made(asked).makespan);
			if (cutAfter === "mfa-servers") {
				expect(one).toContain("mfa-server.backup-data:MFA01");
				expect(two).toContain("adfs.export-config:FARM-A");
			}
		}
	});
});

describe("how sure a schedule is", () => {
	it("[SCH19] counts the steps that were timed here, and the slow ones move the end", () => {
		const asked = planned("G2");
		const { makespan } = made(asked);
		expect(certaintyOf(asked, {}, makespan)).toMatchObject({ measured: 0, slowMinutes: makespan });
		const measured = { "mfa-server.install": { samples: 5, rehearsed: 5, p50: 20, p90: 90 } };
		const byMeasure = made({ ...asked, minutesOf: (step) => expectedMinutes(step, measured) });
		const sure = certaintyOf(asked, measured, byMeasure.makespan);
		const installs = asked.plan.steps.filter(({ kind, optional }) => kind === "mfa-server.install" && !optional);
		expect(sure).toMatchObject({ measured: installs.length, steps: needed(asked.plan.steps).length });
		expect(sure.slowMinutes).toBeGreaterThan(byMeasure.makespan);
		// Too few times to speak of slow ones: the plan's estimate holds, if it is longer.
		const twice = { "mfa-server.install": { samples: 2, rehearsed: 0, p50: 20, p90: 90 } };
		expect(certaintyOf(asked, twice, byMeasure.makespan).slowMinutes).toBeLessThan(sure.slowMinutes ?? 0);
	});
});

describe("whether a window fits", () => {
	const asked = planned("G2");
	const { makespan } = made(asked, { rounds: 0 });
	const at = (minutes: number) => new Date(Date.parse("2026-11-26T21:00:00.000Z") + minutes * 60_000).toISOString();
	const window = (minutes: number) => ({ start: at(0), end: at(minutes) });

	it("[SCH20] says what is to spare and until when it may begin, and what is over", () => {
		expect(windowFit(asked, window(makespan + 30), at(-600))).toEqual({ kind: "fits", minutes: 30, latestStart: at(30) });
		expect(windowFit(asked, window(makespan), at(-600))).toEqual({ kind: "fits", minutes: 0, latestStart: at(0) });
		expect(windowFit(asked, window(makespan - 10), at(-600))).toEqual({ kind: "over", minutes: 10 });
	});

	it("[SCH20] a window that has begun counts from now on, and nobody's shift is overlooked", () => {
		expect(windowFit(asked, window(makespan + 30), at(30))).toEqual({ kind: "fits", minutes: 0, latestStart: at(30) });
		expect(windowFit(asked, window(makespan + 30), at(31))).toEqual({ kind: "late", minutes: 1 });
		const gone = asked.workers.map((worker) => ({ ...worker, until: at(5) }));
		expect(windowFit({ ...asked, workers: gone }, window(makespan + 30), at(0))).toEqual({ kind: "nobody" });
	});
});

describe("what a plan needs", () => {
	it("[SCH21] is its hosts, and the people who are bound, in the crew or have taken a step", () => {
		const { plan } = planned("G2");
		const ready = { teams: { ada: ["adfs-admin" as const], tom: [] }, crew: [{ teams: ["mfa-admin" as const], people: 1, userId: "mia" }] };
		const found = needsOf(plan, ready, ["cid", "ada"]);
		expect(found.people).toEqual(["ada", "cid", "mia"]);
		expect(found.hosts).toEqual([...new Set(plan.steps.flatMap(({ optional, host }) => (optional ? [] : (host ?? []))))].toSorted());
		expect(needsOf(plan, undefined).people).toEqual([]);
	});
});

describe("the outlook of a run", () => {
	const at = (minutes: number) => new Date(Date.parse("2026-11-24T02:00:00.000Z") + minutes * 60_000).toISOString();
	const running = (windowMinutes?: number) => {
		const { plan, inventory } = planned("G2");
		const window = windowMinutes === undefined ? {} : { window: { start: at(0), end: at(windowMinutes), timeZone: "Europe/Berlin" } };
		return drafted({ plan, inventory, ...window }, at(0)).and(
			[people.ben, { type: "approve-plan", planDigest: plan.planDigest }],
			[people.ben, { type: "start-run", mode: "live" }],
		);
	};
	const asked = planned("G2");
	const whole = schedulePlan(asked, { rounds: 0 });
	const length = whole.ok ? whole.value.makespan : 0;

	it("[SCH15] says when it ends, what is left of the window, and how late that is", () => {
		expect(outlookOf(running().state, {}, crew, at(0))).toMatchObject({ end: at(length), level: "none", lateMinutes: 0, measured: 0 });
		expect(outlookOf(running(length + 30).state, {}, crew, at(20))).toMatchObject({
			end: at(length + 20),
			marginMinutes: 10,
			lateMinutes: 20,
		});
		expect(outlookOf(running(length + 30).state, {}, crew, at(20))?.level).toBe("green");
		expect(outlookOf(running(length + 30).state, {}, crew, at(31))).toMatchObject({ level: "red", marginMinutes: -1 });
	});

	it("[SCH15] is amber when only the slow end is outside the window", () => {
		const slow = { samples: 5, rehearsed: 5, p50: 20, p90: 90 };
		const found = outlookOf(running(length + 30).state, { "mfa-server.install": slow }, crew, at(0));
		expect(found).toMatchObject({ level: "amber", measured: 3 });
		expect(Date.parse(found?.slowEnd ?? "")).toBeGreaterThan(Date.parse(found?.end ?? ""));
	});

	it("[SCH15] counts a running step by what is left of it, and nothing twice", () => {
		const story = started(running(), "prepare.download-installer:estate");
		const half = outlookOf(story.state, {}, crew, at(10));
		expect(half?.steps).toBe(asked.plan.steps.filter(({ optional }) => !optional).length);
		expect(Date.parse(half?.end ?? "")).toBeLessThanOrEqual(Date.parse(at(length + 10)));
		const open = allBefore(running(), "adfs.register-provider:FARM-A");
		expect(outlookOf(open.state, {}, crew, at(60))?.nextIdle === undefined).toBe(false);
		expect(outlookOf(done(open, "adfs.register-provider:FARM-A").state, {}, crew, at(60))?.steps).toBeLessThan(half?.steps ?? 0);
		expect(outlookOf(drafted({}).state, {}, crew, at(0))).toBeUndefined();
	});
});
