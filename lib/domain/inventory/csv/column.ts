/** One column of a CSV file, and short names for what its cells hold. */
import { triState } from "../fields.ts";
import type { CellKind } from "./cell-value.ts";

export type CsvColumn = {
	/** As written in the first row; read without regard to case, spaces and dashes. */
	readonly header: string;
	/** Key in the document's item; `webServiceSdk.url` for one inside. */
	readonly field: string;
	readonly kind: CellKind;
	readonly required?: boolean;
	/** What it means, what may stand there, and what a blank cell means. */
	readonly help: string;
	/** Other headers people use for it. */
	readonly aliases?: readonly string[];
};

export const text: CellKind = { is: "text" };
export const version: CellKind = { is: "version" };
export const yesNo: CellKind = { is: "yes-no" };
export const list: CellKind = { is: "list" };
export const tri: CellKind = { is: "choice", options: triState.options };
export const choice = (options: readonly string[]): CellKind => ({ is: "choice", options });

export const poolsColumn: CsvColumn = {
	header: "pools",
	field: "pools",
	kind: list,
	help: "Load balancer pools it is a member of, separated by ; or |. Blank: none",
	aliases: ["pool", "load balancer", "load balancer pools"],
};
