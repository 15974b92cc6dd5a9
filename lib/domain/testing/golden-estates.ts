/** The golden estates: inventory, target and recipe with what a correct planner gives. */
import { readdirSync, readFileSync } from "node:fs";
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import type { PlanDocument, Recipe } from "../planner/plan-document.ts";

export type GoldenEstate = {
	readonly scenario: string;
	readonly about: string;
	readonly inventory: Inventory;
	readonly targetVersion: string;
	readonly recipe: Recipe;
	readonly expected: {
		readonly status: PlanDocument["status"];
		readonly requiredSteps: readonly string[];
		readonly optionalStepsAtLeast: readonly string[];
	};
};

const folder = new URL("./golden/", import.meta.url);

export const goldenEstates: readonly GoldenEstate[] = readdirSync(folder)
	.filter((name) => name.endsWith(".json"))
	.sort((a, b) => Number(a.replace(/\D/g, "")) - Number(b.replace(/\D/g, "")))
	.map((name) => {
		const golden = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
		const parsed = parseInventory(golden.inventory);
		if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
		return { ...golden, inventory: parsed.value };
	});
