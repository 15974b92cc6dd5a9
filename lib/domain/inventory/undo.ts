/**
 * Takes a change back: what it added goes, what it removed returns, what it changed has its old values again.
 * Refuses where somebody has changed the same fields since: their work is not thrown away.
 */
import { canonicalText } from "../canonical.ts";
import { err, ok, type Result } from "../result.ts";
import { componentsOf, inventoryOf, keyOf, nameOf } from "./components.ts";
import type { Inventory } from "./document.ts";
import type { ComponentFacts, InventoryChange } from "./events.ts";

const same = (a: unknown, b: unknown): boolean =>
	a === undefined || b === undefined ? a === b : canonicalText([a]) === canonicalText([b]);

/** The facts that stood before the change, or nothing when there was no component; undefined when it was touched since. */
function before(change: InventoryChange, now: ComponentFacts | undefined): { readonly facts?: ComponentFacts } | undefined {
	switch (change.change) {
		case "added":
			return same(now, change.after) ? {} : undefined;
		case "removed":
			return now === undefined ? { facts: change.before } : undefined;
		case "changed": {
			if (now === undefined || change.fields.some((field) => !same(now[field], change.after[field]))) return undefined;
			const facts = Object.fromEntries(Object.entries(now).filter(([key]) => !change.fields.includes(key)));
			return { facts: { ...facts, ...change.before } };
		}
	}
}

/** The inventory without `changes`, last one first, not validated; or the components that were touched since. */
export function takeBack(inventory: Inventory, changes: readonly InventoryChange[]): Result<Inventory, readonly string[]> {
	const components = componentsOf(inventory);
	const touched: string[] = [];
	for (const change of changes.toReversed()) {
		const items = components.get(change.component);
		const key = keyOf(change.component, change.name);
		const was = before(change, items?.get(key));
		if (!was || !items) touched.push(change.component === "estate" ? "estate" : `${change.component}:${change.name}`);
		else if (was.facts) items.set(keyOf(change.component, nameOf(change.component, was.facts)), was.facts);
		else items.delete(key);
	}
	return touched.length > 0 ? err(touched.reverse()) : ok(inventoryOf(components));
}
