/** What a person dropped and pasted, read together into an inventory or into everything that is wrong with it. Pure. */
import type { CsvType } from "@/lib/domain/inventory/csv/columns.ts";
import type { ImportIssue } from "@/lib/domain/inventory/csv/places.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { err, type Result } from "@/lib/domain/result.ts";
import { type DroppedFile, type ReadInventory, readInventoryFiles } from "@/lib/wire/read-inventory-files.ts";
import type { Issue } from "../ui/alert.tsx";
import { readDocument } from "./read-document.ts";

export type Sources = {
	readonly files: readonly DroppedFile[];
	/** Typed or pasted: a document, or cells of a sheet. */
	readonly text: string;
	/** What pasted cells are, where their headers do not tell. */
	readonly pastedType?: CsvType | undefined;
	/** `replace`: a list that is given is complete; `update`: what is not in it stays. For tables alone. */
	readonly mode: "replace" | "update";
};

export const noSources: Sources = { files: [], text: "", mode: "replace" };

const looksLikeJson = (text: string): boolean => /^\uFEFF?\s*[[{]/.test(text);

export const isEmpty = (sources: Sources): boolean => sources.files.length === 0 && sources.text.trim() === "";

/** Whether pasted text is a table, so that its kind may have to be chosen. */
export const pastedTable = (sources: Sources): boolean => sources.text.trim() !== "" && !looksLikeJson(sources.text);

/** Whether anything is a table, so that the question of complete lists has a meaning. */
export const holdsTables = (sources: Sources): boolean =>
	pastedTable(sources) ||
	sources.files.some((file) => !looksLikeJson(new TextDecoder().decode(file.bytes.subarray(0, 64)).replaceAll("\0", "")));

/** `C7 of hosts.csv (os)`, `row 3 of hosts.csv`, else the JSON path, with its file where there are several. */
export function issuePlace(issue: ImportIssue, several: boolean): string {
	if (issue.file !== undefined && issue.row !== undefined) {
		const column = issue.column === undefined ? "" : ` (${issue.column})`;
		return `${issue.cell ?? `row ${issue.row}`} of ${issue.file}${column}`;
	}
	if (issue.path === "") return issue.file ?? "";
	return several && issue.file !== undefined ? `${issue.path} in ${issue.file}` : issue.path;
}

/** The inventory, or all issues with their places. `base`: the estate it goes into, if there is one. */
export function readSources(sources: Sources, base?: Inventory): Result<ReadInventory, readonly Issue[]> {
	const { files, text, pastedType, mode } = sources;
	if (looksLikeJson(text)) {
		// Says the line, which the engine's own message does not always do.
		const read = readDocument(text);
		if (!read.ok) return err([{ path: "", message: read.error }]);
	}
	const pasted: readonly DroppedFile[] =
		text.trim() === ""
			? []
			: [
					{
						name: "pasted text",
						bytes: new TextEncoder().encode(text),
						...(pastedType !== undefined && pastedTable(sources) ? { type: pastedType } : {}),
					},
				];
	const all = [...files, ...pasted];
	const read = readInventoryFiles(all, { mode, ...(base === undefined ? {} : { base }) });
	return read.ok ? read : err(read.error.map((issue) => ({ path: issuePlace(issue, all.length > 1), message: issue.message })));
}
