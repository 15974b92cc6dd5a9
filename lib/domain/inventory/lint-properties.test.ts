import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInventory } from "../testing/any-inventory.ts";
import { healthyCase } from "../testing/arbitraries.ts";
import { lintInventory } from "./lint.ts";
import { lintCodes } from "./lint-finding.ts";
import { parseInventory } from "./parse-inventory.ts";

describe("lint of any estate", { timeout: 60_000 }, () => {
	it("every finding of any estate names a component that is there, at a path that is there", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				for (const finding of lintInventory(inventory, { at: "2026-11-24T00:00:00.000Z" })) {
					expect(lintCodes).toContain(finding.code);
					const at = finding.path.split(/[.[\]]+/).filter(Boolean);
					const holder = at.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], inventory);
					expect(holder, finding.path).toBeTypeOf("object");
				}
			}),
		);
	});

	it("is the same for the same estate, whatever the order it was typed in", () => {
		fc.assert(
			fc.property(healthyCase, ({ inventory }) => {
				const reversed = parseInventory({
					...inventory,
					hosts: inventory.hosts.toReversed(),
					mfaServers: inventory.mfaServers.toReversed(),
				});
				expect(reversed.ok && lintInventory(reversed.value)).toEqual(lintInventory(inventory));
			}),
			{ numRuns: 50 },
		);
	});
});
