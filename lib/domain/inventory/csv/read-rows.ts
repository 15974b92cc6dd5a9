/** Rows of a CSV table into fields, and fields into items of the document. Blank rows are passed over. */
import { readCell } from "./cell-value.ts";
import type { CsvColumn } from "./column.ts";
import type { CsvType } from "./columns.ts";
import { readHeader } from "./header.ts";
import { columnLetters, type ImportIssue, type RowPlace } from "./places.ts";
import { type Item, valueAt } from "./write-tables.ts";

export type ReadTable = {
	readonly file: string;
	readonly type: CsvType;
	/** Row number of `rows[0]`, the header; 1 unless something stood above it. */
	readonly firstRow: number;
	/** Cells as meant: unquoted, formula guard taken off, outer white space cut. */
	readonly rows: readonly (readonly string[])[];
};

/** A row's fields by their key in the document; a blank cell is there with no value. */
export type Row = { readonly place: RowPlace; readonly fields: ReadonlyMap<string, unknown> };

export type Mutable = Record<string, unknown>;

const MAX_ISSUES = 200;

/** The filled rows of a table; a header with issues gives none, since every cell would be in doubt. */
export function readRows(table: ReadTable, issues: ImportIssue[]): Row[] {
	const [headers = [], ...rows] = table.rows;
	const header = readHeader(table.type, headers);
	const at = (row: number, index: number, message: string): ImportIssue => {
		const name = headers[index]?.trim();
		return { path: "", message, file: table.file, row, cell: `${columnLetters(index)}${row}`, ...(name ? { column: name } : {}) };
	};
	issues.push(...header.issues.map(({ column, message }) => at(table.firstRow, column, message)));
	if (header.issues.length > 0) return [];
	const columns = new Map([...header.columns].map(([index, column]) => [column.field, { index, header: headers[index]?.trim() ?? "" }]));
	return rows.flatMap((cells, i): Row[] => {
		if (issues.length >= MAX_ISSUES || cells.every((cell) => cell === "")) return [];
		const row = table.firstRow + 1 + i;
		const fields = new Map<string, unknown>();
		cells.forEach((cell, index) => {
			const column = header.columns.get(index);
			if (!column) {
				if (cell !== "") issues.push(at(row, index, "No column header stands above this cell"));
				return;
			}
			const value = cell === "" ? undefined : readCell(column.kind, cell);
			if (value?.ok === false) issues.push(at(row, index, value.error));
			fields.set(column.field, value?.ok ? value.value : undefined);
		});
		for (const { field } of header.columns.values()) if (!fields.has(field)) fields.set(field, undefined);
		return [{ place: { file: table.file, row, columns }, fields }];
	});
}

/** One item from what was known of it and what its row says. */
export function buildItem(columns: readonly CsvColumn[], row: Row, before: Item | undefined, keepBlank: boolean): Mutable {
	const item: Mutable = {};
	for (const { field } of columns) {
		const given = row.fields.get(field);
		const kept = before && (!row.fields.has(field) || keepBlank) ? valueAt(before, field) : undefined;
		const value = given ?? kept;
		if (value === undefined) continue;
		const [outer = "", inner] = field.split(".");
		if (inner === undefined) item[outer] = value;
		else {
			const part = (item[outer] ?? {}) as Mutable;
			part[inner] = value;
			item[outer] = part;
		}
	}
	return item;
}
