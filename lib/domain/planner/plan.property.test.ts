/**
 * Properties of `plan()` over random estates. `LOCKSTEP_RUNS` sets how many (10,000 by default for the first property, shares of it for the others);
 * a failure prints its seed and the shrunk estate: keep that in `testing/regressions.ts`.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText, type Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { anyCase, type Case, caseOf, healthyCase } from "../testing/arbitraries.ts";
import { regressions } from "../testing/regressions.ts";
import { sha256 } from "../testing/sha256.ts";
import { legalPrefix, openWork, writtenBack } from "../testing/write-back.ts";
import { checkPlan } from "./check-plan.ts";
import { plan } from "./plan.ts";
import type { Finding, PlanDocument } from "./plan-document.ts";

const RUNS = Number(process.env.LOCKSTEP_RUNS ?? 10_000);
const TIMEOUT = 3_600_000; // a busy machine is no failure
/** The same estates every time, so that a change is judged by what it changes; `LOCKSTEP_SEED=random` or a number looks further. */
const seedText = process.env.LOCKSTEP_SEED ?? "1817875276";
const runs = (share: number): fc.Parameters<unknown> => ({
	numRuns: Math.max(1, Math.round(RUNS * share)),
	...(seedText === "random" ? {} : { seed: Number(seedText) }),
});

const planOf = (c: Omit<Case, "input">, inventory: Inventory = c.inventory, hash: Sha256 = sha256): PlanDocument =>
	plan(inventory, { targetVersion: c.target, recipe: c.recipe, purpose: c.purpose }, hash);
/** Hashing is half of the time, and says nothing about orders: other properties have the digests checked. */
const noDigest: Sha256 = () => "0".repeat(64);
const says = (found: readonly { invariant: number | string; message: string }[]): string[] =>
	found.map((v) => `${v.invariant}: ${v.message}`);
const blockers = (p: PlanDocument): string[] =>
	p.findings.filter((f: Finding) => f.severity === "blocker").flatMap((f) => f.subjects.map((s) => `${f.code} ${s}`));

/** Lists in another order, as another export would give them; `dice` turns and mirrors them. */
function shuffled(value: unknown, dice: number): unknown {
	if (Array.isArray(value)) {
		const items = value.map((item) => shuffled(item, dice));
		const turn = items.length === 0 ? 0 : dice % items.length;
		const turned = [...items.slice(turn), ...items.slice(0, turn)];
		return dice % 2 === 0 ? turned : turned.reverse();
	}
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.map(([key, item]): [string, unknown] => [key, shuffled(item, dice)])
			.reverse(),
	);
}

describe("plan: properties", () => {
	it.each(regressions)("$about", ({ target, status, input }) => {
		const c = caseOf({ input, target, recipe: "guide", purpose: "upgrade" });
		const document = planOf(c);
		expect([document.status, says(checkPlan(document, c.inventory, sha256))]).toEqual([status, []]);
	});

	it(
		"[inv 1-15] the checker finds nothing wrong with any plan",
		() => {
			fc.assert(
				fc.property(anyCase, (c) => {
					expect(says(checkPlan(planOf(c, c.inventory, noDigest), c.inventory))).toEqual([]);
				}),
				runs(1),
			);
		},
		TIMEOUT,
	);

	it(
		"[inv 11] the plan is byte-same on repetition and under any order of the input's lists",
		() => {
			fc.assert(
				fc.property(anyCase, fc.nat(1000), (c, dice) => {
					const again = parseInventory(shuffled(c.input, dice));
					if (!again.ok) throw new Error(JSON.stringify(again.error));
					const text = canonicalText(planOf(c));
					expect(canonicalText(planOf(c))).toBe(text);
					expect(canonicalText(planOf(c, again.value))).toBe(text);
				}),
				runs(0.05),
			);
		},
		TIMEOUT,
	);

	it(
		"[inv 12] after any legal part of a plan the next one holds exactly what was left, and is sound itself",
		() => {
			fc.assert(
				fc.property(healthyCase, fc.nat(130), fc.nat(), (c, count, dice) => {
					const first = planOf(c);
					const done = legalPrefix(first, count, dice);
					const after = writtenBack(c.inventory, first, done);
					const second = planOf(c, after);
					expect(says(checkPlan(second, after, sha256))).toEqual([]);
					expect(openWork(second, c.inventory, new Set())).toEqual(openWork(first, c.inventory, done));
				}),
				runs(0.05),
			);
		},
		TIMEOUT,
	);

	it(
		"[inv 13] a version that becomes unknown takes no finding away from others and adds no install of its own server",
		() => {
			fc.assert(
				fc.property(anyCase, fc.nat(11), (c, at) => {
					const index = at % c.inventory.mfaServers.length;
					const server = c.inventory.mfaServers[index];
					if (server === undefined) return;
					const mfaServers = c.inventory.mfaServers.map((s, i) => (i === index ? { ...s, version: "unknown" as const } : s));
					const vague = planOf(c, { ...c.inventory, mfaServers });
					const subject = `mfa-server:${server.host}`;
					if (server.product === "mfa-server") expect(blockers(vague)).toContain(`version-unknown ${subject}`);
					// What a blocker stops is not worked on, so pools inside it are no longer too tight.
					const others = blockers(planOf(c)).filter((b) => !b.endsWith(` ${subject}`) && !b.startsWith("pool-minimum"));
					expect(blockers(vague)).toEqual(expect.arrayContaining(others));
					expect(vague.steps.map((s) => s.id)).not.toContain(`mfa-server.install:${server.host}`);
				}),
				runs(0.03),
			);
		},
		TIMEOUT,
	);

	it(
		"[inv 13] bringing everything to the target leaves nothing to do",
		() => {
			fc.assert(
				fc.property(healthyCase, (c) => {
					const first = planOf(c);
					const all = new Set(first.steps.filter((s) => !s.optional).map((s) => s.id));
					const after = planOf(c, writtenBack(c.inventory, first, all));
					if (first.status === "ready") expect([after.status, after.steps.filter((s) => !s.optional)]).toEqual(["nothing-to-do", []]);
				}),
				runs(0.02),
			);
		},
		TIMEOUT,
	);
});
