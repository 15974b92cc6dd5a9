import { describe, expect, it } from "vitest";
import { placeOf, readDocument } from "./read-document.ts";

describe("reading a dropped document", () => {
	it("reads JSON, with or without a byte order mark", () => {
		expect(readDocument('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
	});

	it("names the line that breaks it", () => {
		const read = readDocument('{\n\t"a": 1,\n\t"b" 2\n}');
		expect(read).toMatchObject({ ok: false, error: expect.stringContaining("line 3") });
	});

	it("says when the text ends too early", () => {
		expect(readDocument('{\n"a": [1,')).toMatchObject({ ok: false, error: expect.stringMatching(/ends too early, on line 2/) });
	});

	it("refuses nothing at all and too much", () => {
		expect(readDocument(" \n ")).toMatchObject({ ok: false, error: "There is no text yet." });
		expect(readDocument(`"${"x".repeat(5 * 1024 * 1024)}"`)).toMatchObject({ ok: false, error: expect.stringContaining("5 MB") });
	});

	it("counts lines and columns from one", () => {
		expect(placeOf("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
		expect(placeOf("", 9)).toEqual({ line: 1, column: 1 });
	});
});
