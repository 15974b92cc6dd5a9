/**
 * A new component from the texts of its form. A farm is added with its first nodes, since the document knows no farm
 * without one. Pure.
 */
import { type CsvColumn, list, text } from "@/lib/domain/inventory/csv/column.ts";
import { type CsvType, csvColumns } from "@/lib/domain/inventory/csv/columns.ts";
import type { Edit } from "@/lib/domain/inventory/edits.ts";
import { sameName } from "@/lib/domain/names.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { readTexts, tableKinds } from "./editable-rows.ts";

type Texts = ReadonlyMap<string, string>;

/** What the form of a new farm asks beside the farm's own facts; afterwards its nodes have a table of their own. */
const firstNodes: readonly CsvColumn[] = [
	{
		header: "nodes",
		field: "nodes",
		kind: list,
		required: true,
		help: "Hosts of its nodes, separated by ; or |. A farm has at least one",
	},
	{
		header: "widPrimary",
		field: "widPrimary",
		kind: text,
		help: "Which of these nodes is the WID primary. Blank: none, or not known",
	},
];

/** The fields that a new component's form asks for. */
export const additionColumns = (type: CsvType): readonly CsvColumn[] =>
	type === "adfs-farms"
		? csvColumns[type].flatMap((column) => (column.field === "name" ? [column, ...firstNodes] : [column]))
		: csvColumns[type];

/** The nodes as the document has them; a WID primary that is none of them is a fault of its field. */
function nodesOf(hosts: readonly string[], widPrimary: string | undefined): Result<readonly object[], Texts> {
	if (widPrimary !== undefined && !hosts.some((host) => sameName(host, widPrimary)))
		return err(new Map([["widPrimary", `"${widPrimary}" is none of the nodes above`]]));
	return ok(hosts.map((host) => ({ host, ...(widPrimary !== undefined && sameName(host, widPrimary) && { widPrimary: true }) })));
}

/** The edit that adds what was typed; blank texts are left to the document. What a text cannot mean is told by field. */
export function additionOf(type: CsvType, texts: Texts): Result<Extract<Edit, { do: "add" }>, Texts> {
	const { kind } = tableKinds[type];
	if (kind === "estate") throw new Error("An estate is not added to itself");
	const given = new Map([...texts].filter(([, typed]) => typed.trim() !== ""));
	const read = readTexts(additionColumns(type), given);
	if (!read.ok) return read;
	const facts: Record<string, unknown> = {};
	for (const [field, value] of Object.entries(read.value.set)) {
		const [outer = "", inner] = field.split(".");
		facts[outer] = inner === undefined ? value : { ...(facts[outer] as object | undefined), [inner]: value };
	}
	if (type !== "adfs-farms") return ok({ do: "add", component: kind, facts });
	const { nodes: hosts = [], widPrimary, ...farm } = facts;
	const nodes = nodesOf(hosts as readonly string[], widPrimary as string | undefined); // as their columns read them
	return nodes.ok ? ok({ do: "add", component: kind, facts: { ...farm, nodes: nodes.value } }) : nodes;
}
