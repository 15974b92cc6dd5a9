import { describe, expect, it } from "vitest";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import sample from "@/prisma/sample-estate.json" with { type: "json" };
import { holdsTables, noSources, readSources } from "./import-sources.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parsed = parseInventory(sample);
const base = parsed.ok ? parsed.value : undefined;

describe("what is dropped or pasted", () => {
	it("reads a pasted document", () => {
		const read = readSources({ ...noSources, text: JSON.stringify(sample) });
		expect(read.ok && read.value.inventory.mfaServers.length).toBe(3);
	});

	it("names the line of broken JSON and the path of a wrong value", () => {
		expect(readSources({ ...noSources, text: '{\n"format": }' })).toMatchObject({
			ok: false,
			error: [{ message: expect.stringContaining("line 2") }],
		});
		const wrong = { ...sample, mfaServers: [{ host: "MFA01", pools: ["nowhere"] }] };
		const read = readSources({ ...noSources, text: JSON.stringify(wrong) });
		expect(read).toMatchObject({
			ok: false,
			error: expect.arrayContaining([{ path: "mfaServers[0].pools[0]", message: expect.any(String) }]),
		});
	});

	it("reads a table into the estate, keeping what it does not mention when only updating", () => {
		const files = [{ name: "hosts.csv", bytes: bytes("name,os\nMFA01,2019\n") }];
		const read = readSources({ ...noSources, files, mode: "update" }, base);
		expect(read.ok && read.value.inventory.hosts.find((host) => host.name === "MFA01")?.os).toBe("2019");
		expect(read.ok && read.value.inventory.hosts.length).toBe(base?.hosts.length);
	});

	it("says file, cell and column of a wrong cell", () => {
		const files = [{ name: "hosts.csv", bytes: bytes("name,os\nMFA01,windows\n") }];
		expect(readSources({ ...noSources, files }, base)).toMatchObject({ ok: false, error: [{ path: "B2 of hosts.csv (os)" }] });
	});

	it("knows tables from documents", () => {
		expect(holdsTables({ ...noSources, text: "name\tos" })).toBe(true);
		expect(holdsTables({ ...noSources, text: " { }" })).toBe(false);
		expect(holdsTables({ ...noSources, files: [{ name: "a.csv", bytes: bytes("name,os") }] })).toBe(true);
		expect(holdsTables({ ...noSources, files: [{ name: "a.json", bytes: bytes("{}") }] })).toBe(false);
	});
});
