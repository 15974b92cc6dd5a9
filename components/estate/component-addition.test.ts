import { describe, expect, it } from "vitest";
import { applyEdits } from "@/lib/domain/inventory/apply-edits.ts";
import type { CsvType } from "@/lib/domain/inventory/csv/columns.ts";
import { inventoryOf } from "@/lib/domain/testing/estate-story.ts";
import { additionColumns, additionOf } from "./component-addition.ts";
import { editableRows, tableTypes } from "./editable-rows.ts";

const estate = inventoryOf({ mfaServers: [{ host: "MFA01" }], adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1" }] }] });

/** What a person fills in at least: everything the form marks as required, each with a value its help allows. */
const smallest: Readonly<Record<Exclude<CsvType, "estate">, Readonly<Record<string, string>>>> = {
	hosts: { name: "NEW01" },
	"mfa-servers": { host: "NEW01" },
	"user-portals": { host: "NEW01" },
	"mobile-app-web-services": { host: "NEW01" },
	"adfs-farms": { name: "NEW01", nodes: "FS7" },
	"adfs-nodes": { farm: "CORP", host: "NEW01" },
	pools: { name: "NEW01", kind: "mfa" },
	"client-systems": { name: "NEW01", kind: "radius" },
};
const kinds = tableTypes.filter((type) => type !== "estate");

describe("adding a component in its form", () => {
	it.each(kinds)("[EST18] %s: what the form marks as required is enough", (type) => {
		const required = additionColumns(type).filter((column) => column.required);
		expect(required.map(({ field }) => field)).toEqual(Object.keys(smallest[type]));
		const added = additionOf(type, new Map(Object.entries(smallest[type])));
		if (!added.ok) throw new Error(JSON.stringify([...added.error]));
		const after = applyEdits(estate, [added.value]);
		if (!after.ok) throw new Error(JSON.stringify(after.error));
		const names = editableRows(after.value, type).map(({ name }) => name);
		expect(names).toContain(type === "adfs-nodes" ? "CORP/NEW01" : "NEW01");
		expect(names).toHaveLength(editableRows(estate, type).length + 1);
	});

	it("[EST18] a new farm takes its nodes with it, one of them marked as WID primary", () => {
		const texts = new Map([
			["name", "EMEA"],
			["nodes", "FS7; FS8"],
			["widPrimary", "fs8"],
			["configStore", "wid"],
		]);
		const added = additionOf("adfs-farms", texts);
		const after = added.ok ? applyEdits(estate, [added.value]) : added;
		expect(after).toMatchObject({
			value: {
				adfsFarms: [
					{ name: "CORP" },
					{
						name: "EMEA",
						configStore: "wid",
						nodes: [
							{ host: "FS7", widPrimary: false },
							{ host: "FS8", widPrimary: true },
						],
					},
				],
			},
		});
	});

	it("[EST18] a farm without a node, or whose WID primary is none of them, is told at that field", () => {
		const none = additionOf("adfs-farms", new Map([["name", "EMEA"]]));
		expect(none.ok && applyEdits(estate, [none.value])).toMatchObject({ error: [{ path: "edits[0].nodes" }] });
		const other = additionOf(
			"adfs-farms",
			new Map([
				["name", "EMEA"],
				["nodes", "FS7"],
				["widPrimary", "FS9"],
			]),
		);
		expect(!other.ok && [...other.error.keys()]).toEqual(["widPrimary"]);
	});

	it("[EST18] a new component takes what is filled in, parts inside with it", () => {
		const texts = new Map([
			["host", "MFA03"],
			["webServiceSdk.url", "https://mfa03/Sdk"],
			["version", ""],
		]);
		expect(additionOf("mfa-servers", texts)).toEqual({
			ok: true,
			value: { do: "add", component: "mfa-server", facts: { host: "MFA03", webServiceSdk: { url: "https://mfa03/Sdk" } } },
		});
	});
});
