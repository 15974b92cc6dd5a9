/**
 * The CSV files of an inventory: one per component type, their columns, and what each column means. Screens,
 * templates, export and import all read this table, so they cannot disagree. A column's `field` is the key in the
 * inventory document (contracts section 1); the SDK of an MFA Server stands in its server's row.
 */
import type { CsvColumn } from "./column.ts";
import { adfsFarmColumns, adfsNodeColumns, clientSystemColumns, estateColumns, poolColumns } from "./estate-columns.ts";
import { hostColumns, mfaServerColumns, mobileAppColumns, userPortalColumns } from "./server-columns.ts";

export const csvTypes = [
	"estate",
	"hosts",
	"mfa-servers",
	"user-portals",
	"mobile-app-web-services",
	"adfs-farms",
	"adfs-nodes",
	"pools",
	"client-systems",
] as const;
export type CsvType = (typeof csvTypes)[number];

export const csvColumns: Readonly<Record<CsvType, readonly CsvColumn[]>> = {
	estate: estateColumns,
	hosts: hostColumns,
	"mfa-servers": mfaServerColumns,
	"user-portals": userPortalColumns,
	"mobile-app-web-services": mobileAppColumns,
	"adfs-farms": adfsFarmColumns,
	"adfs-nodes": adfsNodeColumns,
	pools: poolColumns,
	"client-systems": clientSystemColumns,
};

/** The types whose rows fill a list of the document by themselves. */
export const csvLists = {
	hosts: "hosts",
	"mfa-servers": "mfaServers",
	"user-portals": "userPortals",
	"mobile-app-web-services": "mobileAppWebServices",
	"adfs-farms": "adfsFarms",
	pools: "pools",
	"client-systems": "clientSystems",
} as const;
export type CsvListType = keyof typeof csvLists;

/** The field that names a row's component: its host, else its name. */
export const keyField = (type: CsvType): "host" | "name" => (csvColumns[type].some((column) => column.field === "host") ? "host" : "name");
