/**
 * What turns one inventory into another, component by component. Promises: applying the changes to `before` gives
 * `after`, byte for byte; equal inventories give none; pools come first and go last, so no moment has a dangling name.
 */
import { canonicalText } from "../canonical.ts";
import { compareText } from "../names.ts";
import { componentsOf, nameOf } from "./components.ts";
import type { Inventory } from "./document.ts";
import type { ComponentFacts, ComponentKind, InventoryChange } from "./events.ts";

const text = (value: unknown): string => (value === undefined ? "" : canonicalText([value]));

const pick = (facts: ComponentFacts, keys: readonly string[]): ComponentFacts =>
	Object.fromEntries(keys.flatMap((key) => (facts[key] === undefined ? [] : [[key, facts[key]]])));

/** One component before and after, or nothing when they are the same. `name`: the one after, as typed. */
function changed(component: ComponentKind, before: ComponentFacts, after: ComponentFacts): InventoryChange[] {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
	const fields = keys.filter((key) => text(before[key]) !== text(after[key]));
	if (fields.length === 0) return [];
	return [
		{ change: "changed", component, name: nameOf(component, after), fields, before: pick(before, fields), after: pick(after, fields) },
	];
}

/** Added and changed components in the document's order, then the removed ones in reverse. */
export function diffInventories(before: Inventory, after: Inventory): InventoryChange[] {
	const old = componentsOf(before);
	const fresh = componentsOf(after);
	const kept = [...fresh].flatMap(([component, items]) =>
		[...items].flatMap(([key, facts]): InventoryChange[] => {
			const known = old.get(component)?.get(key);
			return known ? changed(component, known, facts) : [{ change: "added", component, name: nameOf(component, facts), after: facts }];
		}),
	);
	const gone = [...old].flatMap(([component, items]) =>
		[...items].flatMap(([key, facts]): InventoryChange[] =>
			fresh.get(component)?.has(key) ? [] : [{ change: "removed", component, name: nameOf(component, facts), before: facts }],
		),
	);
	return [...kept, ...gone.reverse()];
}
