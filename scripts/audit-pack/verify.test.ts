import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { auditRun } from "@/lib/domain/run/audit-run.ts";
import type { RunEvent } from "@/lib/domain/run/events.ts";
import { type RecordedRunEvent, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { Story } from "@/lib/domain/testing/given-when-then.ts";
import { linesOf } from "@/lib/domain/testing/log-lines.ts";
import { done, night, started, upTo } from "@/lib/domain/testing/night.ts";
import { people } from "@/lib/domain/testing/run-builders.ts";
import { sha256 } from "@/lib/domain/testing/sha256.ts";
import { type Asked, byBoth, byNode, latin } from "./both.ts";
import { alterations, randomBundles } from "./random-bundles.ts";
import { bundleOf, keyPair, noteOver, textOf } from "./signed-log.ts";
import { replayRules } from "./verify.mjs";

vi.setConfig({ testTimeout: 300_000 });
const pair = keyPair(7);
const runs = Number(process.env.LOCKSTEP_RUNS ?? 1_000);
const notes = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ type: "note-added", data: { text: `note ${i} \u00e9\u{1F600}`, n: i } }));
const lines = linesOf(notes(40));
const bundle = latin(bundleOf(lines, [10, 40], pair));
const events = (text: string, over = bundle): Asked => ({
	files: { ...over, "events.jsonl": Buffer.from(text, "utf8").toString("latin1") },
});
const verdicts = (asked: readonly Asked[]) => byBoth(asked).map(({ code, verdict }) => `${code} ${verdict}`);

