/** Runs both verifiers over many bundles: the one for Node in this process, the one for Python in one process of its own. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bundle } from "./signed-log.ts";
import { judge } from "./verify.mjs";

export type Asked = { readonly files: Bundle; readonly keys?: string; readonly checkpoints?: readonly string[]; readonly sealed?: boolean };
/** Exit code and the first line that was said: `BROKEN at sequence 3` without its reason, or `Sound`. */
export type Said = { readonly code: number; readonly verdict: string; readonly rest: readonly string[] };

const said = (code: number, lines: readonly string[]): Said => ({
	code,
	verdict: lines[0]?.split(":")[0] ?? "",
	rest: lines,
});

export function byNode({ files, keys, checkpoints = [], sealed = false }: Asked): Said {
	const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, "latin1")]));
	const { code, lines } = judge(bytes, { keys, checkpoints: [...checkpoints], sealed });
	return said(code, lines);
}

const HARNESS = `
import contextlib, io, json, sys
sys.path.insert(0, sys.argv[1])
import verify
for line in sys.stdin:
    asked = json.loads(line)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        files = {name: text.encode("latin-1") for name, text in asked["files"].items()}
        code = verify.judge(files, asked.get("keys"), asked.get("checkpoints", []), asked.get("sealed", False))
    print(json.dumps({"code": code, "lines": out.getvalue().splitlines()}))
`;

/** Files are texts whose characters are bytes (latin1), so that broken UTF-8 can be asked about too. */
export function byPython(asked: readonly Asked[]): readonly Said[] {
	const here = dirname(fileURLToPath(import.meta.url));
	const run = spawnSync("python3", ["-B", "-c", HARNESS, here], {
		input: asked.map((one) => `${JSON.stringify(one)}\n`).join(""),
		encoding: "utf8",
		maxBuffer: 1024 * 1024 * 1024,
	});
	if (run.status !== 0) throw new Error(`python3 failed: ${run.error?.message ?? run.stderr}`);
	return run.stdout
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line) as { code: number; lines: string[] })
		.map(({ code, lines }) => said(code, lines));
}

/** What both say; throws when they do not agree on exit code and first bad sequence. */
export function byBoth(asked: readonly Asked[]): readonly Said[] {
	const node = asked.map(byNode);
	byPython(asked).forEach((python, i) => {
		const here = node[i];
		if (here?.code !== python.code || here.verdict !== python.verdict)
			throw new Error(`The verifiers do not agree on bundle ${i}: ${JSON.stringify(here)} and ${JSON.stringify(python)}`);
	});
	return node;
}

/** A bundle as bytes-in-characters. */
export const latin = (files: Bundle): Bundle =>
	Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, "utf8").toString("latin1")]));
