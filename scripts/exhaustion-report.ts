/**
 * Proof by exhaustion, as a report. For every golden estate: how many states a run of its plan can be in, whether each
 * is safe, and for each edge of the plan whether its removal is caught by the checker and by the search.
 *
 * `node --import tsx scripts/exhaustion-report.ts [scenario…] [--search-edges]`
 * The last repeats the search without each edge, minutes for the larger plans. Ends with 1 when a plan is unsafe,
 * an edge is missed, or checker and search disagree.
 */
import { checkPlan } from "@/lib/domain/planner/check-plan.ts";
import { plan } from "@/lib/domain/planner/plan.ts";
import type { Edge, PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import { estateJudge } from "@/lib/domain/testing/estate-model.ts";
import { exhaust } from "@/lib/domain/testing/exhaust.ts";
import { type GoldenEstate, goldenEstates } from "@/lib/domain/testing/golden-estates.ts";
import { printTable } from "./bench/bench-table.ts";
import { sha256 } from "./sha256.ts";

const wanted = process.argv.slice(2).filter((a) => !a.startsWith("-"));
const searchEdges = process.argv.includes("--search-edges");
const notes: string[] = [];
let failed = false;

function fail(note: string): void {
	failed = true;
	notes.push(note);
}

/** Whether the order of an edge follows from the other edges: then it says nothing and should not be there. */
function implied(document: PlanDocument, edge: Edge): boolean {
	const seen = new Set([edge.from]);
	const stack = [edge.from];
	for (let id = stack.pop(); id !== undefined; id = stack.pop())
		for (const e of document.edges)
			if (e.from === id && e !== edge && !seen.has(e.to)) {
				seen.add(e.to);
				stack.push(e.to);
			}
	return seen.has(edge.to);
}

function report(golden: GoldenEstate): string[] {
	const { inventory, scenario } = golden;
	const document = plan(inventory, { targetVersion: golden.targetVersion, recipe: golden.recipe, purpose: "upgrade" }, sha256);
	const start = Date.now();
	const whole = exhaust(document, estateJudge(document, inventory));
	const ms = Date.now() - start;
	if (whole.kind !== "sound") fail(`${scenario}: ${whole.kind} ${whole.kind === "violated" ? whole.violation : ""}`);
	const optional = new Set(document.steps.filter((s) => s.optional).map((s) => s.id));
	/** The search leaves optional steps out, and a gate is no state of the estate. */
	const outOfSight = ({ from, to }: Edge): boolean => [from, to].some((id) => optional.has(id)) || to.startsWith("gate:");
	let [caught, searched, unseen] = [0, 0, 0];
	for (const edge of document.edges) {
		const cut = { ...document, edges: document.edges.filter((e) => e !== edge) };
		const byChecker = checkPlan(cut, inventory).some((v) => v.invariant !== "estimate");
		const bySearch = searchEdges && exhaust(cut, estateJudge(cut, inventory)).kind === "violated";
		if (byChecker) caught++;
		if (bySearch) searched++;
		const name = `${scenario}: ${edge.from} < ${edge.to} (${edge.rules.join(", ")})`;
		if (!byChecker)
			fail(`${name}: not caught; ${implied(document, edge) ? "implied by other edges" : "no rule of the checker asks for it"}`);
		if (!searchEdges || byChecker === bySearch) continue;
		if (byChecker && outOfSight(edge)) unseen++;
		else fail(`${name}: ${byChecker ? "checker" : "search"} alone catches it`);
	}
	const of = (n: number): string => `${n} of ${document.edges.length}`;
	return [
		scenario,
		String(document.steps.filter((s) => !s.optional).length),
		whole.states.toLocaleString("en"),
		whole.kind,
		(ms / 1000).toFixed(1),
		of(caught),
		searchEdges ? of(searched) : "-",
		searchEdges ? String(unseen) : "-",
	];
}

const rows = goldenEstates.filter((g) => wanted.length === 0 || wanted.includes(g.scenario)).map(report);
printTable({
	title: "Exhaustion: every state of every golden run, every edge removed in turn",
	columns: ["estate", "steps", "states", "verdict", "seconds", "edges caught", "by search", "out of its sight"],
	rows,
	notes,
});
process.exit(failed ? 1 : 0);
