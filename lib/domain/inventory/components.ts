/**
 * The inventory as a flat list of named components and back. Everything that compares, folds or stores parts of an
 * estate goes through this table, so a new kind of component is added in one place.
 */
import { compareNames, fold } from "../names.ts";
import { INVENTORY_FORMAT, type Inventory } from "./document.ts";
import type { ComponentFacts, ComponentKind } from "./events.ts";

type Kind = Exclude<ComponentKind, "estate">;
type ListKey = Exclude<keyof Inventory, "format" | "estate">;

/** Which list of the document holds a kind, and which key names one of it. */
export const componentLists: Readonly<Record<Kind, { readonly list: ListKey; readonly name: "name" | "host" }>> = {
	pool: { list: "pools", name: "name" },
	host: { list: "hosts", name: "name" },
	"mfa-server": { list: "mfaServers", name: "host" },
	"user-portal": { list: "userPortals", name: "host" },
	"mobile-app": { list: "mobileAppWebServices", name: "host" },
	"adfs-farm": { list: "adfsFarms", name: "name" },
	"client-system": { list: "clientSystems", name: "name" },
};

const kinds = Object.keys(componentLists) as Kind[]; // the record's own keys

/** Per kind, components by folded name, the estate's own facts under its kind and the empty name. */
export type Components = Map<ComponentKind, Map<string, ComponentFacts>>;

const asFacts = (value: object): ComponentFacts => value as ComponentFacts; // a plain object of the document

export function nameOf(component: ComponentKind, facts: ComponentFacts): string {
	return String(facts[component === "estate" ? "name" : componentLists[component].name]);
}

/** The key a component is found under; there is one estate, whatever it is called. */
export const keyOf = (component: ComponentKind, name: string): string => (component === "estate" ? "" : fold(name));

export function componentsOf(inventory: Inventory): Components {
	const lists = kinds.map((kind): [ComponentKind, Map<string, ComponentFacts>] => {
		const { list, name } = componentLists[kind];
		const items: readonly object[] = inventory[list];
		return [kind, new Map(items.map((item) => [fold(String(asFacts(item)[name])), asFacts(item)]))];
	});
	return new Map([["estate", new Map([["", asFacts(inventory.estate)]])], ...lists]);
}

/** The document again, every list sorted by folded name. */
export function inventoryOf(components: Components): Inventory {
	const estate = components.get("estate")?.get("");
	if (!estate) throw new Error("An inventory without an estate");
	const lists = kinds.map((kind) => {
		const { list, name } = componentLists[kind];
		const items = [...(components.get(kind)?.values() ?? [])];
		return [list, items.sort((a, b) => compareNames(String(a[name]), String(b[name])))];
	});
	return { format: INVENTORY_FORMAT, estate, ...Object.fromEntries(lists) } as Inventory; // each part came from a document
}
