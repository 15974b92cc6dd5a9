/**
 * Where each part of an imported document came from, so that an issue about `mfaServers[2].pools[0]` can be told as
 * file, row and column. Rows count from 1 and include the header, as spreadsheets show them.
 */
import type { InputIssue } from "../parse-inventory.ts";

export type ImportIssue = InputIssue & {
	readonly file?: string;
	readonly row?: number;
	/** The header as the file has it. */
	readonly column?: string;
	/** `C7`, as spreadsheets name the cell. */
	readonly cell?: string;
};

/** A row and the columns of its file by field: index from 0, and the header as typed. */
export type RowPlace = {
	readonly file: string;
	readonly row: number;
	readonly columns: ReadonlyMap<string, { readonly index: number; readonly header: string }>;
};

/** Rows by the JSON path of the item they filled. */
export type Places = ReadonlyMap<string, RowPlace>;

/** 0 is A, 25 is Z, 26 is AA. */
export function columnLetters(index: number): string {
	const rest = Math.floor(index / 26);
	return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

const parent = (path: string): string => path.replace(/(\.[^.[]+|\[\d+\]|^[^.[]+)$/, "");

type Found = { readonly place: RowPlace; readonly field: string };

function find(places: Places, path: string): Found | undefined {
	for (let at = path; at !== ""; at = parent(at)) {
		const place = places.get(at);
		if (place) return { place, field: path.slice(at.length).replace(/^\./, "") };
	}
	return undefined;
}

function columnOf({ place, field }: Found): { index: number; header: string } | undefined {
	for (let at = field; at !== ""; at = parent(at)) {
		const column = place.columns.get(at);
		if (column) return column;
	}
	return undefined;
}

const inWords = ({ place, field }: Found): string => {
	const column = columnOf({ place, field });
	return column ? `${columnLetters(column.index)}${place.row} of ${place.file}` : `row ${place.row} of ${place.file}`;
};

/** Adds file, row and column where known, and says them instead of other JSON paths the message names. */
export function placeIssue(places: Places, issue: InputIssue): ImportIssue {
	const found = find(places, issue.path);
	const message = issue.message.replace(/\b[a-zA-Z]+\[\d+\](\.?[a-zA-Z]+(\[\d+\])?)*/g, (path) => {
		const other = find(places, path);
		return other ? inWords(other) : path;
	});
	if (!found) return { path: issue.path, message };
	const column = columnOf(found);
	const row = { path: issue.path, message, file: found.place.file, row: found.place.row };
	return column ? { ...row, column: column.header, cell: `${columnLetters(column.index)}${found.place.row}` } : row;
}
