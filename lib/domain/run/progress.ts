/**
 * Where every step stands, derived from the records and the graph. One pass over steps and edges; a step that waits
 * only behind one gate shares that gate's list.
 */
import { before, isFinished, parkedSteps, type RunGraph, runGraph } from "./graph.ts";
import type { RunState, StepRecord } from "./state.ts";

export const stepStatuses = ["waiting", "ready", "running", "done", "failed", "skipped", "parked"] as const;
export type StepStatus = (typeof stepStatuses)[number];

export type StepView = {
	readonly status: StepStatus;
	/** Unfinished step ids directly in the way, gates replaced by the steps behind them; only for `waiting`. */
	readonly waitingFor: readonly string[];
	readonly by?: string;
	readonly claimedBy?: string;
	readonly startedAt?: string;
	readonly finishedAt?: string;
};

const nothing: readonly string[] = [];

/** Per step id of the plan, in the plan's order. */
export function stepViews(state: RunState): Readonly<Record<string, StepView>> {
	const graph = runGraph(state.plan);
	const parked = parkedSteps(state);
	const behind = gateLists(state, graph);
	const views: Record<string, StepView> = {};
	for (const id of graph.order) {
		const record = state.steps[id];
		if (!record) continue;
		const waitingFor = record.status === "open" ? waits(state, graph, id, behind) : nothing;
		views[id] = view(record, parked.has(id) ? "parked" : statusOf(record, waitingFor), waitingFor);
	}
	return views;
}

const statusOf = (record: StepRecord, waitingFor: readonly string[]): StepStatus =>
	record.status !== "open" ? record.status : waitingFor.length > 0 ? "waiting" : "ready";

function view(record: StepRecord, status: StepStatus, waitingFor: readonly string[]): StepView {
	const { by, claimedBy, startedAt, finishedAt } = record;
	return {
		status,
		waitingFor: status === "waiting" ? waitingFor : nothing,
		...(by !== undefined && { by }),
		...(claimedBy !== undefined && { claimedBy }),
		...(startedAt !== undefined && { startedAt }),
		...(finishedAt !== undefined && { finishedAt }),
	};
}

type GateLists = (gate: string) => readonly string[];

/** What each gate still waits for, computed once per gate; gates may stand behind gates. */
function gateLists(state: RunState, graph: RunGraph): GateLists {
	const lists = new Map<string, readonly string[]>();
	const list: GateLists = (gate) => {
		const known = lists.get(gate);
		if (known) return known;
		lists.set(gate, nothing); // a gate behind itself must not spin; the checker refuses such a plan
		const waiting = waits(state, graph, gate, list);
		lists.set(gate, waiting);
		return waiting;
	};
	return list;
}

function waits(state: RunState, graph: RunGraph, id: string, behind: GateLists): readonly string[] {
	let first: readonly string[] = nothing;
	let all: Set<string> | undefined;
	for (const source of before(graph, id)) {
		const more = graph.gates.has(source) ? behind(source) : isFinished(state, source) ? nothing : [source];
		if (more.length === 0) continue;
		if (first.length === 0) first = more;
		else {
			all ??= new Set(first);
			for (const stepId of more) all.add(stepId);
		}
	}
	return all ? [...all] : first;
}
