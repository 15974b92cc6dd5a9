/**
 * Verification as an auditor does it (reliability G1, G3, G4). G3: `verify.mjs` over 100,000 events in a process of its own,
 * beside a process that hashes the same bytes in one stream. G1: rows of a log of 2,000 altered in every way. G4: random
 * bundles, whole and damaged, judged by both verifiers. LOCKSTEP_BENCH_FULL=1: every row, and 10,000 bundles.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOf } from "@/lib/domain/testing/log-lines.ts";
import { byBoth, byNode, latin } from "../audit-pack/both.ts";
import { alterations, randomBundles } from "../audit-pack/random-bundles.ts";
import { bundleOf, keyPair } from "../audit-pack/signed-log.ts";
import { type Bench, median, type Table } from "./bench-table.ts";

const EVENTS = 100_000;
const ROUNDS = 7;
const LIMIT_MS = 2_000;
const ROWS = 2_000;
const FULL = process.env.LOCKSTEP_BENCH_FULL === "1";

const pair = keyPair(7);
const notes = (count: number) =>
	linesOf(Array.from({ length: count }, (_, i) => ({ type: "note-added", data: { text: `note ${i} \u00e9\u{1F600}`, n: i } })));

function clocked(args: readonly string[], wanted: string): number {
	const start = process.hrtime.bigint();
	const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });
	const wall = Number(process.hrtime.bigint() - start) / 1e6;
	if (status !== 0 || !stdout.includes(wanted)) throw new Error(`It answered ${status}: ${stdout}`);
	return wall;
}

/** Milliseconds of both, processes' own start included; `megabytes`: what was read. */
function offline(): { readonly verify: number; readonly hash: number; readonly megabytes: number } {
	const folder = mkdtempSync(join(tmpdir(), "lockstep-bench-"));
	try {
		const files = bundleOf(notes(EVENTS), [EVENTS], pair);
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		const verifier = fileURLToPath(new URL("../audit-pack/verify.mjs", import.meta.url));
		const hash = `console.log(require("crypto").createHash("sha256").update(require("fs").readFileSync(process.argv[1])).digest("hex"))`;
		const [ours, theirs]: [number[], number[]] = [[], []];
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(clocked([verifier, folder, "--sealed"], `Sealed: a signed checkpoint covers all ${EVENTS} events`));
			theirs.push(clocked(["-e", hash, join(folder, "events.jsonl")], ""));
		}
		return { verify: median(ours), hash: median(theirs), megabytes: Buffer.byteLength(files["events.jsonl"] ?? "") / 1e6 };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** How many alterations were tried, and how many were found at the right sequence. */
function alteredRows(): { readonly tried: number; readonly found: number } {
	const lines = notes(ROWS);
	const files = latin(bundleOf(lines, [ROWS], pair));
	let [tried, found] = [0, 0];
	for (let row = 0; row < ROWS; row += FULL ? 1 : 40)
		for (const { text, sequence } of alterations(lines, row)) {
			const said = byNode({ files: { ...files, "events.jsonl": Buffer.from(text, "utf8").toString("latin1") } });
			tried += 1;
			if (said.code === 1 && said.verdict === `BROKEN at sequence ${sequence}`) found += 1;
		}
	return { tried, found };
}

export const auditVerifyBench: Bench = async (): Promise<Table> => {
	const { verify, hash, megabytes } = offline();
	const rows = alteredRows();
	const bundles = byBoth(randomBundles(FULL ? 10_000 : 500, 20261124, pair)); // throws when they do not agree
	const sound = bundles.filter(({ code }) => code !== 1).length;
	const shown = (value: number): string => value.toLocaleString("en");
	return {
		title: `Verification without the product, ${shown(EVENTS)} events of ${megabytes.toFixed(1)} MB`,
		columns: ["what", "figure", "beside the limit"],
		rows: [
			["SHA-256 of the same file in one stream, a process", `${Math.round(hash)} ms`, "1.00"],
			[
				"G3 verify.mjs, a process",
				`${Math.round(verify)} ms`,
				`${(verify / hash).toFixed(1)} times the hash, ${(verify / LIMIT_MS).toFixed(2)} of 2 s`,
			],
			[`G1 altered rows of a log of ${shown(ROWS)}`, `${shown(rows.found)} of ${shown(rows.tried)}`, "found at the right sequence"],
			[
				"G4 random bundles, both verifiers",
				`${shown(bundles.length)} alike`,
				`${shown(sound)} sound, ${shown(bundles.length - sound)} broken`,
			],
		],
		notes: [
			`G3 goal 2 s: ${verify <= LIMIT_MS ? "reached" : "missed"}; G1 goal all: ${rows.found === rows.tried ? "reached" : "missed"}`,
			`medians of ${ROUNDS} interleaved rounds, the start of Node included${FULL ? "" : "; LOCKSTEP_BENCH_FULL=1 for every row and 10,000 bundles"}`,
		],
	};
};
