/**
 * `npm run plan`: plans an inventory file without database or server, or checks a plan against its inventory.
 * stdout carries the result alone. Exit 0: a plan, or a sound one; 2: partial or blocked, or violations; 1: unusable input.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type InputIssue, parseInventory, zodIssues } from "@/lib/domain/inventory/parse-inventory.ts";
import { checkPlan } from "@/lib/domain/planner/check-plan.ts";
import { planOutline } from "@/lib/domain/planner/outline.ts";
import { planDocument, purpose, recipe } from "@/lib/domain/planner/plan-document.ts";
import { planFromInput } from "@/lib/domain/planner/plan-from-input.ts";
import { sha256 } from "./sha256.ts";

const HELP = `Usage
  npm run --silent plan -- <inventory.json|-> --target <version> [options]
  npm run --silent plan -- --check <plan.json> <inventory.json|->

  --target <version>   Version to upgrade to, 2 to 4 numeric parts, such as 8.1
  --recipe <name>      guide (default) or migration-utility-only
  --purpose <name>     upgrade (default), migration-prep or lab
  --json               Print the plan document instead of an outline
  --check <plan.json>  Check a plan document against its inventory
  --help               Print this text

  "-" reads the inventory from standard input.
  Exit 0: planned, or nothing to do. 2: partial or blocked, or the check found violations. 1: unusable input.
`;

class Unusable extends Error {}

const lines = (issues: readonly InputIssue[]): string =>
	issues.map(({ path, message }) => `${path || "(document)"}: ${message}`).join("\n");

function readJson(file: string): unknown {
	const source = file === "-" ? 0 : file;
	const name = file === "-" ? "standard input" : file;
	let text: string;
	try {
		text = readFileSync(source, "utf8");
	} catch (cause) {
		throw new Unusable(`${name}: cannot be read`, { cause });
	}
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (cause) {
		throw new Unusable(`${name}: not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
	}
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
	const found = allowed.find((item) => item === value);
	if (found === undefined) throw new Unusable(`--${option}: one of ${allowed.join(", ")}, not "${value}"`);
	return found;
}

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				target: { type: "string" },
				recipe: { type: "string", default: "guide" },
				purpose: { type: "string", default: "upgrade" },
				json: { type: "boolean", default: false },
				check: { type: "string" },
				help: { type: "boolean", short: "h", default: false },
			},
		});
	} catch (cause) {
		throw new Unusable(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

function check(planFile: string, inventoryFile: string): number {
	const parsed = planDocument.safeParse(readJson(planFile));
	if (!parsed.success) throw new Unusable(lines(zodIssues(parsed.error)));
	const inventory = parseInventory(readJson(inventoryFile));
	if (!inventory.ok) throw new Unusable(lines(inventory.error));
	const violations = checkPlan(parsed.data, inventory.value, sha256);
	const text = violations.map(
		({ invariant, message, steps }) => `${invariant}: ${message}${steps.length > 0 ? ` (${steps.join(", ")})` : ""}\n`,
	);
	process.stdout.write(violations.length === 0 ? "Sound: no violation found.\n" : text.join(""));
	return violations.length === 0 ? 0 : 2;
}

function run(): number {
	const { values, positionals } = readArguments();
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const [file, ...rest] = positionals;
	if (file === undefined || rest.length > 0) throw new Unusable(`Name one inventory file, or - for standard input.\n\n${HELP}`);
	if (values.check !== undefined) return check(values.check, file);
	if (values.target === undefined) throw new Unusable("--target: required, such as --target 8.1");
	const options = {
		targetVersion: values.target,
		recipe: oneOf("recipe", values.recipe, recipe.options),
		purpose: oneOf("purpose", values.purpose, purpose.options),
	};
	const planned = planFromInput(readJson(file), options, sha256);
	if (!planned.ok) throw new Unusable(lines(planned.error));
	const { plan } = planned.value;
	process.stdout.write(values.json ? `${JSON.stringify(plan, null, 2)}\n` : planOutline(plan));
	return plan.status === "ready" || plan.status === "nothing-to-do" ? 0 : 2;
}

try {
	process.exitCode = run();
} catch (error) {
	if (!(error instanceof Unusable)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
