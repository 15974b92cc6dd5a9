import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCase } from "../testing/arbitraries.ts";
import { estateJudge } from "../testing/estate-model.ts";
import { exhaust } from "../testing/exhaust.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { inventory, sound } from "../testing/hand-written-estate.ts";
import { finished } from "../testing/hand-written-plan.ts";
import { sha256 } from "../testing/sha256.ts";
import { checkPlan } from "./check-plan.ts";
import { plan } from "./plan.ts";

const TIMEOUT = 3_600_000; // a busy machine is no failure
const MAX_STATES = 30_000;
/** Nothing of these shows in a state of the required steps. */
const UNSEEN: readonly (number | string)[] = ["estimate", "gates", "accept", "H3", "H48", "R32", "optional", "phases"];
const noDigest = (): string => "0".repeat(64);

describe("exhaustion", () => {
	it("the checker's verdict on orders is the search's, on a plan by hand with any one edge removed", { timeout: TIMEOUT }, () => {
		// Some edges keep the test short; `scripts/exhaustion-report.ts --search-edges` takes all of them.
		const optional = new Set(sound.steps.filter((s) => s.optional).map((s) => s.id));
		const differing = sound.edges
			.filter((e, i) => i % 15 === 0 && !optional.has(e.to))
			.filter((edge) => {
				const cut = finished(inventory, { ...sound, edges: sound.edges.filter((e) => e !== edge) });
				const searched = exhaust(cut, estateJudge(cut, inventory)).kind === "sound";
				return searched !== (checkPlan(cut, inventory).length === 0);
			});
		expect(differing).toEqual([]);
	});

	it("the checker's verdict is the search's on random estates, with any one edge removed", { timeout: TIMEOUT }, () => {
		fc.assert(
			fc.property(anyCase, fc.nat(), (c, dice) => {
				const document = plan(c.inventory, { targetVersion: c.target, recipe: c.recipe, purpose: c.purpose }, noDigest);
				// A larger one holds too many states for a test that runs often.
				fc.pre(document.steps.filter((s) => !s.optional).length <= 40);
				const judge = estateJudge(document, c.inventory);
				const whole = exhaust(document, judge, MAX_STATES);
				fc.pre(whole.kind !== "too-large");
				expect(whole.kind).toBe("sound");
				const optional = new Set(document.steps.filter((s) => s.optional).map((s) => s.id));
				const edges = document.edges.filter((e) => !optional.has(e.to) && !optional.has(e.from) && !e.to.startsWith("gate:"));
				const gone = edges[dice % Math.max(1, edges.length)];
				const cut = { ...document, edges: document.edges.filter((e) => e !== gone) };
				const searched = exhaust(cut, judge, MAX_STATES);
				fc.pre(gone !== undefined && searched.kind !== "too-large");
				const found = checkPlan(cut, c.inventory).filter((v) => !UNSEEN.includes(v.invariant));
				expect([searched.kind, found.length > 0]).toEqual(found.length > 0 ? ["violated", true] : ["sound", false]);
			}),
			{ numRuns: Math.max(1, Math.round(Number(process.env.LOCKSTEP_RUNS ?? 10_000) / 100)) },
		);
	});

	describe.each(goldenEstates)("$scenario: $about", (golden) => {
		const document = plan(golden.inventory, { targetVersion: golden.targetVersion, recipe: golden.recipe, purpose: "upgrade" }, sha256);

		it("[inv 1-15] the checker finds nothing wrong", () => {
			expect(checkPlan(document, golden.inventory, sha256)).toEqual([]);
		});

		it("[inv 1-10, 14] every state a run can be in is safe", { timeout: TIMEOUT }, () => {
			expect(exhaust(document, estateJudge(document, golden.inventory)).kind).toBe("sound");
		});

		it("[inv 1-15] no edge can be left out unnoticed", { timeout: TIMEOUT }, () => {
			const unnoticed = document.edges.filter((edge) => {
				const cut = { ...document, edges: document.edges.filter((e) => e !== edge) };
				return checkPlan(cut, golden.inventory).every((v) => v.invariant === "estimate");
			});
			expect(unnoticed.map((e) => `${e.from} < ${e.to}`)).toEqual([]);
		});
	});
});
