import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "./json-fault.ts";

const parses = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

describe("where JSON breaks", () => {
	it.each([
		['{"a": }', 6],
		['{"a" 1}', 5],
		["[1, 2", 5],
		['{"a": "b', 6],
		["[1,]", 3],
		['{"a":1,}', 7],
		["1 2", 2],
		["", 0],
		["[01]", 2],
		['{"a": tru}', 6],
	])("finds it in %s", (text, offset) => {
		expect(jsonFault(text)).toBe(offset);
	});

	it("finds nothing in what the engine reads", () => {
		fc.assert(
			fc.property(
				fc.json(),
				fc.constantFrom(undefined, 2, "\t"),
				(text, space) => jsonFault(JSON.stringify(JSON.parse(text), null, space)) === undefined,
			),
		);
	});

	it("agrees with the engine about damaged text", () => {
		fc.assert(
			fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:1e.-t \\'), (text, where, char) => {
				const at = where % (text.length + 1);
				const damaged = text.slice(0, at) + char + text.slice(at + 1);
				expect(jsonFault(damaged) === undefined).toBe(parses(damaged));
			}),
			{ numRuns: 500 },
		);
	});
});
