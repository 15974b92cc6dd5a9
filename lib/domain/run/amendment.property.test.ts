/**
 * Invariant 12 for a run under way, over random estates: after any legal part of a plan and any change from outside, an
 * amendment that is let through keeps what was begun, is a sound plan, and holds exactly the work that is left.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { checkPlan } from "../planner/check-plan.ts";
import { plan } from "../planner/plan.ts";
import { offerOf } from "../testing/amendments.ts";
import { healthyCase } from "../testing/arbitraries.ts";
import { drafted } from "../testing/given-when-then.ts";
import { sha256 } from "../testing/sha256.ts";
import { legalPrefix, openWork, writtenBack } from "../testing/write-back.ts";
import { amendmentConflicts } from "./amendment.ts";
import type { RunEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { unfinishedBefore } from "./graph.ts";
import type { RunState, StepRecord } from "./state.ts";
import { isBegun } from "./touched.ts";

const RUNS = Math.max(20, Math.round(Number(process.env.LOCKSTEP_RUNS ?? 10_000) / 20));
const TIMEOUT = 3_600_000; // a busy machine is no failure

/** One thing that somebody else does to the estate; `dice` chooses to which component. */
const outside: readonly ((inventory: Inventory, dice: number, target: string) => Record<string, unknown>)[] = [
	({ mfaServers }, dice, target) => ({ mfaServers: at(mfaServers, dice, (server) => ({ ...server, version: target })) }),
	({ userPortals }, dice, target) => ({ userPortals: at(userPortals, dice, (portal) => ({ ...portal, version: target })) }),
	({ userPortals }, dice) => ({ userPortals: userPortals.filter((_, i) => i !== dice % userPortals.length) }),
	({ mfaServers }, dice) => ({
		mfaServers: [
			...mfaServers,
			{ host: "NEW1", role: "subordinate", version: "7.3.0.3", replicationGroup: mfaServers[dice % mfaServers.length]?.replicationGroup },
		],
	}),
	({ userPortals }) => ({ userPortals: [...userPortals, { host: "NEW2", version: "7.3.0.3", sdkUrl: "https://mfa.example.com/sdk" }] }),
	({ adfsFarms }, _dice, target) => ({
		adfsFarms: adfsFarms.map((farm, i) =>
			i === 0 ? { ...farm, adapterVersion: target, adapterName: "AzureMfaServerAuthentication" } : farm,
		),
	}),
	({ adfsFarms }) => ({ adfsFarms: adfsFarms.slice(1) }),
	({ pools }, dice) => ({ pools: pools.map((pool) => ({ ...pool, drainMinutes: dice % 60 })) }),
	({ hosts }, dice) => ({ hosts: at(hosts, dice, (host) => ({ ...host, os: "2022", rebootPending: "yes" })) }),
	({ mfaServers }, dice) => ({ mfaServers: at(mfaServers, dice, (server) => ({ ...server, version: "unknown" })) }),
];

const at = <T extends object>(list: readonly T[], dice: number, change: (item: T) => object): object[] =>
	list.map((item, i) => (i === dice % list.length ? change(item) : item));

const done: StepRecord = { status: "done", attempts: 1, by: "cid", claimedBy: "cid", firstStartedAt: "x", finishedAt: "x", evidence: {} };
const going: StepRecord = { status: "running", attempts: 1, by: "cid", claimedBy: "cid", firstStartedAt: "x", startedAt: "x" };

it(
	"[RUN76] an amended plan holds every begun step, is sound, and what is open in it is what is still below target",
	() => {
		let amended = 0;
		let all = 0;
		fc.assert(
			fc.property(healthyCase, fc.nat(130), fc.nat(), fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }), (c, count, dice, changes) => {
				const options = { targetVersion: c.target, recipe: c.recipe, purpose: c.purpose };
				const first = plan(c.inventory, options, sha256);
				const prefix = legalPrefix(first, count, dice);
				const running = dice % 2 === 0 ? [...prefix].at(-1) : undefined; // nothing that is done stands behind the last one
				const finished = new Set([...prefix].filter((id) => id !== running));
				const { state: fresh } = drafted({ plan: first, inventory: c.inventory });
				const records = Object.entries(fresh.steps).map(([id, record]): [string, StepRecord] => [
					id,
					id === running ? going : finished.has(id) ? done : record,
				]);
				const state: RunState = { ...fresh, status: "running", mode: "live", steps: Object.fromEntries(records) };
				let now = writtenBack(c.inventory, first, finished);
				for (const [turn, which] of changes.entries()) {
					const after = parseInventory({ ...now, ...outside[which]?.(now, dice + turn, c.target) });
					if (after.ok) now = after.value; // else something still names what went: nobody could store that
				}
				const offer = offerOf(state, now);
				if (!offer.ok) return;
				expect(checkPlan(offer.value.plan, offer.value.inventory, sha256)).toEqual([]);
				all++;
				if (amendmentConflicts(state, offer.value.plan).length > 0) return;
				amended++;
				const begun = first.steps.filter(({ id }) => isBegun(state.steps[id]));
				const ids = new Map(offer.value.plan.steps.map((step) => [step.id, step]));
				expect(begun.filter(({ id, host }) => ids.get(id)?.host !== host)).toEqual([]);
				const offered = evolved(state, { type: "amendment-proposed", data: offer.value }, "ben");
				const after = evolved(
					offered,
					{ type: "amendment-approved", data: { planDigest: offer.value.plan.planDigest, warnings: [], waivers: [] } },
					"ada",
				);
				for (const { id } of begun) {
					expect(after.steps[id]).toBe(state.steps[id]);
					expect(unfinishedBefore(after, id).filter((other) => !ids.get(other)?.optional)).toEqual([]);
				}
				const left = plan(writtenBack(after.inventory, after.plan, finished), options, sha256);
				expect(openWork(after.plan, after.inventory, finished)).toEqual(openWork(left, after.inventory, new Set()));
			}),
			{ numRuns: RUNS, seed: 20261124 },
		);
		expect(amended / all).toBeGreaterThan(0.3);
	},
	TIMEOUT,
);

function evolved(state: RunState, event: RunEvent, actorId: string): RunState {
	return evolve(state, event, { sequence: state.sequence + 1, at: "2026-11-24T02:00:00.000Z", actorId });
}
