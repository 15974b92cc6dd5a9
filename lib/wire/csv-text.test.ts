import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { formulaPayloads } from "@/lib/domain/testing/formula-payloads.ts";
import { csvDelimiters, readCsvText, writeCsvText } from "./csv-text.ts";
import { decodeText, looksLikeWorkbook } from "./decode-text.ts";

const header = ["name", "owner", "howToRepoint"];

describe("csv text", { timeout: 60_000 }, () => {
	it("[E5] every payload in every column is guarded for any RFC 4180 reader, and read back as it was", () => {
		for (const delimiter of csvDelimiters) {
			const rows = [header, ...formulaPayloads.map((payload) => [payload, "x", payload])];
			const text = writeCsvText(rows, delimiter);
			const seen = Papa.parse<string[]>(text, { delimiter, newline: "\r\n" }).data.slice(1, -1);
			expect(seen).toHaveLength(formulaPayloads.length);
			expect(seen.filter(([first, , last]) => !first?.startsWith("'") || !last?.startsWith("'"))).toEqual([]);
			expect(readCsvText(text)).toEqual({ rows, firstRow: 1, delimiter, issues: [] });
		}
	});

	it("[E5] the text begins with one byte order mark, whatever the separator", () => {
		for (const delimiter of csvDelimiters) expect([...writeCsvText([header], delimiter)].slice(0, 2)).toEqual(["\ufeff", "n"]);
	});

	it("[E5] any cells are read back as they were, with their own line ends and quotes", () => {
		const cell = fc.string({ unit: fc.constantFrom(..."=+-@'\",;|\t\r\n\0 aé\ufeff"), maxLength: 12 });
		fc.assert(
			fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), fc.constantFrom(...csvDelimiters), (cells, delimiter) => {
				const rows = [header, ...cells];
				expect(readCsvText(writeCsvText(rows, delimiter)).rows).toEqual(rows);
			}),
			{ numRuns: 2000 },
		);
	});
});

const utf16 = (text: string, bigEndian: boolean): Uint8Array =>
	new Uint8Array(
		[...text].flatMap((c) => (bigEndian ? [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255] : [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])),
	);

describe("decoding", () => {
	const text = "name;owner\r\nVPN;Jürgen Groß\r\n";
	it.each([
		["utf-8", new TextEncoder().encode(text)],
		["utf-8", new TextEncoder().encode(`\ufeff${text}`)],
		["utf-16le", utf16(`\ufeff${text}`, false)],
		["utf-16be", utf16(`\ufeff${text}`, true)],
		["utf-16le", utf16(text, false)],
		["utf-16be", utf16(text, true)],
		["windows-1252", Uint8Array.from(text, (c) => c.charCodeAt(0))],
	])("%s", (encoding, bytes) => {
		expect(decodeText(bytes)).toEqual({ text, encoding });
	});

	it("never throws, whatever the bytes", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
				expect(typeof decodeText(bytes).text).toBe("string");
			}),
			{ numRuns: 2000 },
		);
	});

	it("knows workbooks and archives by their first bytes", () => {
		expect(looksLikeWorkbook(new Uint8Array([0x50, 0x4b, 3, 4]))).toBe(true);
		expect(looksLikeWorkbook(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe(true);
		expect(looksLikeWorkbook(new TextEncoder().encode("PKI server,os"))).toBe(false);
	});
});
