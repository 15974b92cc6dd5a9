import { describe, expect, it } from "vitest";
import { estateJudge } from "../testing/estate-model.ts";
import { exhaust } from "../testing/exhaust.ts";
import { goldenEstates } from "../testing/golden-estates.ts";
import { inventory, sound } from "../testing/hand-written-estate.ts";
import { finished, sha256 } from "../testing/hand-written-plan.ts";
import { checkPlan } from "./check-plan.ts";
import { plan } from "./plan.ts";

const TIMEOUT = 300_000;

describe("exhaustion", () => {
	it("the checker's verdict on orders is the search's, on a plan by hand with any one edge removed", { timeout: TIMEOUT }, () => {
		// Some edges keep the test short; `scripts/exhaustion-report.ts --search-edges` takes all of them.
		const optional = new Set(sound.steps.filter((s) => s.optional).map((s) => s.id));
		const differing = sound.edges
			.filter((e, i) => i % 9 === 0 && !optional.has(e.to))
			.filter((edge) => {
				const cut = finished(inventory, { ...sound, edges: sound.edges.filter((e) => e !== edge) });
				const searched = exhaust(cut, estateJudge(cut, inventory)).kind === "sound";
				return searched !== (checkPlan(cut, inventory).length === 0);
			});
		expect(differing).toEqual([]);
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
