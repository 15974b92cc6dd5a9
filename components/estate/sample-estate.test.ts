import { expect, it } from "vitest";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { inventorySummary } from "./inventory-summary.ts";
import sample from "./sample-estate.json" with { type: "json" };

it("offers a sample that is a valid inventory", () => {
	const parsed = parseInventory(sample);
	expect(parsed.ok ? inventorySummary(parsed.value) : parsed.error).toBe(
		"3 MFA Servers, 2 User Portals, 1 mobile app web service, 2 farms with 4 nodes, 4 pools, 1 client system",
	);
});
