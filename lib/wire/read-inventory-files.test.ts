import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { anyInventory } from "@/lib/domain/testing/any-inventory.ts";
import { toCsv } from "./inventory-csv.ts";
import { type DroppedFile, MAX_IMPORT_BYTES, readInventoryFiles } from "./read-inventory-files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string, content: unknown): DroppedFile => ({
	name,
	bytes: bytes(typeof content === "string" ? content : JSON.stringify(content)),
});
const document = { format: "lockstep.inventory/1", estate: { name: "Contoso" }, mfaServers: [{ host: "MFA01" }] };
const fragment = (host: string) => ({
	format: "lockstep.fragment/1",
	collectedAt: "2026-11-24T02:00:00.000Z",
	host,
	mfaServer: { version: "7.3" },
});
const parsed = parseInventory(document);
if (!parsed.ok) throw new Error("document");
const base = parsed.value;

const issues = (files: readonly DroppedFile[], options = {}) => {
	const result = readInventoryFiles(files, options);
	return result.ok ? [] : result.error;
};

describe("reading dropped files", { timeout: 60_000 }, () => {
	it("an inventory document, in UTF-16 as PowerShell redirects it", () => {
		const text = `\ufeff${JSON.stringify(document)}`;
		const utf16 = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
		expect(readInventoryFiles([{ name: "a.json", bytes: utf16 }])).toEqual({ ok: true, value: { inventory: base } });
	});

	it("an export, as JSON and as nine CSV files, changes nothing", () => {
		fc.assert(
			fc.property(anyInventory, (inventory) => {
				const files = toCsv(inventory).map(({ name, text }) => file(name, text));
				expect(readInventoryFiles(files)).toEqual({ ok: true, value: { inventory } });
				expect(readInventoryFiles([file("x", inventory)])).toEqual({ ok: true, value: { inventory } });
			}),
			{ numRuns: 50 },
		);
	});

	it("collectors' outputs, one a file or several in a list, are merged into the estate", () => {
		const merged = readInventoryFiles([file("1.json", fragment("MFA01")), file("all.json", [fragment("MFA02"), fragment("MFA03")])], {
			base,
		});
		expect(merged).toMatchObject({
			ok: true,
			value: {
				inventory: { mfaServers: [{ host: "MFA01", version: "7.3" }, { host: "MFA02" }, { host: "MFA03" }] },
				merge: { added: { length: 4 } },
			},
		});
	});

	it("says which file is wrong, and where", () => {
		expect(issues([file("a.json", "{ no")])).toMatchObject([{ file: "a.json", message: expect.stringMatching(/^Not JSON: /) }]);
		expect(issues([file("a.json", { ...document, extra: 1 })])).toEqual([{ file: "a.json", path: "extra", message: "Unknown key" }]);
		expect(issues([file("a.json", [fragment("MFA01"), { ...fragment("MFA02"), secret: 1 }])], { base })).toEqual([
			{ file: "a.json[1]", path: "secret", message: "Unknown key" },
		]);
		expect(issues([file("hosts.csv", "name,os\nA,DOS\n")], { base })).toMatchObject([{ file: "hosts.csv", row: 2, cell: "B2" }]);
		expect(issues([file("a.json", { hosts: [] })])).toMatchObject([
			{ file: "a.json", message: expect.stringContaining("JSON without a format") },
		]);
	});

	it("refuses what would overwrite itself, and what is no text", () => {
		expect(issues([file("a.json", document), file("b.json", document)])).toMatchObject([{ file: "b.json" }]);
		expect(issues([file("a.json", document), file("hosts.csv", "name\nA\n")])).toMatchObject([{ file: "hosts.csv" }]);
		expect(issues([file("a.json", fragment("MFA01"))])).toMatchObject([{ message: expect.stringContaining("open the estate first") }]);
		expect(issues([{ name: "a.xlsx", bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) }])).toMatchObject([{ file: "a.xlsx" }]);
		expect(issues([])).toMatchObject([{ message: "There is nothing to read" }]);
	});

	it("[E4] at most 25 MiB in all", () => {
		const half = { name: "hosts.csv", bytes: new Uint8Array(MAX_IMPORT_BYTES / 2 + 1) };
		expect(issues([half, half])).toEqual([{ path: "", message: "More than 25 MiB" }]);
	});

	it("never throws, whatever the bytes", () => {
		const content = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			fc.json({ maxDepth: 6 }).map(bytes),
			fc.anything().map((value) => bytes(String(JSON.stringify(value)))),
			fc
				.record({
					format: fc.constantFrom(document.format, "lockstep.fragment/1"),
					hosts: fc.anything(),
					host: fc.anything(),
					mfaServers: fc.array(fc.anything()),
				})
				.map((value) => bytes(String(JSON.stringify(value)))),
		);
		fc.assert(
			fc.property(fc.array(fc.record({ name: fc.string(), bytes: content }), { maxLength: 3 }), (files) => {
				const result = readInventoryFiles(files, { base });
				expect(result.ok || result.error.length > 0).toBe(true);
			}),
			{ numRuns: 1000 },
		);
		expect(issues([file("deep.json", "[".repeat(10_000) + "]".repeat(10_000))])).not.toEqual([]);
		expect(issues([file("p.json", '{"format":"lockstep.inventory/1","estate":{"name":"A"},"__proto__":{"hosts":[]}}')])).not.toEqual([]);
	});
});
