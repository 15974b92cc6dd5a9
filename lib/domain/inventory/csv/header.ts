/** Reads the first row of a table: which component type it is, and which column each header names. */
import { err, ok, type Result } from "../../result.ts";
import { squeeze } from "./cell-value.ts";
import type { CsvColumn } from "./column.ts";
import { type CsvType, csvColumns, csvTypes } from "./columns.ts";

const namesOf = (column: CsvColumn): string[] => [column.header, column.field, ...(column.aliases ?? [])].map(squeeze);

/** Exact headers first: `host` is a column of its own before it is another word for `name`. */
function columnFor(type: CsvType, header: string): CsvColumn | undefined {
	const wanted = squeeze(header);
	return csvColumns[type].find((c) => squeeze(c.header) === wanted) ?? csvColumns[type].find((c) => namesOf(c).includes(wanted));
}

const known = (type: CsvType, headers: readonly string[]): number =>
	headers.filter((header) => columnFor(type, header) !== undefined).length;

/** How well a row reads as a header, for telling separators apart; 0 when no word of it is known. */
export const headerScore = (headers: readonly string[]): number => Math.max(...csvTypes.map((type) => known(type, headers)));

/** `MFA Servers (2).csv` is named after mfa-servers; the longest name wins, so adfs-nodes is not taken for nodes of else. */
function typeFromName(name: string): CsvType | undefined {
	const base = squeeze(
		name
			.replace(/^.*[\\/]/, "")
			.replace(/\.[^.]*$/, "")
			.replace(/\(\d+\)$/, "")
			.trimEnd(),
	);
	return csvTypes.filter((type) => base.endsWith(squeeze(type))).sort((a, b) => b.length - a.length)[0];
}

const fits = (type: CsvType, headers: readonly string[]): boolean =>
	known(type, headers) === headers.length &&
	csvColumns[type].every((column) => !column.required || headers.some((h) => columnFor(type, h) === column));

/**
 * The component type of a table: the only one whose headers fit; where several fit, or none does, the one the file
 * is named after. Refuses with the candidates otherwise, since hosts read as servers would be silent harm.
 */
export function recogniseType(name: string, headers: readonly string[]): Result<CsvType, readonly CsvType[]> {
	const filled = headers.filter((header) => header.trim() !== "");
	const fitting = csvTypes.filter((type) => fits(type, filled));
	const named = typeFromName(name);
	if (named && (fitting.length === 0 || fitting.includes(named))) return ok(named);
	const best = Math.max(...csvTypes.map((type) => known(type, filled)));
	const candidates = fitting.length > 0 ? fitting : best < 2 ? [] : csvTypes.filter((type) => known(type, filled) === best);
	const [only] = candidates;
	return only !== undefined && candidates.length === 1 ? ok(only) : err(candidates);
}

type HeaderIssue = { readonly column: number; readonly message: string };
export type Header = { readonly columns: ReadonlyMap<number, CsvColumn>; readonly issues: readonly HeaderIssue[] };

/** Columns by their index from 0. Refuses words it does not know, the same column twice, and a missing key column. */
export function readHeader(type: CsvType, headers: readonly string[]): Header {
	const columns = new Map<number, CsvColumn>();
	const issues: HeaderIssue[] = [];
	headers.forEach((header, index) => {
		if (header.trim() === "") return;
		const column = columnFor(type, header);
		if (!column) issues.push({ column: index, message: `No column "${header.trim().slice(0, 80)}" in ${type}` });
		else if ([...columns.values()].includes(column)) issues.push({ column: index, message: `A second column for ${column.header}` });
		else columns.set(index, column);
	});
	for (const column of csvColumns[type])
		if (column.required && ![...columns.values()].includes(column))
			issues.push({ column: 0, message: `The column ${column.header} is required in ${type}` });
	return { columns, issues };
}
