/** Widths and movements of the editing table. Pure. */
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";

export const NAME_WIDTH = "w-44 sm:w-52";

/** A class, since the page allows no style attributes. */
export function columnWidth(column: CsvColumn): string {
	if (/path|url|themes|howToRepoint|share/i.test(column.field)) return "w-72";
	if (column.kind.is === "list" || column.field === "adapterName") return "w-52";
	return /virtualDirectory|replicationGroup|timeZone|federated|owner|serviceName/.test(column.field) ? "w-56" : "w-36";
}

export type CellAt = { readonly row: number; readonly column: number };

/** Where an arrow, Home, End or a page key leads; undefined for other keys. Column 0 is the name. */
export function moved(key: string, at: CellAt, rows: number, columns: number): CellAt | undefined {
	const to = (row: number, column: number): CellAt => ({
		row: Math.min(Math.max(row, 0), rows - 1),
		column: Math.min(Math.max(column, 0), columns - 1),
	});
	switch (key) {
		case "ArrowUp":
			return to(at.row - 1, at.column);
		case "ArrowDown":
			return to(at.row + 1, at.column);
		case "ArrowLeft":
			return to(at.row, at.column - 1);
		case "ArrowRight":
			return to(at.row, at.column + 1);
		case "Home":
			return to(at.row, 0);
		case "End":
			return to(at.row, columns - 1);
		case "PageUp":
			return to(at.row - 15, at.column);
		case "PageDown":
			return to(at.row + 15, at.column);
		default:
			return undefined;
	}
}
