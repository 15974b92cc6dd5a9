import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

const leaf = "export const leaf = 1;\n";
const leaves = [
	"lib/domain/leaf.ts",
	"lib/domain/testing/leaf.ts",
	"lib/server/leaf.ts",
	"lib/client/leaf.ts",
	"prisma/generated/client.ts",
	"app/leaf.ts",
];
const otherHalf = 'import { x } from "./circle.ts";\nexport const y = () => x;\n';
const lawful: Readonly<Record<string, string>> = {
	"lib/domain/lawful.ts": 'import { z } from "zod";\nimport { leaf } from "./leaf.ts";\nexport const a = [z, leaf];\n',
	"lib/server/lawful.ts":
		'import "server-only";\nimport { readFileSync } from "node:fs";\nimport { a } from "@/lib/domain/lawful.ts";\nexport const b = [a, readFileSync];\n',
	"components/run/lawful.tsx": 'import { leaf } from "@/lib/domain/leaf.ts";\nexport const C = () => <p>{leaf}</p>;\n',
};
/** The rule that must bite, where, and what is planted there. */
const offenders = [
	["domain-is-pure", "lib/domain/server.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["domain-is-pure", "lib/domain/node.ts", 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;\n'],
	["domain-is-pure", "lib/domain/react.ts", 'import React from "react";\nexport const x = React;\n'],
	["wire-knows-only-domain", "lib/wire/server.ts", 'export * from "../server/leaf.ts";\n'],
	["server-side", "lib/server/client.ts", 'export * from "@/lib/client/leaf.ts";\n'],
	["client-side", "lib/client/server.ts", 'export type { leaf } from "@/lib/server/leaf.ts";\n'],
	["ui-kit-knows-no-domain", "components/ui/domain.ts", 'export * from "@/lib/domain/leaf.ts";\n'],
	["components", "components/run/server.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["components", "components/run/markup.tsx", 'import { leaf } from "@/lib/server/leaf.ts";\nexport const X = () => <p>{leaf}</p>;\n'],
	["e2e-tests", "e2e/server.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["one-door-to-the-database", "lib/server/generated.ts", 'export * from "@/prisma/generated/client.ts";\n'],
	["nobody-imports-app", "components/run/app.ts", 'export * from "@/app/leaf.ts";\n'],
	["tests-stay-outside", "lib/server/testing.ts", 'export * from "@/lib/domain/testing/leaf.ts";\n'],
	["no-cycles", "lib/domain/circle.ts", 'import { y } from "./other-half.ts";\nexport const x = () => y;\n'],
	["resolvable", "lib/domain/nowhere.ts", 'export * from "./does-not-exist.ts";\n'],
] as const;

/** Cruises a tree of `files`: the lines of complaint, and whether it passed. */
function cruise(files: Readonly<Record<string, string>>): { readonly complaints: readonly string[]; readonly passed: boolean } {
	const tree = mkdtempSync(join(tmpdir(), "lockstep-walls-"));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(tree, path)), { recursive: true });
		writeFileSync(join(tree, path), text);
	}
	symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
	mkdirSync(join(tree, "scripts/walls"), { recursive: true });
	cpSync(join(root, "scripts/walls/resolve.mjs"), join(tree, "scripts/walls/resolve.mjs"));
	const result = spawnSync(process.execPath, [join(root, "scripts/walls.mjs"), tree, "3"], { encoding: "utf8" });
	return { complaints: result.stderr.split("\n").filter((line) => line !== ""), passed: result.status === 0 };
}

const clean = { ...Object.fromEntries(leaves.map((path) => [path, leaf])), ...lawful };
let planted: readonly string[] = [];
beforeAll(() => {
	planted = cruise({
		...clean,
		"lib/domain/other-half.ts": otherHalf,
		...Object.fromEntries(offenders.map(([, path, text]) => [path, text])),
	}).complaints;
});

it("lets a lawful tree pass, and refuses to pass one that nothing was read from", () => {
	expect(cruise(clean)).toEqual({ complaints: [], passed: true });
	expect(cruise({}).passed).toBe(false);
});

it.each(offenders)("bites: %s at %s", (rule, path) => {
	expect(planted.some((line) => line.startsWith(`${rule}: ${path} -> `))).toBe(true);
});

it("complains of nothing else in the lawful files", () => {
	expect(planted.filter((line) => [...leaves, ...Object.keys(lawful)].some((path) => line.includes(`: ${path} -> `)))).toEqual([]);
});
