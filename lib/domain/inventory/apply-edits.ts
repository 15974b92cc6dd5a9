/**
 * Edits onto an inventory. Promises: all or none; the result is what `parseInventory` makes of the edited document, so
 * an edit can do nothing an import could not; every issue says which edit and field it is about (`edits[2].version`).
 * Refuses: what is not there, a name that is taken, and whatever the document's own rules refuse.
 */
import { fold, sameName } from "../names.ts";
import { err, ok, type Result, unreachable } from "../result.ts";
import { INVENTORY_FORMAT, type Inventory } from "./document.ts";
import {
	addSlot,
	assemble,
	type Draft,
	draftOf,
	type Item,
	listKinds,
	moveSlot,
	nameKey,
	nodeName,
	type Slot,
	slotOf,
} from "./edit-draft.ts";
import type { Edit, EditedKind } from "./edits.ts";
import { type InputIssue, parseInventory } from "./parse-inventory.ts";

type Of<D extends Edit["do"]> = Extract<Edit, { do: D }>;
/** What went wrong, with the field inside the edit. */
type Fault = { readonly field: string; readonly message: string };
type Outcome = Slot | Fault;

const isFault = (outcome: Outcome): outcome is Fault => "message" in outcome;
const missing = ({ component, name }: { readonly component: EditedKind; readonly name: string }): Fault => ({
	field: "name",
	message: `There is no ${component} named "${name}" any more`,
});

function put(item: Item, field: string, value: unknown): void {
	const [key = "", ...rest] = field.split(".");
	if (rest.length === 0) {
		item[key] = value;
		return;
	}
	const part = { ...(item[key] as Item | undefined) };
	put(part, rest.join("."), value);
	item[key] = part;
}

function drop(item: Item, field: string): void {
	const [key = "", ...rest] = field.split(".");
	if (rest.length === 0 || typeof item[key] !== "object") delete item[key];
	else {
		const part = { ...(item[key] as Item) };
		drop(part, rest.join("."));
		item[key] = part;
	}
}

function add(draft: Draft, { component, facts }: Of<"add">): Outcome {
	const { farm: farmName, ...item } = facts;
	const own = component === "adfs-node" ? item : facts;
	const name = own[nameKey(component)];
	if (typeof name !== "string" || name.trim() === "") return { field: nameKey(component), message: "Required" };
	const farm = component === "adfs-node" ? slotOf(draft, "adfs-farm", String(farmName)) : undefined;
	if (component === "adfs-node" && !farm)
		return { field: "farm", message: `No AD FS farm named "${String(farmName)}"; a new farm is added with its first nodes` };
	const key = farm?.item ? nodeName(farm.item, own) : name.trim();
	if (slotOf(draft, component, key)) return { field: nameKey(component), message: `"${name.trim()}" is there already` };
	// A farm brings its first nodes along; they become slots of their own.
	const { nodes, ...rest } = own;
	const slot: Slot = { item: component === "adfs-farm" ? rest : own, farm };
	addSlot(draft, component, key, slot);
	if (component === "adfs-farm")
		for (const node of Array.isArray(nodes) ? nodes : [])
			if (typeof node === "object" && node !== null)
				addSlot(draft, "adfs-node", nodeName(rest, node as Item), { item: { ...node }, farm: slot });
	return slot;
}

function change(draft: Draft, order: Of<"change">): Outcome {
	const { component, name, set = {}, unset = [] } = order;
	const slot = slotOf(draft, component, name);
	if (!slot?.item) return missing(order);
	if (component !== "estate") {
		const [key, was] = [nameKey(component), slot.item[nameKey(component)]];
		const now = set[key];
		if (unset.includes(key) || (now !== undefined && !sameName(String(now).trim(), String(was))))
			return { field: key, message: "Another name is given by renaming, so that what uses the old one follows" };
	}
	for (const field of unset) drop(slot.item, field);
	for (const [field, value] of Object.entries(set)) put(slot.item, field, value);
	return slot;
}

const swapped = (list: unknown, from: string, to: string): unknown =>
	Array.isArray(list) && list.some((name) => sameName(String(name), from))
		? list.map((name) => (sameName(String(name), from) ? to : name))
		: list;

