/**
 * An inventory as tables, one per component type. Every fact is written out, defaults too, so that reading the
 * tables again gives the same normalised document whatever the defaults become later.
 */
import type { Inventory } from "../document.ts";
import { type CellValue, writeCell } from "./cell-value.ts";
import type { CsvColumn } from "./column.ts";
import { type CsvType, csvColumns, csvLists, csvTypes } from "./columns.ts";

/** `rows[0]` is the header; cells are plain text, not yet quoted nor guarded against formulas. */
export type CsvTable = { readonly type: CsvType; readonly rows: readonly (readonly string[])[] };

export type Item = Readonly<Record<string, unknown>>;

/** The value at a column's field, one level deep where the field has a point. */
export function valueAt(item: Item, field: string): CellValue | undefined {
	const value = field.split(".").reduce<unknown>((at, key) => (at as Item | undefined)?.[key], item);
	return value as CellValue | undefined; // the column table is written against the document, and a test compares them
}

export const headerOf = (type: CsvType): string[] => csvColumns[type].map((column) => column.header);

const rowOf = (columns: readonly CsvColumn[], item: Item): string[] => columns.map((column) => writeCell(valueAt(item, column.field)));

function itemsOf(inventory: Inventory, type: CsvType): readonly Item[] {
	if (type === "estate") return [inventory.estate];
	if (type === "adfs-nodes") return inventory.adfsFarms.flatMap((farm) => farm.nodes.map((node) => ({ farm: farm.name, ...node })));
	return inventory[csvLists[type]];
}

/** All nine tables, also the empty ones: their headers say what is not there. */
export const writeTables = (inventory: Inventory): CsvTable[] =>
	csvTypes.map((type) => ({
		type,
		rows: [headerOf(type), ...itemsOf(inventory, type).map((item) => rowOf(csvColumns[type], item))],
	}));
