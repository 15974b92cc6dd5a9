import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formulaPayloads } from "../../testing/formula-payloads.ts";
import { disarm, rearm } from "./formula-guard.ts";

/** Where a spreadsheet may begin a cell, whatever separator it splits at, and what makes it a formula. */
const startsFormula = /(^|[,;|\t\r\n])[\s"`\0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/u;
const evil = fc.string({ unit: fc.constantFrom(..."=+-@'\"`,;|\t\r\n\0 aA1\ufeff\u200b\uff1d\uff0b\uff0d\uff20\u2212"), maxLength: 24 });

describe("formula guard", { timeout: 60_000 }, () => {
	it("[E5] 500 payloads are all neutralised with an apostrophe, and read back as they were", () => {
		expect(formulaPayloads.length).toBeGreaterThanOrEqual(500);
		expect(new Set(formulaPayloads).size).toBe(formulaPayloads.length);
		const wrong = formulaPayloads.filter((payload) => !disarm(payload).startsWith("'") || rearm(disarm(payload)) !== payload);
		expect(wrong).toEqual([]);
	});

	it("[E5] any text reads back as it was, also one that looks guarded already", () => {
		fc.assert(
			fc.property(fc.oneof(evil, fc.string({ unit: "binary" })), (text) => {
				expect(rearm(disarm(text))).toBe(text);
			}),
			{ numRuns: 5000 },
		);
	});

	it("[E5] no guarded text can start a formula, at whichever separator it is split", () => {
		fc.assert(
			fc.property(evil, (text) => {
				expect(startsFormula.test(disarm(text))).toBe(false);
			}),
			{ numRuns: 5000 },
		);
	});

	it("leaves ordinary cells alone", () => {
		for (const text of ["", "MFA01", "7.3.0.3", "C:\\Program Files", "https://mfa.contoso.com/x?a=1", "it's", "'quoted'", "a - b", "a=b"])
			expect([disarm(text), rearm(text)]).toEqual([text, text]);
	});

	it("reads back long runs of separators, quotes and spaces", () => {
		const shapes = ["\t'", ",'", "' ", ';" ', "\0", " "].map((unit) => unit.repeat(400_000));
		for (const text of shapes) expect(rearm(disarm(text)).length).toBe(text.length);
	});
});
