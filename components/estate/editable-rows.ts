/** Components as rows that can be edited: one kind a table, one field a column, as the CSV files have them. Pure. */
import type { CellKind } from "@/lib/domain/inventory/csv/cell-value.ts";
import { readCell, writeCell } from "@/lib/domain/inventory/csv/cell-value.ts";
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";
import { type CsvType, csvColumns, csvLists, keyField } from "@/lib/domain/inventory/csv/columns.ts";
import { valueAt } from "@/lib/domain/inventory/csv/write-tables.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { Edit, EditedKind } from "@/lib/domain/inventory/edits.ts";
import { fold } from "@/lib/domain/names.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";

export const tableKinds: Readonly<Record<CsvType, { readonly kind: EditedKind; readonly many: string; readonly one: string }>> = {
	"mfa-servers": { kind: "mfa-server", many: "MFA Servers", one: "MFA Server" },
	"user-portals": { kind: "user-portal", many: "User Portals", one: "User Portal" },
	"mobile-app-web-services": { kind: "mobile-app", many: "Mobile app web services", one: "mobile app web service" },
	"adfs-farms": { kind: "adfs-farm", many: "AD FS farms", one: "AD FS farm" },
	"adfs-nodes": { kind: "adfs-node", many: "AD FS nodes", one: "AD FS node" },
	hosts: { kind: "host", many: "Hosts", one: "host" },
	pools: { kind: "pool", many: "Pools", one: "pool" },
	"client-systems": { kind: "client-system", many: "Client systems", one: "client system" },
	estate: { kind: "estate", many: "The estate itself", one: "estate" },
};
export const tableTypes = Object.keys(tableKinds) as CsvType[]; // the record's own keys

export const isTableType = (text: string): text is CsvType => Object.hasOwn(tableKinds, text);

type Item = Readonly<Record<string, unknown>>;

/** `name`: how an edit calls the component. `item`: its facts, a node's with its `farm`. */
export type EditableRow = { readonly name: string; readonly item: Item };

const nameOf = (type: CsvType, item: Item): string =>
	type === "estate" ? "" : type === "adfs-nodes" ? `${String(item.farm)}/${String(item.host)}` : String(item[keyField(type)]);

/** Rows of one kind, in the document's order. */
export function editableRows(inventory: Inventory, type: CsvType): readonly EditableRow[] {
	const items: readonly object[] =
		type === "estate"
			? [inventory.estate]
			: type === "adfs-nodes"
				? inventory.adfsFarms.flatMap((farm) => farm.nodes.map((node) => ({ farm: farm.name, ...node })))
				: type === "adfs-farms"
					? inventory.adfsFarms.map(({ nodes: _, ...facts }) => facts)
					: inventory[csvLists[type]];
	return items.map((item) => ({ name: nameOf(type, item as Item), item: item as Item })); // plain objects of the document
}

/** Number of components of each kind, for the choice of table. */
export const rowCounts = (inventory: Inventory): Readonly<Record<CsvType, number>> => ({
	estate: 1,
	hosts: inventory.hosts.length,
	"mfa-servers": inventory.mfaServers.length,
	"user-portals": inventory.userPortals.length,
	"mobile-app-web-services": inventory.mobileAppWebServices.length,
	"adfs-farms": inventory.adfsFarms.length,
	"adfs-nodes": inventory.adfsFarms.reduce((sum, farm) => sum + farm.nodes.length, 0),
	pools: inventory.pools.length,
	"client-systems": inventory.clientSystems.length,
});

export const cellText = (column: CsvColumn, item: Item): string => writeCell(valueAt(item, column.field));

/** `sdkUrl` as `SDK URL`, `oldInstallerAvailable` as `Old installer available`. */
export function columnLabel({ header }: Pick<CsvColumn, "header">): string {
	const words = header
		.replace(/([a-z])([A-Z0-9])/g, "$1 $2")
		.toLowerCase()
		.replace(/\b(sdk|url|os|vm|wid|rpc|ad|x86|x64)\b/g, (word) => (word.startsWith("x") ? word : word.toUpperCase()))
		.replace(/\bdotnet\b/g, ".NET");
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The columns that name the component: they are changed by renaming. */
export const isNameColumn = (type: CsvType, column: CsvColumn): boolean =>
	type !== "estate" && (column.field === keyField(type) || column.field === "farm");

/** Values of a cell that is chosen from a list; undefined for one that is typed. */
export function optionsOf(kind: CellKind): readonly string[] | undefined {
	if (kind.is === "choice") return kind.options;
	return kind.is === "yes-no" ? ["yes", "no"] : undefined;
}

type Change = Extract<Edit, { do: "change" }>;

/** All three columns of a server's SDK blank: it has none. */
function hasNoSdk(row: EditableRow, texts: ReadonlyMap<string, string>): boolean {
	const columns = csvColumns["mfa-servers"].filter(({ field }) => field.startsWith("webServiceSdk."));
	return columns.every((column) => (texts.get(column.field) ?? cellText(column, row.item)).trim() === "");
}

type ReadTexts = { readonly set: Readonly<Record<string, unknown>>; readonly unset: readonly string[] };

/** What typed texts, by field, mean in these columns; what they cannot mean, by field. An empty text takes the fact away. */
export function readTexts(
	columns: readonly CsvColumn[],
	texts: ReadonlyMap<string, string>,
): Result<ReadTexts, ReadonlyMap<string, string>> {
	const set: Record<string, unknown> = {};
	const unset: string[] = [];
	const faults = new Map<string, string>();
	for (const column of columns) {
		const text = texts.get(column.field)?.trim();
		if (text === undefined) continue;
		if (text === "") unset.push(column.field);
		else {
			const read = readCell(column.kind, text);
			if (read.ok) set[column.field] = read.value;
			else faults.set(column.field, read.error);
		}
	}
	return faults.size > 0 ? err(faults) : ok({ set, unset });
}

/** The same as an edit of a row. */
export function changeOf(type: CsvType, row: EditableRow, texts: ReadonlyMap<string, string>): Result<Change, ReadonlyMap<string, string>> {
	const read = readTexts(csvColumns[type], texts);
	if (!read.ok) return read;
	const { set } = read.value;
	const inSdk = (field: string): boolean => field.startsWith("webServiceSdk.");
	const noSdk = type === "mfa-servers" && read.value.unset.some(inSdk) && hasNoSdk(row, texts);
	const unset = noSdk ? [...read.value.unset.filter((field) => !inSdk(field)), "webServiceSdk"] : [...read.value.unset];
	const { kind } = tableKinds[type];
	return ok({
		do: "change",
		component: kind,
		name: row.name,
		...(Object.keys(set).length > 0 && { set }),
		...(unset.length > 0 && { unset }),
	});
}

/** Rows that hold every word in some cell. */
export function findRows(type: CsvType, rows: readonly EditableRow[], words: string): readonly EditableRow[] {
	const wanted = fold(words).split(/\s+/u).filter(Boolean);
	if (wanted.length === 0) return rows;
	return rows.filter((row) => {
		const text = fold(csvColumns[type].map((column) => cellText(column, row.item)).join(" "));
		return wanted.every((word) => text.includes(word));
	});
}
