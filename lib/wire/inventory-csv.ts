/**
 * An inventory as CSV files, one per component type, and back (columns: `csvColumns`). Exporting and importing what
 * was exported gives the same normalised document. Reading is lenient about dialects and strict about content, as
 * `parseInventory` is; every issue says file, row and column.
 */
import { type CsvType, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import { recogniseType } from "@/lib/domain/inventory/csv/header.ts";
import { type ImportIssue, placeIssue } from "@/lib/domain/inventory/csv/places.ts";
import type { ReadTable } from "@/lib/domain/inventory/csv/read-rows.ts";
import { type RawImport, type ReadOptions, readTables } from "@/lib/domain/inventory/csv/read-tables.ts";
import { headerOf, writeTables } from "@/lib/domain/inventory/csv/write-tables.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { type CsvDelimiter, readCsvText, writeCsvText } from "./csv-text.ts";

export type CsvFile = { readonly name: string; readonly text: string };
/** `type`: chosen by a person where neither name nor headers tell, as for pasted cells. */
export type CsvSource = CsvFile & { readonly type?: CsvType };

const MAX_ISSUES = 200;

const fileName = (type: CsvType): string => `${type}.csv`;

/** The header row alone, so that nothing has to be deleted before filling it in. */
export const csvTemplate = (type: CsvType, delimiter: CsvDelimiter = ","): CsvFile => ({
	name: fileName(type),
	text: writeCsvText([headerOf(type)], delimiter),
});

/** All nine files; a spreadsheet of a country that writes decimal commas opens them with `;` rightly. */
export const toCsv = (inventory: Inventory, delimiter: CsvDelimiter = ","): (CsvFile & { readonly type: CsvType })[] =>
	writeTables(inventory).map(({ type, rows }) => ({ type, name: fileName(type), text: writeCsvText(rows, delimiter) }));

const kindsInWords = (types: readonly CsvType[]): string =>
	types.length > 1
		? `These columns fit ${types.join(", ")}; name the file after the one you mean, or choose it`
		: `These columns belong to no kind of component; start from one of the templates (${csvTypes.join(", ")})`;

function readSource({ name, text, type }: CsvSource, issues: ImportIssue[]): ReadTable[] {
	const csv = readCsvText(text);
	const rows = csv.rows.map((row) => row.map((cell) => cell.trim()));
	const start = rows.findIndex((row) => row.some((cell) => cell !== ""));
	const at = (message: string, row?: number): ImportIssue => ({ path: "", message, file: name, ...(row === undefined ? {} : { row }) });
	if (csv.issues.length > 0) {
		issues.push(...csv.issues.slice(0, MAX_ISSUES).map((issue) => at(issue.message, issue.row)));
		return [];
	}
	if (start < 0) {
		issues.push(at("The file is empty"));
		return [];
	}
	const recognised = type ? ok(type) : recogniseType(name, rows[start] ?? []);
	if (!recognised.ok) {
		issues.push(at(kindsInWords(recognised.error), csv.firstRow + start));
		return [];
	}
	return [{ file: name, type: recognised.value, firstRow: csv.firstRow + start, rows: rows.slice(start) }];
}

/** The raw document of some files and the place of each row; not validated. Never throws. */
export function fromCsv(files: readonly CsvSource[], options: ReadOptions = {}): RawImport {
	const issues: ImportIssue[] = [];
	const tables = files.flatMap((file) => readSource(file, issues));
	const read = readTables(tables, options);
	return { ...read, issues: [...issues, ...read.issues] };
}

const noEstate: ImportIssue = { path: "estate", message: "No estate is named: import into an estate, or add estate.csv with its name" };

/** Reads and validates; all issues of all files at once, at most 200. */
export function parseCsv(files: readonly CsvSource[], options: ReadOptions = {}): Result<Inventory, readonly ImportIssue[]> {
	const { document, places, issues } = fromCsv(files, options);
	const parsed = parseInventory(document);
	if (parsed.ok && issues.length === 0) return parsed;
	const own = parsed.ok ? [] : parsed.error.map((issue) => (issue.path === "estate" ? noEstate : placeIssue(places, issue)));
	return err([...issues, ...own].slice(0, MAX_ISSUES));
}
