import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { anyInventory } from "@/lib/domain/testing/any-inventory.ts";
import { fromCsv, parseCsv, toCsv } from "./inventory-csv.ts";

describe("part of an estate", () => {
	const base = parseInventory({
		format: "lockstep.inventory/1",
		estate: { name: "Contoso" },
		mfaServers: [
			{ host: "MFA01", role: "primary", version: "7.3.0.3", staticRpcPort: 5000, webServiceSdk: { url: "https://mfa01/Sdk" } },
			{ host: "MFA02", role: "subordinate", version: "7.3.0.3" },
		],
		adfsFarms: [
			{ name: "CORP", nodes: [{ host: "FS1" }, { host: "FS2" }] },
			{ name: "LAB", nodes: [{ host: "FS9" }] },
		],
	});
	if (!base.ok) throw new Error("base");
	const files = [{ name: "mfa-servers.csv", text: "host,version,staticRpcPort\nmfa02,8.1,\nMFA01,,\nMFA03,8.1,\n" }];
	const servers = (mode: "replace" | "update") => {
		const result = parseCsv(files, { base: base.value, mode });
		return result.ok
			? result.value.mfaServers.map((s) => [s.host, s.role, s.version, s.staticRpcPort, s.webServiceSdk?.version])
			: result.error;
	};

	it("update: rows change and add, blank cells and missing rows take nothing away", () => {
		expect(servers("update")).toEqual([
			["MFA01", "primary", "7.3.0.3", 5000, "7.3.0.3"],
			["mfa02", "subordinate", "8.1", undefined, undefined],
			["MFA03", "unknown", "8.1", undefined, undefined],
		]);
	});

	it("replace: blank cells clear, columns the file lacks stay, other types stay", () => {
		expect(servers("replace")).toEqual([
			["MFA01", "primary", "unknown", undefined, "7.3.0.3"],
			["mfa02", "subordinate", "8.1", undefined, undefined],
			["MFA03", "unknown", "8.1", undefined, undefined],
		]);
		expect(parseCsv([{ name: "hosts.csv", text: "name,os\nX,2016\n" }], { base: base.value })).toMatchObject({
			ok: true,
			value: { adfsFarms: base.value.adfsFarms },
		});
	});

	it("update: a node named in another farm moves there", () => {
		const result = parseCsv([{ name: "adfs-nodes.csv", text: "farm,host\nlab,FS2\n" }], { base: base.value, mode: "update" });
		expect(result).toMatchObject({
			ok: true,
			value: {
				adfsFarms: [
					{ name: "CORP", nodes: [{ host: "FS1" }] },
					{ name: "LAB", nodes: [{ host: "FS2" }, { host: "FS9" }] },
				],
			},
		});
	});
});

describe("the raw document", () => {
	it("holds what the cells say and nothing more, with the place of every row", () => {
		const { document, places, issues } = fromCsv([
			{ name: "mfa-servers.csv", text: "role,host,sdkUrl\nprimary,MFA01,https://mfa/Sdk\n" },
			{ name: "adfs-nodes.csv", text: "\nfarm,host,widPrimary\n\nCORP,FS1,yes\n" },
		]);
		expect(issues).toEqual([]);
		expect(document).toMatchObject({
			format: "lockstep.inventory/1",
			mfaServers: [{ host: "MFA01", role: "primary", webServiceSdk: { url: "https://mfa/Sdk" } }],
			adfsFarms: [{ name: "CORP", nodes: [{ host: "FS1", widPrimary: true }] }],
			hosts: [],
		});
		expect([...places].map(([path, { file, row }]) => [path, file, row])).toEqual([
			["mfaServers[0]", "mfa-servers.csv", 2],
			["adfsFarms[0].nodes[0]", "adfs-nodes.csv", 4],
		]);
	});
});

describe("hostile files", { timeout: 60_000 }, () => {
	const word = fc.constantFrom(
		"host",
		"name",
		"version",
		"pools",
		"__proto__",
		"constructor",
		"farm",
		"=1",
		'"',
		"'",
		",",
		";",
		"\t",
		"\n",
		"\r\n",
		"\0",
		"\\",
		"sep=;",
		"\ufeff",
		"é",
	);
	it("never throw: there is a document or there are issues", () => {
		const text = fc.oneof(
			fc.string({ unit: "binary" }),
			fc.array(fc.oneof(word, fc.string())).map((parts) => parts.join("")),
		);
		const source = fc.record({ name: fc.oneof(fc.string(), fc.constantFrom(...csvTypes)), text });
		fc.assert(
			fc.property(fc.array(source, { maxLength: 3 }), (files) => {
				const result = parseCsv(files);
				expect(result.ok || result.error.length > 0).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it("a broken export never throws", () => {
		fc.assert(
			fc.property(anyInventory, fc.nat(), fc.string({ unit: "binary", maxLength: 3 }), (inventory, at, noise) => {
				const files = toCsv(inventory).map((file) => ({
					...file,
					text: file.text.slice(0, at % file.text.length) + noise + file.text.slice((at + 7) % file.text.length),
				}));
				const result = parseCsv(files);
				expect(result.ok || result.error.length > 0).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});

	it("says at most 200 issues", () => {
		const result = parseCsv([
			{ name: "estate.csv", text: "name\nContoso\n" },
			{ name: "hosts.csv", text: `name,os\n${"bad name,2016,x\n".repeat(5000)}` },
		]);
		expect(result.ok ? 0 : result.error.length).toBe(200);
	});
});
