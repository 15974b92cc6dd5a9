import { expect, it } from "vitest";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { firstPrevious, hashBytes } from "@/lib/domain/chain.ts";
import { sha256 } from "@/lib/domain/testing/sha256.ts";
import { checkLog, linesOf } from "./check-log.ts";

function log(count: number): string {
	let previous = firstPrevious("test-log", "plan/p1", sha256);
	const lines = Array.from({ length: count }, (_, i) => {
		const line = canonicalText({
			v: 1,
			log: "test-log",
			stream: "plan/p1",
			sequence: i + 1,
			previous,
			type: "note-added",
			at: "2026-11-24T02:14:05.120Z",
			actor: { id: "u1", kind: "person" },
			command: `c${i}`,
			data: { text: `größer ${i}` },
		});
		previous = hashBytes(line, sha256);
		return line;
	});
	return lines.map((line) => `${line}\n`).join("");
}

it("[G2] the browser's own hash agrees with the log's", () => {
	expect(checkLog("p1", log(3))).toMatchObject({ sound: true, events: 3, stream: "plan/p1" });
});

it("[G2] one altered character is found, with its sequence", () => {
	const altered = log(3).replace("größer 1", "grösser 1");
	expect(checkLog("p1", altered)).toMatchObject({ sound: false, sequence: 2 });
});

it("[G2] the log of another plan is not taken for this one's", () => {
	expect(checkLog("p2", log(1))).toMatchObject({ sound: false, sequence: 1 });
	expect(linesOf("a\nb\n")).toEqual(["a", "b"]);
});
