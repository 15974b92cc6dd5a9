/**
 * `npm run bench [-- name…]`: runs benches by name or by the first part of it (`run`), all without one, and prints one table each. A bench measures
 * contenders in interleaved rounds in one process, compares medians, and checks that the answers are right.
 * Trust ratios, not single figures: the machine is not ours alone.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Bench } from "./bench/bench-table.ts";
import { printTable } from "./bench/bench-table.ts";

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
	planner: async () => (await import("./bench/planner.ts")).plannerBench,
	schedule: async () => (await import("./bench/schedule.ts")).scheduleBench,
	inventory: async () => (await import("./bench/inventory.ts")).inventoryBench,
	"inventory-pages": async () => (await import("./bench/inventory-pages.ts")).inventoryPagesBench,
	"run-ticks": async () => (await import("./bench/run-ticks.ts")).runTicksBench,
	"run-http": async () => (await import("./bench/run-http.ts")).runHttpBench,
	"audit-verify": async () => (await import("./bench/audit-verify.ts")).auditVerifyBench,
	"audit-signer": async () => (await import("./bench/audit-signer.ts")).auditSignerBench,
	"run-length": async () => (await import("./bench/run-length.ts")).runLengthBench,
};

const wanted = process.argv.slice(2).filter((name) => !name.startsWith("-"));
const unknown = wanted.filter((word) => !Object.keys(BENCHES).some((name) => name === word || name.startsWith(`${word}-`)));
if (unknown.length > 0) {
	console.error(`No bench named ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}`);
	process.exit(1);
}
const chosen = Object.entries(BENCHES).filter(
	([name]) => wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word}-`)),
);
for (const [name, load] of chosen) {
	// Several: each in a process of its own, so that none inherits another's memory or database.
	if (chosen.length > 1) execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), name], { stdio: "inherit" });
	else printTable(await (await load())());
}