describe("what was altered is found at its place, by both verifiers", () => {
	it("[PACK1, G1] every byte of every line, changed, is found at that line", () => {
		const three = linesOf(notes(3));
		const files = latin(bundleOf(three, [3], pair));
		const text = Buffer.from(files["events.jsonl"] ?? "", "latin1");
		const asked: Asked[] = [];
		const expected: string[] = [];
		let line = 1;
		for (const [at, byte] of text.entries()) {
			if (byte === 10) {
				line += 1;
				continue;
			}
			const altered = Buffer.from(text);
			altered[at] = byte ^ (1 << (at % 7));
			if (altered[at] === 10) altered[at] = byte ^ 64;
			asked.push({ files: { ...files, "events.jsonl": altered.toString("latin1") } });
			expected.push(`1 BROKEN at sequence ${line}`);
		}
		expect(verdicts(asked)).toEqual(expected);
	});

	it("[PACK1, G1] each row edited, deleted, swapped, inserted or doubled is found at the right sequence", () => {
		const altered = lines.flatMap((_, i) => alterations(lines, i));
		const asked = altered.map(({ text }) => events(text));
		const expected = altered.map(({ sequence }) => sequence);
		expect(verdicts(asked)).toEqual(expected.map((sequence) => `1 BROKEN at sequence ${sequence}`));
	});

	it("[PACK2, G2] a tail cut off, a chain written anew and another stream's chain: missed without a checkpoint, found with one", () => {
		const cut = textOf(lines.slice(0, 35));
		const anew = textOf(linesOf(notes(40).map((note, i) => (i < 20 ? note : { ...note, data: { text: "rewritten" } }))));
		const other = textOf(linesOf(notes(40), "log-1", "plan/p2"));
		const bare = [cut, anew, other].map((text) => ({ files: { "events.jsonl": Buffer.from(text).toString("latin1") } }));
		expect(verdicts(bare)).toEqual(["0 Sound", "0 Sound", "0 Sound"]);
		expect(verdicts([events(cut), events(anew)])).toEqual(["1 BROKEN at sequence 36", "1 BROKEN at sequence 40"]);
		const kept = { keys: `${pair.line}\n`, checkpoints: [noteOver(lines, 20, pair)] };
		const outside = bare.map((one) => ({ ...one, ...kept }));
		expect(verdicts(outside.slice(0, 2))).toEqual(["0 Sound", "0 Sound"]); // both begin with what was signed at 20
		const later = { keys: `${pair.line}\n`, checkpoints: [noteOver(lines, 40, pair)] };
		expect(verdicts(bare.slice(0, 2).map((one) => ({ ...one, ...later })))).toEqual(["1 BROKEN at sequence 36", "1 BROKEN at sequence 40"]);
		expect(verdicts([{ ...bare[2], ...later, sealed: true } as Asked])).toEqual(["2 Sound"]); // a note about another stream says nothing here
	});

	it("[PACK3, G8] a fork after an old backup: whoever holds a later checkpoint finds it", () => {
		const fork = linesOf([...notes(25), ...notes(30).map((note) => ({ ...note, data: { text: "after the restore" } }))]);
		const own = latin(bundleOf(fork, [25, 55], pair));
		expect(verdicts([{ files: own }])).toEqual(["0 Sound"]);
		expect(verdicts([{ files: own, checkpoints: [noteOver(lines, 40, pair)] }])).toEqual(["1 BROKEN at sequence 40"]);
	});

	it("[PACK4] sealed to the end, a tail behind the last checkpoint, no checkpoint at all: 0, 2 and 2 when asked, else 0", () => {
		const tail = latin(bundleOf(lines, [10, 30], pair));
		const none = { "events.jsonl": bundle["events.jsonl"] ?? "" };
		const all = [bundle, tail, none];
		expect(verdicts(all.map((files) => ({ files, sealed: true })))).toEqual(["0 Sound", "2 Sound", "2 Sound"]);
		expect(verdicts(all.map((files) => ({ files })))).toEqual(["0 Sound", "0 Sound", "0 Sound"]);
		expect(byNode({ files: tail }).rest.join("\n")).toContain("Not sealed: no checkpoint covers events 31 to 40");
	});

	it("[PACK5] a checkpoint by another key is worth nothing, nor one whose text or signature was altered", () => {
		const stranger = keyPair(8);
		const forged = latin(bundleOf(lines, [40], stranger));
		expect(verdicts([{ files: forged, keys: `${pair.line}\n` }])).toEqual(["1 BROKEN"]);
		expect(verdicts([{ files: { ...bundle, "keys.txt": `${stranger.line}\n` } }])).toEqual(["1 BROKEN"]);
		const note = bundle["checkpoint.txt"] ?? "";
		const asked = [note.replace("\n40\n", "\n39\n"), note.replace(/(\n40\n)./, "$1A").replace(/(\n40\n)A/, "$1B"), note.slice(0, -8)];
		expect(verdicts(asked.map((text) => ({ files: { ...bundle, "checkpoint.txt": text } }))).map((one) => one.slice(0, 8))).toEqual(
			asked.map(() => "1 BROKEN"),
		);
		const renamed = (bundle["keys.txt"] ?? "").replace("+", "x+");
		expect(verdicts([{ files: { ...bundle, "keys.txt": renamed } }])).toEqual(["1 BROKEN"]);
	});

	it("[PACK6] a new key counts when a trusted one introduced it, and not otherwise", () => {
		const fresh = keyPair(9);
		const base = (key: Uint8Array) => Buffer.from(key).toString("base64");
		const text = `lockstep/log-1/keys\nlockstep-key-rotation/v1\n${base(pair.key.publicKey)}\n${base(fresh.key.publicKey)}\n`;
		const rotation = `${text}\n${pair.signature(text)}${fresh.signature(text)}`;
		const half = `${text}\n${fresh.signature(text)}`;
		const files = latin({ ...bundleOf(lines, [40], fresh), "rotations.txt": rotation });
		const keys = `${pair.line}\n`;
		expect(verdicts([{ files, keys, sealed: true }])).toEqual(["0 Sound"]);
		expect(verdicts([{ files: { ...files, "rotations.txt": "" }, keys }])).toEqual(["1 BROKEN"]);
		expect(verdicts([{ files: { ...files, ...latin({ "rotations.txt": half }) }, keys }])).toEqual(["1 BROKEN"]);
	});

	it("[PACK7, G5] what is not canonical is refused: nulls, fractions, big numbers, minus zero, keys twice, spaces, escapes, order", () => {
		const wrong = [
			'{"a":null}',
			'{"a":1.5}',
			'{"a":9007199254740993}',
			'{"a":-0}',
			'{"a":1e3}',
			'{"a":1,"a":1}',
			'{ "a":1}',
			'{"a":"\\u0041"}',
			'{"b":1,"a":1}',
			'{"a":"\\ud800"}',
			'{"a":NaN}',
			'{"a":1',
			"[1]",
		];
		const [line = ""] = linesOf([{ type: "note-added", data: { a: 1 } }]);
		const asked = wrong.map((data) => ({ files: { "events.jsonl": `${line.replace('{"a":1}', data)}\n` } }));
		expect(verdicts(asked)).toEqual(wrong.map(() => "1 BROKEN at sequence 1"));
		expect(verdicts([{ files: { "events.jsonl": `${line}\r\n` } }, { files: { "events.jsonl": "" } }])).toEqual([
			"1 BROKEN at sequence 1",
			"1 BROKEN at sequence 1",
		]);
		const quoted = linesOf([{ type: "note-added", data: { a: '","log":"x\u2028' } }]).map((one) => one.replace('"cid"', '"c-d_1"'));
		const command = quoted.map((one) => one.replace(/"command":"[^"]*"/, '"command":"a\\"b\\\\c"'));
		expect(verdicts([{ files: latin({ "events.jsonl": textOf(quoted) }) }, { files: latin({ "events.jsonl": textOf(command) }) }])).toEqual(
			["0 Sound", "0 Sound"],
		);
		expect(verdicts([{ files: { "events.jsonl": `\u00ef\u00bb\u00bf${line}\n` } }])).toEqual(["1 BROKEN at sequence 1"]);
	});

	it("[PACK8, G4] random logs of any text are sound for both, and random damage is judged alike", () => {
		const said = byBoth(randomBundles(Math.min(runs, 10_000), 20261124, pair));
		for (let i = 0; i < said.length; i += 2) expect(said[i]?.verdict).toBe("Sound");
	});
});

describe("the rules are replayed", () => {
	const actorOf = (event: RunEvent): string =>
		event.type === "plan-drafted" ? "ada" : event.type === "step-confirmed" ? "dot" : event.type.startsWith("step") ? "cid" : "ben";
	const logOf = (list: readonly RunEvent[]) =>
		linesOf(list.map((event) => ({ type: event.type, data: event.data, actorId: actorOf(event) })));
	const whole = upTo(night(), "estate.accept:estate").and([people.ben, { type: "end-run", outcome: "complete" }]);
	const recorded = (all: readonly string[]): RecordedRunEvent[] => all.map((line) => recordedRunEvent(JSON.parse(line)));
	const problemsOf = (all: readonly string[]) =>
		replayRules(all.map((line) => JSON.parse(line)))?.found.map(({ sequence, problem }) => `${sequence} ${problem.split(" ")[0]}`);

	it("[PACK10] a whole night that went through the gate is sound for both", () => {
		expect(verdicts([{ files: latin(bundleOf(logOf(whole.events), [whole.events.length], pair)), sealed: true }])).toEqual(["0 Sound"]);
	});

	it("[PACK10] failures, retries, reopening, parking, pausing and rehearsals that the gate let through are sound", () => {
		const install = "mfa-server.install:MFA02";
		const story: Story = started(upTo(night(), install), install)
			.and([people.cid, { type: "fail-step", stepId: install, reason: "r" }])
			.and([people.ben, { type: "retry-step", stepId: install }])
			.and([people.ben, { type: "pause-run", reason: "tea" }])
			.and([people.ben, { type: "resume-run" }]);
		const on = done(story, install)
			.and([people.ben, { type: "reopen-step", stepId: install, reason: "again" }])
			.and([people.ben, { type: "park-subject", subject: "user-portal:UP01", reason: "r" }])
			.and([people.ben, { type: "unpark-subject", subject: "user-portal:UP01" }])
			.and([people.ben, { type: "end-run", outcome: "partial", reason: "r" }]);
		expect(problemsOf(logOf(on.events))).toEqual([]);
		expect(verdicts([{ files: latin(bundleOf(logOf(on.events), [], pair)) }])).toEqual(["0 Sound"]);
	});

	it("[PACK11] nights with an event left out, doubled or moved are judged like auditRun does, by both", () => {
		const all = whole.events;
		const cases = fc.sample(
			fc.tuple(
				fc.constantFrom("drop", "twice", "move"),
				fc.integer({ min: 1, max: all.length - 1 }),
				fc.integer({ min: 1, max: all.length - 1 }),
			),
			{
				numRuns: Math.min(runs, 100),
				seed: 20261124,
			},
		);
		const logs = cases.map(([how, i, j]) => {
			const event = all[i];
			if (!event) return logOf(all);
			const without = [...all.slice(0, i), ...all.slice(i + 1)];
			if (how === "drop") return logOf(without);
			return how === "twice"
				? logOf([...all.slice(0, i), event, ...all.slice(i)])
				: logOf([...without.slice(0, j), event, ...without.slice(j)]);
		});
		for (const log of logs)
			expect(problemsOf(log)).toEqual(auditRun(recorded(log)).map(({ sequence, problem }) => `${sequence} ${problem}`));
		const broken = byBoth(logs.map((log) => ({ files: latin(bundleOf(log, [], pair)) }))).filter(({ code }) => code === 1);
		expect(broken.length).toBeGreaterThan(logs.length / 2);
	});
});

describe("as an auditor runs it", () => {
	const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

	it("[PACK12] verify.mjs imports nothing but Node's own modules", () => {
		const source = readFileSync(script("verify.mjs"), "utf8");
		const imported = [...source.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name = ""]) => name);
		expect(imported.length).toBeGreaterThan(3);
		expect(imported.filter((name) => !name.startsWith("node:") || !builtinModules.includes(name.slice(5)))).toEqual([]);
		expect(source).not.toMatch(/\bfetch\b|\bimport\(|\brequire\b|node:(http|net|dns|tls)/);
	});

	const pythonFiles = readdirSync(dirname(script("verify.py"))).filter((name) => name.endsWith(".py"));

	it("[PACK12] verify.py imports nothing but Python's own modules and its sections, each of which can be read at one sitting", () => {
		const sections = pythonFiles.map((name) => name.slice(0, -3));
		for (const name of pythonFiles) {
			const source = readFileSync(script(name), "utf8");
			const imported = [...source.matchAll(/^(?:from (\w+) )?import (.+)$/gm)].flatMap(([, from, names = ""]) =>
				from ? [from] : names.split(", "),
			);
			const own = ["argparse", "base64", "hashlib", "json", "os", "re", "sys", "zipfile", ...sections];
			expect(imported.filter((one) => !own.includes(one))).toEqual([]);
			expect(source.split("\n").length, name).toBeLessThan(150);
		}
	});

	it("[PACK12] both run alone in an unpacked folder and on a zip, with the exit codes of the contract", () => {
		const folder = mkdtempSync(join(tmpdir(), "lockstep-pack-"));
		try {
			const files = {
				...bundleOf(lines, [10, 30], pair),
				"verify.mjs": readFileSync(script("verify.mjs"), "utf8"),
				...Object.fromEntries(pythonFiles.map((name) => [name, readFileSync(script(name), "utf8")])),
			};
			for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
			writeFileSync(
				join(folder, "pack.zip"),
				zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
			);
			writeFileSync(join(folder, "cut.jsonl"), textOf([lines[0] ?? "", lines[2] ?? ""]));
			for (const [program, verifier] of [
				[process.execPath, "verify.mjs"],
				["python3", "verify.py"],
			] as const) {
				const run = (...args: string[]) =>
					spawnSync(program, [join(folder, verifier), ...args], { encoding: "utf8", cwd: "/", env: { ...process.env, NODE_OPTIONS: "" } });
				expect(run().status).toBe(0);
				expect(run("--sealed").status).toBe(2);
				expect(run(join(folder, "pack.zip"), "--sealed").status).toBe(2);
				expect(run(join(folder, "cut.jsonl")).stdout).toContain("BROKEN at sequence 2");
				expect(run(join(folder, "cut.jsonl")).status).toBe(1);
				expect(run(join(folder, "nothing-here")).status).toBe(1);
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it("[PACK13, G3] 100,000 events are verified in one go", () => {
		const many = linesOf(notes(100_000));
		const { code } = byNode({ files: latin(bundleOf(many, [100_000], pair)), sealed: true });
		expect(code).toBe(0);
	});

	it("[PACK14] the canonical text of a plan is what plan.json must hold, to the byte", () => {
		const all = linesOf([{ type: "plan-drafted", data: { plan: { ...planWithDigest() } } }]);
		const plan = canonicalText(planWithDigest());
		const asked = [`${plan}\n`, plan.replace("Contoso", "Fabrikam"), `${plan} x`].map((text) => ({
			files: latin({ ...bundleOf(all, [1], pair), "plan.json": text }),
		}));
		expect(verdicts(asked)).toEqual(["0 Sound", "1 BROKEN at sequence 1", "1 BROKEN at sequence 1"]);
	});
});

function planWithDigest(): Record<string, unknown> {
	const rest = { estate: "Contoso", steps: [], gates: [], edges: [], windows: [] };
	return { ...rest, planDigest: `sha256:${sha256(canonicalText(rest))}` };
}
