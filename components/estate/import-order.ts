/** What an import sends: the whole document, or only what machines told, with the ages of facts. Pure. */
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { FactConflict } from "@/lib/domain/inventory/merge-facts.ts";
import { fold } from "@/lib/domain/names.ts";
import type { ReadInventory } from "@/lib/wire/read-inventory-files.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { valueText } from "./change-text.ts";

/** The answer to a dry run. */
export type ImportPreview = {
	readonly changes: readonly InventoryChangeView[];
	readonly factsRead: number;
	readonly conflicts: readonly FactConflict[];
	readonly sequence: number;
};

export type Prefer = "collected" | "recorded";

/** The body of the order, without what was seen. Fragments alone are merged on the server, which knows every age. */
export function importOrder({ inventory, merge, fragments }: ReadInventory, prefer: Prefer): Readonly<Record<string, unknown>> {
	if (fragments) return { type: "merge-fragments", fragments, prefer };
	return { type: "replace-inventory", inventory, ...(merge && { factAges: merge.factAges }) };
}

/** Components of a document, the estate itself with them. */
export const componentCount = (inventory: Inventory): number => componentsOf(inventory).length;

type NamedKind = Pick<InventoryChangeView, "component" | "name">;

/** Every component of a document by kind and name, the estate first. */
const componentsOf = (inventory: Inventory): readonly NamedKind[] => [
	{ component: "estate", name: inventory.estate.name },
	...inventory.hosts.map(({ name }) => ({ component: "host" as const, name })),
	...inventory.mfaServers.map(({ host: name }) => ({ component: "mfa-server" as const, name })),
	...inventory.userPortals.map(({ host: name }) => ({ component: "user-portal" as const, name })),
	...inventory.mobileAppWebServices.map(({ host: name }) => ({ component: "mobile-app" as const, name })),
	...inventory.adfsFarms.map(({ name }) => ({ component: "adfs-farm" as const, name })),
	...inventory.pools.map(({ name }) => ({ component: "pool" as const, name })),
	...inventory.clientSystems.map(({ name }) => ({ component: "client-system" as const, name })),
];

/** The components of the document that stay as they are. */
export function unchangedOf(inventory: Inventory, changes: readonly InventoryChangeView[]): readonly NamedKind[] {
	// The estate is one, whatever it was called before.
	const key = ({ component, name }: NamedKind): string => (component === "estate" ? component : `${component} ${fold(name)}`);
	const touched = new Set(changes.filter(({ change }) => change !== "removed").map(key));
	return componentsOf(inventory).filter((part) => !touched.has(key(part)));
}

/** One sentence for a fact on which a machine and the inventory differ. */
export function conflictText(conflict: FactConflict): string {
	switch (conflict.why) {
		case "absent-on-host":
			return `${conflict.subject} is recorded, but the machine says it is not there. It stays until somebody removes it.`;
		case "read-later":
			return `${conflict.field} of ${conflict.subject}: “${valueText(conflict.recorded)}” was read later than “${valueText(conflict.collected)}” and stays.`;
		case "entered-otherwise":
			return `${conflict.field} of ${conflict.subject}: somebody entered “${valueText(conflict.recorded)}”, the machine says “${valueText(conflict.collected)}”. ${conflict.kept === "collected" ? "The machine's word is taken." : "What was entered stays."}`;
	}
}
