/**
 * Tables into the raw inventory document that `parseInventory` reads, with the place of every row.
 *
 * Promises: what a table says is taken, what it does not say is left: a component type without a table, and a
 * column that a table lacks, keep what `base` holds. With `replace` a table is the whole list of its type, so a
 * component without a row is gone and a blank cell clears its field; with `update` rows change and add, and neither
 * a missing row nor a blank cell takes anything away.
 * Refuses nothing by throwing: whatever is wrong comes back as issues, beside a document that may be half read.
 */
import { fold } from "../../names.ts";
import { INVENTORY_FORMAT, type Inventory } from "../document.ts";
import { type CsvListType, type CsvType, csvColumns, csvLists, keyField } from "./columns.ts";
import type { ImportIssue, Places, RowPlace } from "./places.ts";
import { buildItem, type Mutable, type ReadTable, type Row, readRows } from "./read-rows.ts";
import type { Item } from "./write-tables.ts";

export type ReadOptions = { readonly base?: Inventory; readonly mode?: "replace" | "update" };

export type RawImport = { readonly document: Record<string, unknown>; readonly places: Places; readonly issues: readonly ImportIssue[] };

type Reading = {
	readonly rows: ReadonlyMap<CsvType, readonly Row[]>;
	readonly update: boolean;
	readonly base: Inventory | undefined;
	readonly places: Map<string, RowPlace>;
	readonly issues: ImportIssue[];
};

const listTypes = Object.keys(csvLists) as CsvListType[]; // Object.keys forgets the key type

const nameOf = (value: unknown): string => (typeof value === "string" ? fold(value) : "");

/** The list of one type: the rows over what was there, in the order of `replace` or `update`. */
function readList({ rows: all, update, base, places }: Reading, type: CsvListType): Mutable[] {
	const list = csvLists[type];
	const key = keyField(type);
	const before = new Map((base?.[list] ?? []).map((item: Item) => [nameOf(item[key]), item]));
	const rows = all.get(type);
	if (!rows) return [...before.values()].map((item) => ({ ...item }));
	const items: Mutable[] = update ? [...before.values()].map((item) => ({ ...item })) : [];
	const positions = new Map(update ? [...before.keys()].map((name, index) => [name, index]) : []);
	for (const row of rows) {
		const name = nameOf(row.fields.get(key));
		const position = positions.get(name) ?? items.length;
		positions.delete(name); // a second row of the same name becomes an item of its own, which is refused as a duplicate
		items[position] = buildItem(csvColumns[type], row, before.get(name), update);
		places.set(`${list}[${position}]`, row.place);
	}
	return items;
}

function readEstate({ rows, update, base, places, issues }: Reading): Item | undefined {
	const [row, ...more] = rows.get("estate") ?? [];
	for (const { place } of more) issues.push({ path: "estate", message: "An import holds one estate", file: place.file, row: place.row });
	if (!row) return base?.estate;
	places.set("estate", row.place);
	return buildItem(csvColumns.estate, row, base?.estate, update);
}

/** Puts the nodes into their farms; a farm that only nodes name comes to be with every fact unknown. */
function placeNodes({ rows: all, update, base, places, issues }: Reading, farms: Mutable[]): void {
	const before = new Map((base?.adfsFarms ?? []).flatMap((farm) => farm.nodes.map((node) => [fold(node.host), { farm, node }] as const)));
	const rows = all.get("adfs-nodes");
	const moved = new Set(rows?.map((row) => nameOf(row.fields.get("host"))));
	const nodes = new Map<Mutable, Mutable[]>();
	for (const farm of farms) {
		const known = base?.adfsFarms.find((other) => fold(other.name) === nameOf(farm.name))?.nodes ?? [];
		nodes.set(farm, rows && !update ? [] : known.filter((node) => !moved.has(fold(node.host))).map((node) => ({ ...node })));
	}
	for (const row of rows ?? []) {
		const name = row.fields.get("farm");
		if (typeof name !== "string") {
			issues.push({ path: "adfsFarms", message: "A node names its farm", file: row.place.file, row: row.place.row });
			continue;
		}
		let farm = farms.find((item) => nameOf(item.name) === fold(name));
		if (!farm) {
			farm = { name };
			farms.push(farm);
		}
		const host = nameOf(row.fields.get("host"));
		const siblings = nodes.get(farm) ?? [];
		const { farm: _, ...node } = buildItem(csvColumns["adfs-nodes"], row, before.get(host)?.node, update);
		places.set(`adfsFarms[${farms.indexOf(farm)}].nodes[${siblings.length}]`, row.place);
		siblings.push(node);
		nodes.set(farm, siblings);
	}
	for (const [farm, own] of nodes) farm.nodes = own;
}

/** Reads all tables together; the document is not validated yet. */
export function readTables(tables: readonly ReadTable[], { base, mode = "replace" }: ReadOptions = {}): RawImport {
	const issues: ImportIssue[] = [];
	const rows = new Map<CsvType, readonly Row[]>();
	for (const table of tables) rows.set(table.type, [...(rows.get(table.type) ?? []), ...readRows(table, issues)]);
	const reading: Reading = { rows, update: mode === "update", base, places: new Map(), issues };
	const lists = Object.fromEntries(listTypes.map((type) => [csvLists[type], readList(reading, type)]));
	placeNodes(reading, lists.adfsFarms ?? []);
	const estate = readEstate(reading);
	return { document: { format: INVENTORY_FORMAT, ...(estate ? { estate } : {}), ...lists }, places: reading.places, issues };
}
