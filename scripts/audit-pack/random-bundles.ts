/** Bundles for both verifiers: logs of any text, whole and damaged. The same for the same seed. */
import fc from "fast-check";
import { linesOf } from "@/lib/domain/testing/log-lines.ts";
import { type Asked, latin } from "./both.ts";
import { bundleOf, type Pair, textOf } from "./signed-log.ts";

const value = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 12 }),
	fc.maxSafeInteger().map((n) => n + 0),
	fc.boolean(),
);
const data = fc.dictionary(
	fc.oneof(fc.string({ unit: "grapheme", maxLength: 6 }), fc.constantFrom("9", "10", "\ufb01", "\u{1F600}")),
	fc.oneof(value, fc.array(value, { maxLength: 3 })),
	{ maxKeys: 5 },
);
const sample = fc.tuple(fc.array(data, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(255), fc.nat());

/** `count` times a sound bundle and then the same with one byte put elsewhere or left as it was. */
export const randomBundles = (count: number, seed: number, pair: Pair): readonly Asked[] =>
	fc.sample(sample, { numRuns: count, seed }).flatMap(([all, at, byte, size]): Asked[] => {
		const own = linesOf(all.map((one) => ({ type: "note-added", data: { value: { ...one } } })));
		const files = latin(bundleOf(own, [1 + (size % own.length)], pair));
		const text = Buffer.from(files["events.jsonl"] ?? "", "latin1");
		text[at % text.length] = byte;
		return [
			{ files, sealed: true },
			{ files: { ...files, "events.jsonl": text.toString("latin1") }, sealed: true },
		];
	});

const edits: readonly ((line: string) => string)[] = [
	(line) => line.replace("note ", "nope "),
	(line) => line.replace('"cid"', '"dot"'),
	(line) => line.replace("2026-11-24T02:14", "2026-11-24T02:15"),
	(line) => line.replace(/"previous":"../, '"previous":"zz'),
	(line) => line.replace('"v":1', '"v":2'),
	(line) => `${line.slice(0, -1)},"x":1}`,
];

/**
 * What can be done to row `i` of a log of notes, with the sequence at which it must be found: six edits, taken out, doubled,
 * another row put in before it, and, unless it is the last, changed places with the next.
 */
export function alterations(lines: readonly string[], i: number): readonly { readonly text: string; readonly sequence: number }[] {
	const line = lines[i] ?? "";
	const next = lines[i + 1];
	const put = (...instead: readonly string[]) => textOf([...lines.slice(0, i), ...instead, ...lines.slice(i + 1)]);
	return [
		...edits.map((edit) => ({ text: put(edit(line)), sequence: i + 1 })),
		{ text: put(), sequence: i + 1 },
		{ text: put(line, line), sequence: i + 2 },
		{ text: put(line.replace("note ", "more "), line), sequence: i + 2 }, // what was put in fits; the row behind it does not
		...(next === undefined ? [] : [{ text: textOf([...lines.slice(0, i), next, line, ...lines.slice(i + 2)]), sequence: i + 1 }]),
	];
}
