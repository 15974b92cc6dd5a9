import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "@/lib/domain/inventory/apply-edits.ts";
import { csvColumns } from "@/lib/domain/inventory/csv/columns.ts";
import { anyInventory } from "@/lib/domain/testing/any-inventory.ts";
import { inventoryOf } from "@/lib/domain/testing/estate-story.ts";
import { cellText, changeOf, columnLabel, editableRows, findRows, isNameColumn, tableTypes } from "./editable-rows.ts";
import { moved } from "./grid-model.ts";

const estate = inventoryOf({
	mfaServers: [{ host: "MFA01", version: "7.3.0.3", webServiceSdk: { url: "https://mfa01/Sdk" } }, { host: "MFA02" }],
	adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1" }] }],
});
const server = editableRows(estate, "mfa-servers")[0] ?? { name: "", item: {} };

describe("editing tables", () => {
	it("[EST17] typing every cell as it stands changes nothing, in any estate", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				for (const type of tableTypes) {
					const edits = editableRows(inventory, type).map((row) => {
						const columns = csvColumns[type].filter((column) => !isNameColumn(type, column));
						const edit = changeOf(type, row, new Map(columns.map((column) => [column.field, cellText(column, row.item)])));
						if (!edit.ok) throw new Error(JSON.stringify([...edit.error]));
						return edit.value;
					});
					expect(applyEdits(inventory, edits)).toEqual({ ok: true, value: inventory });
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("[EST18] a cleared cell takes the fact away; three cleared SDK cells take the SDK away", () => {
		expect(changeOf("mfa-servers", server, new Map([["version", " "]]))).toMatchObject({ value: { unset: ["version"] } });
		const sdk = ["webServiceSdk.version", "webServiceSdk.virtualDirectory", "webServiceSdk.url"];
		expect(changeOf("mfa-servers", server, new Map(sdk.map((field) => [field, ""])))).toMatchObject({
			value: { unset: ["webServiceSdk"] },
		});
		expect(changeOf("mfa-servers", server, new Map([["webServiceSdk.url", ""]]))).toMatchObject({
			value: { unset: ["webServiceSdk.url"] },
		});
	});

	it("[EST18] what a cell cannot mean is told by field", () => {
		const wrong = changeOf("mfa-servers", server, new Map([["staticRpcPort", "many"]]));
		expect(!wrong.ok && [...wrong.error.keys()]).toEqual(["staticRpcPort"]);
	});

	it("names a node as its farm and host, and finds rows by any cell", () => {
		expect(editableRows(estate, "adfs-nodes").map(({ name }) => name)).toEqual(["CORP/FS1"]);
		expect(findRows("mfa-servers", editableRows(estate, "mfa-servers"), "MFA01 7.3").map(({ name }) => name)).toEqual(["MFA01"]);
	});

	it("writes headings as words", () => {
		expect(["sdkUrl", "oldInstallerAvailable", "vcRedistX86", "azureVm", "os"].map((header) => columnLabel({ header }))).toEqual([
			"SDK URL",
			"Old installer available",
			"Vc redist x86",
			"Azure VM",
			"OS",
		]);
	});

	it("moves by arrows and stays inside", () => {
		expect(moved("ArrowDown", { row: 4, column: 1 }, 5, 3)).toEqual({ row: 4, column: 1 });
		expect(moved("PageDown", { row: 0, column: 1 }, 100, 3)).toEqual({ row: 15, column: 1 });
		expect(moved("End", { row: 2, column: 0 }, 5, 3)).toEqual({ row: 2, column: 2 });
		expect(moved("x", { row: 0, column: 0 }, 5, 3)).toBeUndefined();
	});
});
