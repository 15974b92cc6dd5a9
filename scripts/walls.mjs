/**
 * `npm run walls`: cruises the tree with the import rules of .dependency-cruiser.mjs.
 * Fails on a broken rule, and on suspiciously few modules: a parser that reads nothing finds nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [cwd = root, floor = "200"] = process.argv.slice(2);
const folders = ["app", "components", "lib", "prisma", "e2e", "scripts", "proxy.ts", "instrumentation.ts"].filter((path) =>
	existsSync(join(cwd, path)),
);
const result = spawnSync(
	process.execPath,
	[
		"--import",
		new URL("walls/tsx-parser.mjs", import.meta.url).href,
		join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
		"--config",
		join(root, ".dependency-cruiser.mjs"),
		"--output-type",
		"json",
		...folders,
	],
	{ cwd, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
);
if (!result.stdout.startsWith("{")) {
	console.error(result.stderr || result.stdout);
	process.exit(1);
}
const { summary, modules } = JSON.parse(result.stdout);
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
const own = modules.filter((module) => !module.source.startsWith("node_modules/") && !module.coreModule).length;
if (own < Number(floor)) console.error(`Only ${own} modules were read, at least ${floor} are expected`);
if (summary.violations.length > 0 || own < Number(floor)) process.exit(1);
console.log(`Import walls hold: ${own} modules, ${summary.totalDependenciesCruised} imports`);
