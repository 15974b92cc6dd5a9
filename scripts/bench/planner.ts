/**
 * The whole of `plan()` (scope, order, texts, findings, digests) on growing estates, beside a typed-array topological
 * sort with critical path of the very graph it made, and beside the independent checker.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { checkPlan } from "@/lib/domain/planner/check-plan.ts";
import { plan } from "@/lib/domain/planner/plan.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { sha256 } from "../sha256.ts";
import { type Bench, growthExponent, median, type Table, timed } from "./bench-table.ts";
import { sampleEstate, sampleEstateInput } from "./sample-estate.ts";
import { type NumberedGraph, numberedGraph, topologicalSort } from "./topological-sort.ts";

/** Sites per estate: about 100, 1,000, 10,000 and 100,000 steps. */
const SITES = [2, 16, 160, 1600] as const;
const ROUNDS = 5;

export const planOf = (inventory: Inventory): PlanDocument =>
	plan(inventory, { targetVersion: "8.1", recipe: "guide", purpose: "upgrade" }, sha256);

type Size = {
	readonly sites: number;
	readonly inventory: Inventory;
	readonly document: PlanDocument;
	readonly graph: NumberedGraph;
	readonly parsed: number[];
	readonly planned: number[];
	readonly plannedCpu: number[];
	readonly sortedCpu: number[];
	/** What no planner with these digests can go below: the finished plan written out and hashed. */
	readonly writtenCpu: number[];
};

export const plannerBench: Bench = async (): Promise<Table> => {
	const sizes = SITES.map((sites): Size => {
		const inventory = sampleEstate(sites);
		const document = planOf(inventory);
		return {
			sites,
			inventory,
			document,
			graph: numberedGraph(document),
			parsed: [],
			planned: [],
			plannedCpu: [],
			sortedCpu: [],
			writtenCpu: [],
		};
	});
	for (let round = 0; round < ROUNDS; round++) {
		for (const size of sizes) {
			// Small sizes are over too soon for the clock: several calls in a row, the mean of them counts.
			const calls = Math.max(1, Math.round(32 / size.sites));
			const input = sampleEstateInput(size.sites);
			size.parsed.push(timed(() => parseInventory(input)).cpu);
			const planned = timed(() => repeat(calls, () => planOf(size.inventory)));
			size.planned.push(planned.wall / calls);
			size.plannedCpu.push(planned.cpu / calls);
			size.writtenCpu.push(timed(() => repeat(calls, () => sha256(JSON.stringify(size.document)))).cpu / calls);
			// The processor clock ticks in milliseconds: enough sorts to fill some.
			const sorts = Math.max(20, Math.round(200_000 / size.graph.nodes));
			size.sortedCpu.push(timed(() => repeat(sorts, () => topologicalSort(size.graph))).cpu / sorts);
		}
	}
	const wrong = sizes.flatMap(complaints);
	if (wrong.length > 0) throw new Error(wrong.join("\n"));
	const rows = sizes.map((size) => row(size, timed(() => checkPlan(size.document, size.inventory)).cpu));
	const exponent = growthExponent(sizes.map((s) => [s.document.steps.length, median(s.plannedCpu)]));
	const tail = growthExponent(sizes.slice(-2).map((s) => [s.document.steps.length, median(s.plannedCpu)]));
	return {
		title: "Planner: plan() end to end beside a typed-array topological sort with critical path of the same graph",
		columns: [
			"steps",
			"edges",
			"parse",
			"plan",
			"plan cpu",
			"write + hash cpu",
			"steps/cpu s",
			"sort cpu",
			"ratio",
			"peak MB",
			"check cpu",
		],
		rows,
		notes: [
			`growth exponent of plan(): ${exponent.toFixed(2)} over all sizes, ${tail.toFixed(2)} over the last two (goal: at most 1.1)`,
			`milliseconds, medians of ${ROUNDS} interleaved rounds; "plan" on the clock, the rest processor time, garbage collection included; "write + hash" is JSON.stringify and SHA-256 of the finished plan, the part no planner with digests is spared; peak memory is the resident size of a process of its own; checked: order, length, status, digests`,
		],
	};
};

function repeat(times: number, work: () => void): void {
	for (let i = 0; i < times; i++) work();
}

function row({ sites, document, parsed, planned, plannedCpu, sortedCpu, writtenCpu }: Size, checkMs: number): string[] {
	const [wall, cpu, sort] = [median(planned), median(plannedCpu), median(sortedCpu)];
	const steps = document.steps.length;
	const short = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0);
	return [
		steps.toLocaleString("en"),
		document.edges.length.toLocaleString("en"),
		short(median(parsed)),
		short(wall),
		short(cpu),
		short(median(writtenCpu)),
		Math.round(steps / (cpu / 1000)).toLocaleString("en"),
		sort.toFixed(4),
		(cpu / sort).toFixed(0),
		peakMegabytes(sites).toFixed(0),
		short(checkMs),
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
