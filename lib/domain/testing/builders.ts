/** Estates and plans for tests: short inputs, read by the real parser, and questions a test asks of a plan. */
import type { Inventory } from "../inventory/document.ts";
import { parseInventory } from "../inventory/parse-inventory.ts";
import { type PlanOptions, plan } from "../planner/plan.ts";
import type { PlanDocument, PlanStep } from "../planner/plan-document.ts";
import { sha256 } from "./sha256.ts";

type Input = Readonly<Record<string, unknown>>;

/** The normalised inventory of an estate named "Test" with these parts. */
export function estate({ estate: facts, ...parts }: Input = {}): Inventory {
	const parsed = parseInventory({ format: "lockstep.inventory/1", estate: { name: "Test", ...(facts as Input) }, ...parts });
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
	return parsed.value;
}

export const planned = (parts: Input, options: Partial<PlanOptions> = {}): PlanDocument =>
	plan(estate(parts), { targetVersion: "8.1", recipe: "guide", purpose: "upgrade", ...options }, sha256);

export const primary = (host: string, more: Input = {}): Input => ({ host, role: "primary", version: "8.0.2", ...more });
export const subordinate = (host: string, more: Input = {}): Input => ({ host, role: "subordinate", version: "8.0.2", ...more });
export const portal = (host: string, more: Input = {}): Input => ({ host, version: "8.0.2", defaultThemeModified: "no", ...more });
export const sdk = (more: Input = {}): Input => ({ virtualDirectory: "MultiFactorAuthWebServiceSdk", ...more });
export const pool = (name: string, kind: string, more: Input = {}): Input => ({ name, kind, sticky: "yes", ...more });

/** A farm on SQL with these nodes; names or node records. */
export const farm = (name: string, nodes: readonly (string | Input)[], more: Input = {}): Input => ({
	name,
	configStore: "sql",
	adapterVersion: "8.0.2",
	adapterName: "AzureMfaServerAuthentication",
	nodes: nodes.map((node) => (typeof node === "string" ? { host: node } : node)),
	...more,
});

/** A host on which nothing is missing. */
export const readyHost = (name: string, more: Input = {}): Input => ({
	name,
	os: "2019",
	dotnetRelease: 461_808,
	vcRedistX86: "14.38.33135",
	vcRedistX64: "14.38.33135",
	...more,
});

export const requiredIds = (p: PlanDocument): string[] => p.steps.filter((step) => !step.optional).map((step) => step.id);
export const idsOf = (p: PlanDocument, kind: string): string[] => p.steps.filter((step) => step.kind === kind).map((step) => step.id);

/** `warning mfa-gap adfs-farm:CORP`, sorted, `end-of-service` left out. */
export const found = (p: PlanDocument): string[] =>
	p.findings
		.filter((finding) => finding.code !== "end-of-service")
		.map((finding) => `${finding.severity} ${finding.code} ${finding.subjects.join(" ")}`)
		.sort();

export function step(p: PlanDocument, id: string): PlanStep {
	const one = p.steps.find((candidate) => candidate.id === id);
	if (one === undefined) throw new Error(`${id} is not in the plan`);
	return one;
}

/** Everything a step says, as one text. */
export const textOf = (p: PlanDocument, id: string): string => JSON.stringify(step(p, id)).replaceAll("\\\\", "\\");

/** Every step `a` must be done before `b` starts. */
export function precedes(p: PlanDocument, a: string, b: string): boolean {
	step(p, a);
	step(p, b);
	const before = new Map<string, string[]>();
	for (const edge of p.edges) before.set(edge.to, [...(before.get(edge.to) ?? []), edge.from]);
	const open = [b];
	const seen = new Set(open);
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		for (const from of before.get(id) ?? []) {
			if (from === a) return true;
			if (seen.has(from)) continue;
			seen.add(from);
			open.push(from);
		}
	}
	return false;
}

/** The pairs that do not hold, as `a < b`; gates are skipped over by following edges. */
export const broken = (p: PlanDocument, pairs: readonly (readonly [string, string])[]): string[] =>
	pairs.filter(([a, b]) => !precedes(p, a, b)).map(([a, b]) => `${a} < ${b}`);

/** `chain("a", "b", "c")` is a < b and b < c. */
export const chain = (...ids: readonly string[]): [string, string][] => ids.slice(1).map((id, i) => [ids[i] ?? "", id]);
