/**
 * One CSV cell and the value of one field, both ways. Reading is generous with what spreadsheets and people of
 * other languages write (`TRUE`, `wahr`, `7,3`, `4.200`) and never guesses: what it does not know goes on as text,
 * for the document's own rules to refuse, or is refused here where those rules could only speak of types.
 */
import { err, ok, type Result } from "../../result.ts";
import { joinList, splitList } from "./list-cell.ts";

export type CellKind =
	| { readonly is: "text" }
	| { readonly is: "version" }
	| { readonly is: "yes-no" }
	| { readonly is: "list"; readonly options?: readonly string[] }
	| { readonly is: "choice"; readonly options: readonly string[] }
	/** `grouped`: large figures, where `4.200` means thousands; elsewhere a point or comma starts a fraction. */
	| { readonly is: "whole"; readonly grouped?: boolean };

/** What a field may hold once written to a cell. */
export type CellValue = string | number | boolean | readonly string[];

const yes = new Set(["yes", "y", "true", "1", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "sì", "vero", "verdadero", "x"]);
const no = new Set(["no", "n", "false", "0", "nein", "falsch", "non", "faux", "falso"]);
const unknown = new Set(["unknown", "?", "n/a", "unbekannt"]);

/** Letters and digits alone: `2012 R2`, `2012-r2` and `2012R2` are one choice. */
export const squeeze = (text: string): string =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");

function choose(text: string, options: readonly string[]): string {
	const exact = options.find((option) => squeeze(option) === squeeze(text));
	if (exact !== undefined) return exact;
	const folded = text.toLowerCase();
	const meant = yes.has(folded) ? "yes" : no.has(folded) ? "no" : unknown.has(folded) ? "unknown" : undefined;
	return meant !== undefined && options.includes(meant) ? meant : text;
}

function readWhole(text: string, grouped: boolean): Result<number, string> {
	const plain = grouped && /^\d{1,3}([.,'’\s]\d{3})+$/u.test(text) ? text.replace(/\D/g, "") : text.replace(/[.,]0+$/, "");
	return /^-?\d{1,15}$/.test(plain) ? ok(Number(plain)) : err(`"${text}" is not a whole number`);
}

function readVersion(text: string): Result<string, string> {
	const folded = text.toLowerCase();
	if (unknown.has(folded)) return ok("unknown");
	if (/^\d+$/.test(text))
		return err(`"${text}" is one part of a version; a spreadsheet cuts 8.0 to 8 unless the column is formatted as text`);
	return ok(folded === "missing" ? folded : /^\d+(,\d+)+$/.test(text) ? text.replaceAll(",", ".") : text);
}

/** The value of a cell that is not blank; `text` has no outer white space. */
export function readCell(kind: CellKind, text: string): Result<CellValue, string> {
	switch (kind.is) {
		case "text":
			return ok(text);
		case "version":
			return readVersion(text);
		case "yes-no": {
			const meant = choose(text, ["yes", "no"]);
			return meant === "yes" ? ok(true) : meant === "no" ? ok(false) : err(`"${text}" is neither yes nor no`);
		}
		case "choice":
			return ok(choose(text, kind.options));
		case "list":
			return ok(splitList(text).map((item) => (kind.options ? choose(item, kind.options) : item)));
		case "whole":
			return readWhole(text, kind.grouped === true);
	}
}

/** The text of a value; the empty text for what is absent. */
export function writeCell(value: CellValue | undefined): string {
	if (value === undefined) return "";
	if (typeof value === "boolean") return value ? "yes" : "no";
	return typeof value === "string" || typeof value === "number" ? String(value) : joinList(value);
}
