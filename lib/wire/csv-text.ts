/**
 * CSV text and rows of cells, both ways, as RFC 4180 has it and as spreadsheets bend it: comma, semicolon or tab,
 * any line ends, Excel's `sep=` line, cells pasted from a sheet. Every cell is guarded against formulas on writing
 * and the guard is taken off on reading, so that `readCsvText(writeCsvText(rows)).rows` equals `rows`.
 */
import Papa from "papaparse";
import { disarm, rearm } from "@/lib/domain/inventory/csv/formula-guard.ts";
import { headerScore } from "@/lib/domain/inventory/csv/header.ts";

export const csvDelimiters = [",", ";", "\t"] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

const BYTE_ORDER_MARK = "\ufeff";
const NEWLINE = "\r\n";

type CsvTextIssue = { readonly row: number; readonly message: string };
export type CsvText = {
	readonly rows: readonly (readonly string[])[];
	/** Row number of `rows[0]`: 2 when an Excel `sep=` line stood above it. */
	readonly firstRow: number;
	readonly delimiter: string;
	readonly issues: readonly CsvTextIssue[];
};

/** With a byte order mark, since Excel takes UTF-8 without one for the local code page. */
export const writeCsvText = (rows: readonly (readonly string[])[], delimiter: CsvDelimiter = ","): string =>
	BYTE_ORDER_MARK +
	Papa.unparse(
		rows.map((row) => row.map(disarm)),
		{ delimiter, newline: NEWLINE },
	) +
	NEWLINE;

/** The line end of a text when all of them outside quotes are alike, so that cells keep theirs; mixed ones become `\n`. */
function settleNewlines(text: string): { text: string; newline: "\r\n" | "\n" | "\r" } {
	const kinds = new Set(text.replace(/"[^"]*"/g, "").match(/\r\n|\r|\n/g));
	for (const newline of ["\r\n", "\n", "\r"] as const) if (kinds.has(newline) && kinds.size === 1) return { text, newline };
	return { text: text.replace(/\r\n?/g, "\n"), newline: "\n" };
}

const blank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === "");

function parse(text: string, delimiter: string, newline: "\r\n" | "\n" | "\r", preview?: number): Papa.ParseResult<string[]> {
	return Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: false, header: false, ...(preview ? { preview } : {}) });
}

const HEADER_WITHIN_ROWS = 20;

/** The separator under which the first filled row names most columns we know; more cells break a tie. */
function chooseDelimiter(text: string, newline: "\r\n" | "\n" | "\r"): CsvDelimiter {
	const rated = csvDelimiters.map((delimiter) => {
		const row = parse(text, delimiter, newline, HEADER_WITHIN_ROWS).data.find((cells) => !blank(cells)) ?? [];
		return { delimiter, score: headerScore(row), cells: row.length };
	});
	return rated.sort((a, b) => b.score - a.score || b.cells - a.cells)[0]?.delimiter ?? ",";
}

/** Reads any of the dialects; a quote that is never closed or closes too early is an issue with its row. */
export function readCsvText(input: string): CsvText {
	const marked = input.startsWith(BYTE_ORDER_MARK) ? input.slice(1) : input;
	const hint = /^sep=([,;\t|])\r?\n/i.exec(marked);
	const { text, newline } = settleNewlines(hint ? marked.slice(hint[0].length) : marked);
	const delimiter = hint?.[1] ?? chooseDelimiter(text, newline);
	const parsed = parse(text, delimiter, newline);
	const firstRow = hint ? 2 : 1;
	const rows = parsed.data.map((row) => row.map(rearm));
	if (rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === "") rows.pop(); // what follows the last line end is no row
	const issues = parsed.errors.map((error) => ({
		row: firstRow + (error.row ?? 0),
		message:
			error.code === "MissingQuotes"
				? "A quoted cell is never closed"
				: "Text follows a closing quote; a quote inside a cell is written twice",
	}));
	return { rows, firstRow, delimiter, issues };
}