/** Every place of the document that holds a name of this kind; what is called by that name is found under the new one. */
function follow(draft: Draft, component: EditedKind, from: string, to: string): void {
	const everywhere = [
		...listKinds.flatMap((kind) => draft.lists[kind].map((slot) => [kind, slot] as const)),
		...draft.nodes.map((slot) => ["adfs-node", slot] as const),
	];
	for (const [kind, slot] of everywhere) {
		const { item } = slot;
		if (!item) continue;
		if (component === "host" && kind !== "host" && "host" in item && sameName(String(item.host), from)) {
			item.host = to;
			if (slot.farm?.item) moveSlot(draft, kind, nodeName(slot.farm.item, { host: from }), nodeName(slot.farm.item, item), slot);
			else if (nameKey(kind) === "host") moveSlot(draft, kind, from, to, slot);
		}
		if (component === "adfs-farm" && slot.farm?.item && sameName(String(slot.farm.item.name), to))
			moveSlot(draft, kind, nodeName({ name: from }, item), nodeName({ name: to }, item), slot);
		if (component === "pool" && "pools" in item) item.pools = swapped(item.pools, from, to);
		if (kind === "client-system" && ["host", "pool", "adfs-farm"].includes(component)) item.targets = swapped(item.targets, from, to);
	}
}

function rename(draft: Draft, order: Of<"rename">): Outcome {
	const { component, name, to } = order;
	const slot = slotOf(draft, component, name);
	if (!slot?.item) return missing(order);
	const target = component === "adfs-node" && slot.farm?.item ? nodeName(slot.farm.item, { host: to }) : to;
	if (!sameName(target, name) && slotOf(draft, component, target)) return { field: "to", message: `"${to}" is there already` };
	const before = String(slot.item[nameKey(component)]);
	slot.item[nameKey(component)] = to;
	moveSlot(draft, component, name, target, slot);
	follow(draft, component, before, to);
	return slot;
}

function remove(draft: Draft, order: Of<"remove">): Outcome {
	const slot = slotOf(draft, order.component, order.name);
	if (!slot) return missing(order);
	slot.item = undefined;
	if (order.component === "adfs-farm") for (const node of draft.nodes) if (node.farm === slot) node.item = undefined;
	if (order.component === "pool")
		for (const holder of [...listKinds.flatMap((kind) => draft.lists[kind]), ...draft.nodes])
			for (const key of ["pools", "targets"]) {
				const list = holder.item?.[key];
				if (holder.item && Array.isArray(list) && list.some((name) => sameName(String(name), order.name)))
					holder.item[key] = list.filter((name) => fold(String(name)) !== fold(order.name));
			}
	return slot;
}

function applyOne(draft: Draft, one: Edit): Outcome {
	switch (one.do) {
		case "add":
			return add(draft, one);
		case "change":
			return change(draft, one);
		case "rename":
			return rename(draft, one);
		case "remove":
			return remove(draft, one);
		default:
			return unreachable(one);
	}
}

/** An issue of the edited document as an issue of the edit that touched its component; else it names the component. */
function placed(issue: InputIssue, document: Item, editAt: ReadonlyMap<string, number>): InputIssue {
	for (let at = issue.path; at !== ""; at = at.replace(/(\.[^.[]+|\[\d+\]|^[^.[]+)$/, "")) {
		const index = editAt.get(at);
		if (index !== undefined) return { path: `edits[${index}]${issue.path.slice(at.length)}`, message: issue.message };
	}
	const [, list = "", position = ""] = /^(\w+)\[(\d+)\]/.exec(issue.path) ?? [];
	const item = (document[list] as readonly Item[] | undefined)?.[Number(position)];
	const name = item?.host ?? item?.name;
	return name === undefined ? issue : { path: issue.path, message: `${String(name)}: ${issue.message}` };
}

/** The inventory after all edits, normalised; or everything that is wrong, at most 200 issues. */
export function applyEdits(inventory: Inventory, edits: readonly Edit[]): Result<Inventory, readonly InputIssue[]> {
	const draft = draftOf(inventory);
	const touched = new Map<Slot, number>();
	const issues: InputIssue[] = [];
	edits.forEach((one, i) => {
		const outcome = applyOne(draft, one);
		if (isFault(outcome)) issues.push({ path: `edits[${i}].${outcome.field}`, message: outcome.message });
		else touched.set(outcome, i);
	});
	if (issues.length > 0) return err(issues.slice(0, 200));
	const { document, paths } = assemble(draft, INVENTORY_FORMAT);
	const parsed = parseInventory(document);
	if (parsed.ok) return ok(parsed.value);
	const editAt = new Map([...touched].flatMap(([slot, i]) => (paths.has(slot) ? [[paths.get(slot) ?? "", i] as const] : [])));
	return err(parsed.error.map((issue) => placed(issue, document, editAt)));
}
