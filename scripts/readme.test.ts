import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = ""]) => block.trim().split("\n"));

it("names only scripts that package.json has", () => {
	const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
	const named = [...readme.matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)/g)].map(([, name = ""]) => name);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it("links only to files that are there", () => {
	const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = ""]) => path);
	expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("plans as written", () => {
	const plan = commands.find((command) => command.includes(" plan -- ")) ?? "";
	const args = plan.slice(plan.indexOf(" -- ") + 4).split(" ");
	const done = spawnSync(process.execPath, ["--import", "tsx", join(root, "scripts/plan.ts"), ...args], { cwd: root, encoding: "utf8" });
	expect(done.stderr).toBe("");
	expect(done.stdout).toContain("MFA02");
	expect(done.status).toBe(0);
});
