/**
 * A document taken apart so that single components can be found, changed and put back fast, thousands in one go. Owned
 * by one call of `applyEdits`; the inventory it came from stays as it was.
 */
import { fold } from "../names.ts";
import { componentLists } from "./components.ts";
import type { Inventory } from "./document.ts";
import type { EditedKind } from "./edits.ts";

export type Item = Record<string, unknown>;
type ListKind = keyof typeof componentLists;

/** A component and where it stands in the document that will be judged; a removed one leaves its place empty. */
export type Slot = { item: Item | undefined; readonly farm?: Slot | undefined };

export type Draft = {
	readonly estate: Slot;
	readonly lists: Readonly<Record<ListKind, Slot[]>>;
	/** Nodes of all farms, in the farms' order. */
	readonly nodes: Slot[];
	readonly index: Map<string, Slot>;
};

export const listKinds = Object.keys(componentLists) as ListKind[]; // the record's own keys

const indexKey = (kind: EditedKind, name: string): string => `${kind} ${fold(name)}`;
export const nodeName = (farm: Item, node: Item): string => `${String(farm.name)}/${String(node.host)}`;

/** The key that names one of a kind. */
export const nameKey = (kind: Exclude<EditedKind, "estate">): "name" | "host" =>
	kind === "adfs-node" ? "host" : componentLists[kind].name;

const copy = (value: object): Item => ({ ...value });

export function draftOf(inventory: Inventory): Draft {
	const index = new Map<string, Slot>();
	const nodes: Slot[] = [];
	const keep = (kind: EditedKind, name: string, slot: Slot): Slot => {
		index.set(indexKey(kind, name), slot);
		return slot;
	};
	const estate = keep("estate", "", { item: copy(inventory.estate) });
	const lists = Object.fromEntries(
		listKinds.map((kind) => [
			kind,
			inventory[componentLists[kind].list].map((facts) => {
				const item = copy(facts);
				return keep(kind, String(item[nameKey(kind)]), { item });
			}),
		]),
	) as Record<ListKind, Slot[]>; // one entry a kind, just made
	for (const farm of lists["adfs-farm"])
		for (const facts of (farm.item?.nodes ?? []) as object[]) {
			const item = copy(facts);
			nodes.push(keep("adfs-node", nodeName(farm.item ?? {}, item), { item, farm }));
		}
	return { estate, lists, nodes, index };
}

/** The slot of a component that is there; undefined when it is not. */
export function slotOf(draft: Draft, kind: EditedKind, name: string): Slot | undefined {
	const slot = draft.index.get(indexKey(kind, kind === "estate" ? "" : name));
	return slot?.item === undefined ? undefined : slot;
}

export function addSlot(draft: Draft, kind: Exclude<EditedKind, "estate">, name: string, slot: Slot): void {
	(kind === "adfs-node" ? draft.nodes : draft.lists[kind]).push(slot);
	draft.index.set(indexKey(kind, name), slot);
}

export function moveSlot(draft: Draft, kind: EditedKind, from: string, to: string, slot: Slot): void {
	draft.index.delete(indexKey(kind, from));
	draft.index.set(indexKey(kind, to), slot);
}

export type Assembled = { readonly document: Item; readonly paths: ReadonlyMap<Slot, string> };

/** The document as it stands now, not validated, and the JSON path of every component in it. */
export function assemble(draft: Draft, format: string): Assembled {
	const paths = new Map<Slot, string>([[draft.estate, "estate"]]);
	const ofFarm = new Map<Slot | undefined, Slot[]>();
	for (const node of draft.nodes) if (node.item) ofFarm.set(node.farm, [...(ofFarm.get(node.farm) ?? []), node]);
	const lists = listKinds.map((kind) => {
		const { list } = componentLists[kind];
		const items: Item[] = [];
		for (const slot of draft.lists[kind]) {
			if (!slot.item) continue;
			const path = `${list}[${items.length}]`;
			paths.set(slot, path);
			if (kind !== "adfs-farm") items.push(slot.item);
			else {
				const nodes = ofFarm.get(slot) ?? [];
				nodes.forEach((node, i) => {
					paths.set(node, `${path}.nodes[${i}]`);
				});
				items.push({ ...slot.item, nodes: nodes.map((node) => node.item) });
			}
		}
		return [list, items] as const;
	});
	return { document: { format, estate: draft.estate.item, ...Object.fromEntries(lists) }, paths };
}
