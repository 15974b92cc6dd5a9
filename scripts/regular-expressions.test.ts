import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseSync } from "@swc/core";
import { describe, expect, it } from "vitest";
import { disarm, rearm } from "@/lib/domain/inventory/csv/formula-guard.ts";

const root = resolve(import.meta.dirname, "..");
const LENGTH = 50_000;
const LIMIT_MS = 10;

type Expression = { readonly file: string; readonly pattern: string; readonly flags: string };
type Dynamic = { readonly file: string; readonly expression: string };

/** Every source file of the product and of what stands around it; tests are nobody's input. */
const files = [
	...["app", "components", "lib", "scripts"].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
	),
	...readdirSync(root).filter((path) => /\.(ts|mjs)$/.test(path)),
]
	.filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\.test\.tsx?$|\/testing\/|\.d\.ts$/.test(path))
	.sort();

/** All expressions of a file by its syntax tree: literals, and what is handed to `RegExp` as it stands. */
function collect(): { readonly literals: readonly Expression[]; readonly dynamic: readonly Dynamic[] } {
	const literals: Expression[] = [];
	const dynamic: Dynamic[] = [];
	for (const file of files) {
		const code = readFileSync(join(root, file), "utf8");
		const visit = (node: unknown): void => {
			if (typeof node !== "object" || node === null) return;
			const { type, pattern, flags, callee, arguments: given } = node as Record<string, unknown>;
			if (type === "RegExpLiteral") literals.push({ file, pattern: String(pattern), flags: String(flags) });
			if ((type === "NewExpression" || type === "CallExpression") && (callee as { value?: string })?.value === "RegExp") {
				const [first, second] = (given as { expression: { type: string; value?: string } }[]).map(({ expression }) => expression);
				if (first?.type === "StringLiteral") literals.push({ file, pattern: first.value ?? "", flags: second?.value ?? "" });
				else dynamic.push({ file, expression: first?.type ?? "" });
			}
			for (const value of Object.values(node)) visit(value);
		};
		visit(parseSync(code, { syntax: "typescript", tsx: file.endsWith(".tsx") }));
	}
	return { literals, dynamic };
}

const { literals, dynamic } = collect();
const unique = [...new Map(literals.map((one) => [`/${one.pattern}/${one.flags}`, one])).entries()];

const endless = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH - 1);
const everywhere = [..."aAzZ019 \t\n\r-_./\\:;,=+@#\"'`<>()[]{}|&%$!?*~^é\u2028"].map((sign) => `${endless(sign)}\u0000`);

/** What makes a matcher go back: signs, pairs and words of its own pattern without end, then an end it cannot take. */
function* hostile(pattern: string): Generator<string> {
	yield* everywhere;
	const letters = [...new Set(pattern.replace(/\\[a-zA-Z]|[\\^$|?*+(){}[\]]/g, ""))].slice(0, 8);
	const words = pattern.match(/[A-Za-z0-9]{2,}/g) ?? [];
	const pairs = letters.flatMap((a) => ["0", "a", " ", ...letters].map((b) => a + b));
	for (const piece of new Set([...letters, ...pairs, ...words])) {
		yield `${endless(piece)}\u0000`;
		if (words[0] !== undefined) yield `${words[0]}${endless(piece)}\n!`;
	}
}

/** Milliseconds of the fastest of twenty goes, no more than are needed: what the expression costs, not what else the machine does. */
function cost(judge: (text: string) => unknown, text: string): number {
	let best = Number.POSITIVE_INFINITY;
	for (let go = 0; go < 20 && best > LIMIT_MS; go++) {
		const began = performance.now();
		judge(text);
		best = Math.min(best, performance.now() - began);
	}
	return best;
}

describe("regular expressions", () => {
	it("[E8] are found by syntax, and those put together while running are known", () => {
		expect(unique.length).toBeGreaterThan(100);
		// The guard's two are judged below through its functions; the verifier's are put together from literals judged one by one.
		const guard = { file: "lib/domain/inventory/csv/formula-guard.ts", expression: "TemplateLiteral" };
		const verifier = "scripts/audit-pack/verify.mjs";
		expect(dynamic).toEqual([
			guard,
			guard,
			{ file: verifier, expression: "CallExpression" },
			{ file: verifier, expression: "TemplateLiteral" },
		]);
		for (const text of hostile("\\s\"'`=+-@,;|"))
			for (const judge of [disarm, rearm]) expect(cost(judge, text), JSON.stringify(text.slice(0, 12))).toBeLessThan(LIMIT_MS);
	});

	it("[E8] the measure is not idle: it finds an expression that goes back over and over", () => {
		const slow = everywhere.map((text) => text.slice(-LENGTH / 4)).find((text) => cost((given) => /\s+$/.test(given), text) > LIMIT_MS);
		expect(slow?.trim()).toBe("\u0000");
	});

	it("[E8] each judges 50 kB of hostile text within 10 ms", { timeout: 300_000 }, () => {
		const slow: string[] = [];
		for (const [name, { file, pattern, flags }] of unique) {
			const expression = new RegExp(pattern, flags);
			for (const text of hostile(pattern)) {
				const milliseconds = cost((given) => (expression.global ? given.replace(expression, "") : expression.test(given)), text);
				if (milliseconds <= LIMIT_MS) continue;
				slow.push(`${file} ${name}: ${Math.round(milliseconds)} ms on ${JSON.stringify(text.slice(0, 12))}`);
				break;
			}
		}
		expect(slow).toEqual([]);
	});
});
