/**
 * The whole of `plan()` (scope, order, texts, findings, digests) on growing estates, beside a typed-array topological
 * sort with critical path of the very graph it made, and beside the independent checker.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { checkPlan } from "@/lib/domain/planner/check-plan.ts";
import { plan } from "@/lib/domain/planner/plan.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { type Bench, growthExponent, median, type Table, timed } from "./bench-table.ts";
import { sampleEstate } from "./sample-estate.ts";
import { type NumberedGraph, numberedGraph, topologicalSort } from "./topological-sort.ts";

/** Sites per estate: about 100, 1,000, 10,000 and 100,000 steps. */
const SITES = [2, 16, 160, 1600] as const;
const ROUNDS = 7;

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
export const planOf = (inventory: Inventory): PlanDocument =>
	plan(inventory, { targetVersion: "8.1", recipe: "guide", purpose: "upgrade" }, sha256);

type Size = {
	readonly sites: number;
	readonly inventory: Inventory;
	readonly document: PlanDocument;
	readonly graph: NumberedGraph;
	readonly planned: number[];
	readonly sorted: number[];
};

export const plannerBench: Bench = async (): Promise<Table> => {
	const sizes = SITES.map((sites): Size => {
		const inventory = sampleEstate(sites);
		const document = planOf(inventory);
		return { sites, inventory, document, graph: numberedGraph(document), planned: [], sorted: [] };
	});
	for (let round = 0; round < ROUNDS; round++) {
		for (const size of sizes) {
			// Small sizes are over too soon for the clock: several calls in a row, the mean of them counts.
			const calls = Math.max(1, Math.round(32 / size.sites));
			size.planned.push(timed(() => repeat(calls, () => planOf(size.inventory))) / calls);
			size.sorted.push(timed(() => repeat(calls * 20, () => topologicalSort(size.graph))) / (calls * 20));
		}
	}
	const wrong = sizes.flatMap(complaints);
	if (wrong.length > 0) throw new Error(wrong.join("\n"));
	const rows = sizes.map((size) =>
		row(
			size,
			timed(() => checkPlan(size.document, size.inventory)),
		),
	);
	const exponent = growthExponent(sizes.map((s) => [s.document.steps.length, median(s.planned)]));
	const tail = growthExponent(sizes.slice(-2).map((s) => [s.document.steps.length, median(s.planned)]));
	return {
		title: "Planner: plan() end to end beside a typed-array topological sort with critical path of the same graph",
		columns: ["steps", "edges", "plan ms", "steps/s", "sort ms", "ratio", "peak MB", "check ms"],
		rows,
		notes: [
			`growth exponent of plan(): ${exponent.toFixed(2)} over all sizes, ${tail.toFixed(2)} over the last two (goal: at most 1.1)`,
			`medians of ${ROUNDS} interleaved rounds; peak memory is the resident size of a process of its own; checked: order, length, status, digests`,
		],
	};
};

function repeat(times: number, work: () => void): void {
	for (let i = 0; i < times; i++) work();
}

function row({ sites, document, planned, sorted }: Size, checkMs: number): string[] {
	const [planMs, sortMs] = [median(planned), median(sorted)];
	const steps = document.steps.length;
	return [
		steps.toLocaleString("en"),
		document.edges.length.toLocaleString("en"),
		planMs.toFixed(planMs < 10 ? 2 : 0),
		Math.round(steps / (planMs / 1000)).toLocaleString("en"),
		sortMs.toFixed(4),
		(planMs / sortMs).toFixed(0),
		peakMegabytes(sites).toFixed(0),
		checkMs.toFixed(checkMs < 10 ? 1 : 0),
	];
}

/** The sort covers the graph, the plan is whole and repeats itself; the checker's word on all but the largest. */
function complaints({ inventory, document, graph, sites }: Size): string[] {
	const { sorted, finish } = topologicalSort(graph);
	const longest = finish.reduce((most, f) => Math.max(most, f), 0);
	const violations = sites <= 160 ? checkPlan(document, inventory, sha256) : [];
	return [
		...(sorted === graph.nodes ? [] : [`${sites} sites: the graph has a cycle`]),
		...(longest >= document.estimate.criticalPathMinutes ? [] : [`${sites} sites: critical path ${longest} minutes by the sort`]),
		...(document.status === "ready" ? [] : [`${sites} sites: status ${document.status}`]),
		...(planOf(inventory).planDigest === document.planDigest ? [] : [`${sites} sites: two plans differ`]),
		...violations.slice(0, 5).map((v) => `${sites} sites: ${v.invariant}: ${v.message}`),
	];
}

const peakMegabytes = (sites: number): number =>
	Number(
		execFileSync(process.execPath, ["--import", "tsx", fileURLToPath(new URL("./planner-memory.ts", import.meta.url)), String(sites)]),
	);
