/**
 * Whatever a person drops or pastes into a validated inventory: an inventory document, CSV files by component type,
 * cells copied from a sheet, or what the collector printed. The one door for imports in the browser and on the server.
 *
 * Promises: all issues at once, each with its file and, for CSV, row and column; never throws; stores nothing.
 * Refuses: mixing kinds that would overwrite one another, workbooks and archives, more than 25 MiB in all.
 */
import { type ImportIssue, placeIssue } from "@/lib/domain/inventory/csv/places.ts";
import type { ReadOptions } from "@/lib/domain/inventory/csv/read-tables.ts";
import { INVENTORY_FORMAT, type Inventory } from "@/lib/domain/inventory/document.ts";
import type { FactAges } from "@/lib/domain/inventory/fact-ages.ts";
import { FRAGMENT_FORMAT, type Fragment, parseFragment } from "@/lib/domain/inventory/fragment-document.ts";
import { type Merged, mergeFragments } from "@/lib/domain/inventory/merge.ts";
import { type InputIssue, parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { decodeText, looksLikeWorkbook } from "./decode-text.ts";
import { type CsvSource, parseCsv } from "./inventory-csv.ts";

export type DroppedFile = { readonly name: string; readonly bytes: Uint8Array; readonly type?: CsvSource["type"] };
export type ReadFilesOptions = ReadOptions & { readonly factAges?: FactAges };

/**
 * `merge` is there when fragments were read: what changed, what is in conflict, the new ages. `fragments` is there when
 * nothing else was read: they can be merged where the present ages of all facts are known.
 */
export type ReadInventory = { readonly inventory: Inventory; readonly merge?: Merged; readonly fragments?: readonly Fragment[] };

export const MAX_IMPORT_BYTES = 25 * 1024 * 1024;

type Json = { readonly file: string; readonly value: unknown };
type Text = CsvSource;

const inFile = (file: string, issue: InputIssue): ImportIssue => ({ ...issue, file });
const refuse = (message: string, file?: string): ImportIssue => ({ path: "", message, ...(file === undefined ? {} : { file }) });

const formatOf = (value: unknown): unknown =>
	typeof value === "object" && value !== null && "format" in value ? (value as { format: unknown }).format : undefined;

/** Concatenated outputs of several hosts are one JSON value after the other: a list is read as its items. */
function readJson(file: string, text: string): Result<readonly Json[], ImportIssue> {
	try {
		const value: unknown = JSON.parse(text);
		return ok(Array.isArray(value) ? value.map((item: unknown, i) => ({ file: `${file}[${i}]`, value: item })) : [{ file, value }]);
	} catch (cause) {
		return err(refuse(`Not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, file));
	}
}

type Sorted = { readonly json: readonly Json[]; readonly tables: readonly Text[]; readonly issues: readonly ImportIssue[] };

function sortOut(files: readonly DroppedFile[]): Sorted {
	const json: Json[] = [];
	const tables: Text[] = [];
	const issues: ImportIssue[] = [];
	if (files.reduce((sum, file) => sum + file.bytes.length, 0) > MAX_IMPORT_BYTES)
		return { json, tables, issues: [refuse("More than 25 MiB")] };
	for (const { name, bytes, type } of files) {
		if (looksLikeWorkbook(bytes)) {
			issues.push(refuse("A workbook or an archive, not text: save each sheet as CSV and drop those", name));
			continue;
		}
		const { text } = decodeText(bytes);
		if (/^\s*[[{]/.test(text) && type === undefined) {
			const read = readJson(name, text);
			if (read.ok) json.push(...read.value);
			else issues.push(read.error);
		} else tables.push({ name, text, ...(type ? { type } : {}) });
	}
	return { json, tables, issues };
}

function readFragments(json: readonly Json[]): Result<readonly Fragment[], readonly ImportIssue[]> {
	const read = json.map(({ file, value }) => ({ file, parsed: parseFragment(value) }));
	const issues = read.flatMap(({ file, parsed }) => (parsed.ok ? [] : parsed.error.map((issue) => inFile(file, issue))));
	return issues.length > 0 ? err(issues) : ok(read.flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : [])));
}

/** Reads files over `base`; see `readTables` for what `mode` does to CSV. An inventory document replaces all. */
export function readInventoryFiles(
	files: readonly DroppedFile[],
	options: ReadFilesOptions = {},
): Result<ReadInventory, readonly ImportIssue[]> {
	const { json, tables, issues } = sortOut(files);
	if (issues.length > 0) return err(issues);
	const documents = json.filter(({ value }) => formatOf(value) !== FRAGMENT_FORMAT);
	const fragments = readFragments(json.filter(({ value }) => formatOf(value) === FRAGMENT_FORMAT));
	if (!fragments.ok) return fragments;
	if (files.length === 0) return err([refuse("There is nothing to read")]);
	const [document, ...more] = documents;
	if (more[0]) return err([refuse(`A second inventory document: an import holds one, and ${document?.file} is one already`, more[0].file)]);
	if (document && tables[0])
		return err([refuse(`CSV beside an inventory document (${document.file}), which holds everything already`, tables[0].name)]);

	const start = document ? readDocument(document) : tables.length > 0 ? parseCsv(tables, options) : baseOf(options.base);
	if (!start.ok || fragments.value.length === 0) return start.ok ? ok({ inventory: start.value }) : start;
	const merged = mergeFragments(start.value, options.factAges ?? {}, fragments.value);
	const alone = !document && tables.length === 0;
	return merged.ok
		? ok({ inventory: merged.value.inventory, merge: merged.value, ...(alone && { fragments: fragments.value }) })
		: err(merged.error.map((issue) => placeIssue(new Map(), issue)));
}

function readDocument({ file, value }: Json): Result<Inventory, readonly ImportIssue[]> {
	if (formatOf(value) === undefined)
		return err([refuse(`JSON without a format; an inventory says "${INVENTORY_FORMAT}", a collector's output "${FRAGMENT_FORMAT}"`, file)]);
	const parsed = parseInventory(value);
	return parsed.ok ? parsed : err(parsed.error.map((issue) => inFile(file, issue)));
}

const baseOf = (base: Inventory | undefined): Result<Inventory, readonly ImportIssue[]> =>
	base ? ok(base) : err([refuse("A collector's output is merged into an estate: open the estate first, or add its inventory")]);
