/**
 * The frozen plan as a graph for the run: who waits for whom, gates looked through.
 * Promises: built once per plan object and reused, so a command costs the same on any length of log.
 * Refuses to guess: an edge from a name that is neither step nor gate is never satisfied.
 */
import { fold } from "../names.ts";
import type { PlanDocument, PlanStep, StepKind } from "../planner/plan-document.ts";
import type { RunState } from "./state.ts";

export type RunGraph = {
	/** Step ids in the plan's own legal order. */
	readonly order: readonly string[];
	readonly steps: ReadonlyMap<string, PlanStep>;
	/** The same steps by the folded form of their id, for names spelled in two ways. */
	readonly folded: ReadonlyMap<string, PlanStep>;
	readonly gates: ReadonlySet<string>;
	/** Step or gate ids directly before (after) a step or gate. */
	readonly before: ReadonlyMap<string, readonly string[]>;
	readonly after: ReadonlyMap<string, readonly string[]>;
};

const built = new WeakMap<PlanDocument, RunGraph>();

/** The graph of `plan`; remembered by identity, which is safe because a frozen plan never changes. */
export function runGraph(plan: PlanDocument): RunGraph {
	const known = built.get(plan);
	if (known) return known;
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const order = [...new Set([...plan.phases.flatMap((phase) => phase.stepIds), ...steps.keys()])].filter((id) => steps.has(id));
	const before = new Map<string, string[]>();
	const after = new Map<string, string[]>();
	for (const { from, to } of plan.edges) {
		append(before, to, from);
		append(after, from, to);
	}
	const folded = new Map(plan.steps.map((step) => [fold(step.id), step]));
	const graph: RunGraph = { order, steps, folded, gates: new Set(plan.gates.map((gate) => gate.id)), before, after };
	built.set(plan, graph);
	return graph;
}

function append(map: Map<string, string[]>, key: string, value: string): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

const nobody: readonly string[] = [];
export const before = (graph: RunGraph, id: string): readonly string[] => graph.before.get(id) ?? nobody;
export const after = (graph: RunGraph, id: string): readonly string[] => graph.after.get(id) ?? nobody;

/** The step of `kind` about `name`, whatever the case it is written in. */
export const stepOf = (state: RunState, kind: StepKind, name: string): PlanStep | undefined =>
	runGraph(state.plan).folded.get(fold(`${kind}:${name}`));

/** Done or skipped: lets its dependants go. A parked step never is. */
export function isFinished(state: RunState, stepId: string): boolean {
	const status = state.steps[stepId]?.status;
	return status === "done" || status === "skipped";
}

/** Unfinished step ids that hold `stepId` back, gates replaced by the steps behind them; empty: nothing in its way. */
export function unfinishedBefore(state: RunState, stepId: string): string[] {
	const graph = runGraph(state.plan);
	const found = new Set<string>();
	const seen = new Set<string>();
	const look = (id: string) => {
		for (const source of before(graph, id)) {
			if (seen.has(source)) continue;
			seen.add(source);
			if (graph.gates.has(source)) look(source);
			else if (!isFinished(state, source)) found.add(source);
		}
	};
	look(stepId);
	return [...found];
}

/** Every step reachable from `stepIds` along the edges in one direction, the given ones included. */
export function reach(graph: RunGraph, stepIds: Iterable<string>, next: (graph: RunGraph, id: string) => readonly string[]): Set<string> {
	const seen = new Set(stepIds);
	const queue = [...seen];
	for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
		for (const neighbour of next(graph, id)) {
			if (seen.has(neighbour)) continue;
			seen.add(neighbour);
			queue.push(neighbour);
		}
	}
	return seen;
}

const parkedIds = new WeakMap<RunState["parked"], ReadonlySet<string>>();

/** Ids of all parked steps. */
export function parkedSteps(state: RunState): ReadonlySet<string> {
	const known = parkedIds.get(state.parked);
	if (known) return known;
	const ids = new Set(Object.values(state.parked).flatMap((parked) => parked.stepIds));
	parkedIds.set(state.parked, ids);
	return ids;
}
