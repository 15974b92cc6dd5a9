import canonicalizeLibrary from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalParts, canonicalText, slices } from "./canonical.ts";

const library = canonicalizeLibrary as unknown as (value: unknown) => string;

const key = fc.oneof(
	fc.string({ unit: "grapheme" }),
	fc.constantFrom("9", "10", "a", "B", "\u00e4", "\ud83d\ude00", "\ufb01", "__proto__", "toJSON"),
);
const { document } = fc.letrec((tie) => ({
	document: fc.oneof(
		{ maxDepth: 4 },
		fc.string({ unit: "grapheme" }),
		fc.maxSafeInteger().map((n) => n + 0),
		fc.boolean(),
		fc.array(tie("document"), { maxLength: 5 }),
		fc.dictionary(key, tie("document"), { maxKeys: 6 }),
	),
}));

describe("canonical text", () => {
	it("is the library's text to the byte, whatever the keys and their order", () => {
		fc.assert(
			fc.property(document, (value) => {
				expect(canonicalText(value)).toBe(library(value));
			}),
			{ numRuns: 2000 },
		);
	});

	it("[G5] read back it is the same value, and made again the same text", () => {
		fc.assert(
			fc.property(document, (value) => {
				const text = canonicalText(value);
				const back: unknown = JSON.parse(text);
				expect(back).toEqual(value);
				expect(canonicalText(back)).toBe(text);
			}),
			{ numRuns: Number(process.env.LOCKSTEP_RUNS ?? 10_000) },
		);
	});

	it("leaves the value as it was", () => {
		const value = { b: [{ d: 1, c: 2 }], a: "x" };
		canonicalText(value);
		expect(JSON.stringify(value)).toBe('{"b":[{"d":1,"c":2}],"a":"x"}');
	});

	it("leaves out keys whose value is undefined", () => {
		expect(canonicalText({ b: undefined, a: 1 })).toBe('{"a":1}');
		expect(canonicalText({ a: 1, b: undefined })).toBe('{"a":1}');
	});

	it.each([
		["null", { a: null }, "$.a: null"],
		["a fraction", { a: [1, 1.5] }, "$.a[1]: not a safe whole number"],
		["minus zero", -0, "$: not a safe whole number"],
		["an unsafe number", 2 ** 53, "$: not a safe whole number"],
		["a lone surrogate", "\ud800", "$: lone surrogate"],
		["a lone surrogate in a key", { "\ud800": 1 }, "$: lone surrogate in a key"],
		["undefined in a list", [undefined], "$[0]: undefined"],
		["a date", { at: new Date(0) }, "$.at: not a plain object"],
		["a function", { toJSON: () => 1 }, "$.toJSON: function"],
	])("refuses %s and names the place", (_, value, message) => {
		expect(() => canonicalText(value)).toThrow(new TypeError(message));
	});
});

describe("RFC 8785", () => {
	it("its example of sorting (section 3.2.3): by UTF-16 code units, whatever the characters mean", () => {
		const input = JSON.parse(
			String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
		);
		expect(Object.values(JSON.parse(canonicalText(input)))).toHaveLength(7);
		expect(canonicalText(input)).toBe(
			`{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
		);
	});

	it("its example of strings (section 3.2.2): the shortest escapes, everything else as it is", () => {
		const input = JSON.parse(String.raw`{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[true,false]}`);
		expect(canonicalText(input)).toBe(String.raw`{"literals":[true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}`);
	});
});

describe("slices", () => {
	it("put together are the text, and none cuts a surrogate pair", () => {
		for (const shift of ["", "x"]) {
			const text = `${shift}${"\ud83d\ude00".repeat(100_000)}`;
			const parts = [...slices(text)];
			expect(parts.length).toBeGreaterThan(3);
			expect(parts.join("")).toBe(text);
			expect(parts.filter((part) => !part.isWellFormed())).toEqual([]);
		}
		expect([...slices("")]).toEqual([]);
	});
});

describe("canonicalParts", () => {
	it.each([
		["an empty object", {}],
		["keys out of order, one undefined", { b: 1, a: undefined, c: { z: [], y: "x" } }],
		["lists shorter, as long and longer than a part", { a: numbers(31), b: numbers(32), c: numbers(33), d: numbers(64), e: numbers(65) }],
		["long lists of unsorted objects", { list: numbers(100).map((n) => ({ n, id: `\u00e9${n}`, at: "x" })) }],
		["what only the library can write", { "10": numbers(40), "9": 1 }],
	])("put together are the canonical text: %s", (_, value) => {
		expect([...canonicalParts(value)].join("")).toBe(canonicalText(value));
	});

	it("refuses what the whole text refuses", () => {
		expect(() => [...canonicalParts({ list: [...numbers(50), null] })]).toThrow(new TypeError("$.list[50]: null"));
	});
});

function numbers(count: number): number[] {
	return Array.from({ length: count }, (_, i) => i);
}
