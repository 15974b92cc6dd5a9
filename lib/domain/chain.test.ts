import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText } from "./canonical.ts";
import { firstPrevious, hashBytes, readEvent, verifyChain } from "./chain.ts";
import { linesOf } from "./testing/log-lines.ts";
import { sha256 } from "./testing/sha256.ts";

const notes = (count: number) => Array.from({ length: count }, (_, i) => ({ type: "note-added", data: { text: `note ${i}` } }));
const twelve = linesOf(notes(12));

it("[CHAIN1] hashes 0x00 and the bytes, and begins each stream with its own name", () => {
	expect(hashBytes("a", sha256)).toBe("022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c");
	expect(firstPrevious("log-1", "plan/p1", sha256)).toBe(sha256("lockstep-log/v1\nlog-1\nplan/p1\n"));
});

it("[CHAIN2] a chain as written is sound, and an empty one too", () => {
	const head = hashBytes(twelve.at(-1) ?? "", sha256);
	expect(verifyChain(twelve, sha256)).toEqual({ sound: true, events: 12, head, log: "log-1", stream: "plan/p1" });
	expect(verifyChain(twelve, sha256, { log: "log-1", stream: "plan/p1", head })).toMatchObject({ sound: true });
	expect(verifyChain([], sha256)).toEqual({ sound: true, events: 0, head: "" });
});

/** Six ways to alter one event and keep its line well formed, as somebody with the database open would. */
const edits: Record<string, (event: Record<string, unknown>) => void> = {
	text: (event) => {
		event.data = { text: "nothing happened" };
	},
	time: (event) => {
		event.at = "2026-11-24T03:14:05.120Z";
	},
	actor: (event) => {
		event.actor = { id: "dot", kind: "person" };
	},
	type: (event) => {
		event.type = "run-resumed";
	},
	command: (event) => {
		event.command = "other";
	},
	previous: (event) => {
		event.previous = "0".repeat(64);
	},
};

it.each(Object.entries(edits))("[CHAIN3] an altered %s is found at its own sequence", (_, edit) => {
	const head = hashBytes(twelve.at(-1) ?? "", sha256);
	for (let i = 0; i < twelve.length; i++) {
		const event = JSON.parse(twelve[i] ?? "");
		edit(event);
		const altered = twelve.with(i, canonicalText(event));
		const verdict = verifyChain(altered, sha256, { head });
		expect(verdict).toMatchObject({ sound: false, sequence: i + 1 });
	}
});

it("[CHAIN4] a deleted, swapped, repeated or inserted event is found where it is", () => {
	for (let i = 0; i < twelve.length - 1; i++) {
		expect(verifyChain(twelve.toSpliced(i, 1), sha256)).toMatchObject({ sound: false, sequence: i + 1 });
		const swapped = twelve.with(i, twelve[i + 1] ?? "").with(i + 1, twelve[i] ?? "");
		expect(verifyChain(swapped, sha256)).toMatchObject({ sound: false, sequence: i + 1 });
		expect(verifyChain(twelve.toSpliced(i + 1, 0, twelve[i] ?? ""), sha256)).toMatchObject({ sound: false, sequence: i + 2 });
	}
});

it("[CHAIN5] a cut tail is found with a head from elsewhere, and only then", () => {
	const cut = twelve.slice(0, 9);
	expect(verifyChain(cut, sha256)).toMatchObject({ sound: true, events: 9 });
	expect(verifyChain(cut, sha256, { head: hashBytes(twelve.at(-1) ?? "", sha256) })).toMatchObject({ sound: false, sequence: 9 });
});

it("[CHAIN6] another stream's chain does not pass for this one", () => {
	expect(verifyChain(linesOf(notes(3), "log-1", "plan/p2"), sha256, { stream: "plan/p1" })).toMatchObject({ sound: false, sequence: 1 });
	const [first = "", ...rest] = linesOf(notes(3));
	const moved = canonicalText({ ...JSON.parse(first), stream: "plan/p2" });
	expect(verifyChain([moved, ...rest], sha256)).toMatchObject({ sound: false, sequence: 1 });
});

const odd: Record<string, string> = {
	"duplicate keys": '{"a":1,"a":1}',
	"white space": '{"a": 1}',
	"keys out of order": '{"b":1,"a":1}',
	"a fraction": '{"a":1.5}',
	"an unsafe number": '{"a":9007199254740993}',
	"another spelling of a number": '{"a":1e2}',
	"minus zero": '{"a":-0}',
	null: '{"a":null}',
	"an escape that is not needed": '{"a":"\\u0041"}',
	"half a character": '{"a":"\\ud800"}',
};
it.each(Object.entries(odd))("[CHAIN7] refuses %s in a line", (_, data) => {
	const line = (twelve[0] ?? "").replace('{"text":"note 0"}', data);
	expect(line).not.toBe(twelve[0]);
	expect(readEvent(line)).toBeTypeOf("string");
});

it("[CHAIN7] keys that look like numbers, astral characters and escapes have one canonical form", () => {
	const lines = linesOf([{ type: "note-added", data: { "9": 1, "10": 2, "\u{1F600}": '\u0000\n"', "\uFB33": "é" } }]);
	expect(verifyChain(lines, sha256)).toMatchObject({ sound: true, events: 1 });
});

it("[CHAIN8] altering any one character anywhere is found", { timeout: 60_000 }, () => {
	const head = hashBytes(twelve.at(-1) ?? "", sha256);
	fc.assert(
		fc.property(fc.nat(11), fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), (i, place, code) => {
			const line = twelve[i] ?? "";
			const at = place % line.length;
			const altered = line.slice(0, at) + String.fromCharCode(code) + line.slice(at + 1);
			fc.pre(altered !== line);
			const verdict = verifyChain(twelve.with(i, altered), sha256, { head });
			return !verdict.sound && verdict.sequence === i + 1;
		}),
		{ numRuns: 3000 },
	);
});
