/**
 * `npm run --silent verify -- <audit-pack.zip|events.jsonl> [--sealed]`; without a file: every stream of the database.
 * Exit 0: sound. 1: broken, naming the first bad sequence, or unusable. 2, only with --sealed: sound, and not sealed to
 * the end by a checkpoint. Judges the exact bytes; a line that is not in canonical form is broken.
 */
import "./local-settings.ts";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { verifyChain } from "@/lib/domain/chain.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { sha256 } from "@/lib/server/sha256.ts";
import { verifyStreams } from "@/lib/server/verify-streams.ts";
import { readZipEntry } from "./read-zip-entry.ts";

const MAX_BYTES = 512 * 1024 * 1024;

function linesOf(path: string): string[] {
	const bytes = readFileSync(path);
	const isZip = bytes.subarray(0, 2).toString("latin1") === "PK";
	const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
		isZip ? readZipEntry(bytes, "events.jsonl", MAX_BYTES) : bytes,
	);
	const lines = text.split("\n");
	return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** The exit code for one file. */
function verifyFile(path: string, sealed: boolean): number {
	const lines = linesOf(path);
	if (lines.length === 0) throw new Error("There is no event in it");
	const verdict = verifyChain(lines, sha256);
	if (!verdict.sound) {
		console.log(`BROKEN at sequence ${verdict.sequence}: ${verdict.problem}`);
		return 1;
	}
	console.log(`Sound: ${verdict.events} events of ${verdict.stream}, head ${verdict.head}`);
	console.log(`Not sealed: no checkpoint covers events 1 to ${verdict.events}; a tail that was cut off would not show`);
	return sealed ? 2 : 0;
}

/** The exit code for the database this installation uses. */
async function verifyDatabase(sealed: boolean): Promise<number> {
	let [streams, events, broken] = [0, 0, 0];
	for await (const { stream, verdict } of verifyStreams()) {
		streams += 1;
		if (verdict.sound) events += verdict.events;
		else {
			broken += 1;
			console.log(`BROKEN ${stream} at sequence ${verdict.sequence}: ${verdict.problem}`);
		}
	}
	await closeDatabase();
	if (broken > 0) return 1;
	console.log(`Sound: ${events} events in ${streams} streams; not sealed by a checkpoint`);
	return sealed ? 2 : 0;
}

try {
	const { positionals, values } = parseArgs({ allowPositionals: true, options: { sealed: { type: "boolean", default: false } } });
	const [path, ...more] = positionals;
	if (more.length > 0) throw new Error("Usage: verify [<audit-pack.zip|events.jsonl>] [--sealed]");
	process.exitCode = path === undefined ? await verifyDatabase(values.sealed) : verifyFile(path, values.sealed);
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
