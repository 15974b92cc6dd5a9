import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Runs the walls over a tree of `files` and returns the rules that bit. */
function bitten(files: Record<string, string>): string[] {
	const tree = mkdtempSync(join(tmpdir(), "lockstep-walls-"));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(tree, path)), { recursive: true });
		writeFileSync(join(tree, path), text);
	}
	symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
	mkdirSync(join(tree, "scripts/walls"), { recursive: true });
	cpSync(join(root, "scripts/walls/resolve.mjs"), join(tree, "scripts/walls/resolve.mjs"));
	const result = spawnSync(process.execPath, [join(root, "scripts/walls.mjs"), tree, "1"], { encoding: "utf8" });
	return [...new Set(result.stderr.split("\n").flatMap((line) => line.match(/^([a-z0-9-]+): /)?.[1] ?? []))].sort();
}

const leaf = "export const leaf = 1;\n";

it("lets a lawful tree pass, and refuses to pass an empty one", () => {
	expect(
		bitten({
			"lib/domain/a.ts": 'import { z } from "zod";\nimport { leaf } from "./leaf.ts";\nexport const a = [z, leaf];\n',
			"lib/domain/leaf.ts": leaf,
			"lib/server/b.ts": 'import "server-only";\nimport { readFileSync } from "node:fs";\nimport { a } from "@/lib/domain/a.ts";\nexport const b = [a, readFileSync];\n',
		}),
	).toEqual([]);
	const empty = spawnSync(process.execPath, [join(root, "scripts/walls.mjs"), mkdtempSync(join(tmpdir(), "lockstep-empty-")), "1"], { encoding: "utf8" });
	expect(empty.status).not.toBe(0);
});

it.each([
	["domain-is-pure", "lib/domain/x.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["domain-is-pure", "lib/domain/x.ts", 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;\n'],
	["domain-is-pure", "lib/domain/x.ts", 'import React from "react";\nexport const x = React;\n'],
	["wire-knows-only-domain", "lib/wire/x.ts", 'export * from "../server/leaf.ts";\n'],
	["server-side", "lib/server/x.ts", 'export * from "@/lib/client/leaf.ts";\n'],
	["client-side", "lib/client/x.ts", 'export type { leaf } from "@/lib/server/leaf.ts";\n'],
	["ui-kit-knows-no-domain", "components/ui/x.ts", 'export * from "@/lib/domain/leaf.ts";\n'],
	["components", "components/run/x.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["e2e-tests", "e2e/x.ts", 'export * from "@/lib/server/leaf.ts";\n'],
	["one-door-to-the-database", "lib/server/x.ts", 'export * from "@/prisma/generated/client.ts";\n'],
	["nobody-imports-app", "components/run/x.ts", 'export * from "@/app/leaf.ts";\n'],
	["no-cycles", "lib/domain/x.ts", 'import { y } from "./y.ts";\nexport const x = () => y;\n'],
	["resolvable", "lib/domain/x.ts", 'export * from "./nowhere.ts";\n'],
])("bites: %s at %s", (rule, path, text) => {
	expect(
		bitten({
			"lib/domain/leaf.ts": leaf,
			"lib/server/leaf.ts": leaf,
			"lib/client/leaf.ts": leaf,
			"prisma/generated/client.ts": leaf,
			"app/leaf.ts": leaf,
			"lib/domain/y.ts": 'import { x } from "./x.ts";\nexport const y = () => x;\n',
			[path]: text,
		}),
	).toContain(rule);
});
