/**
 * A plan under construction. Promises: what is added stands after everything it waits for, so the list of steps
 * is itself one legal order, there is no cycle, and the critical path needs one pass. Refuses (as a fault) an
 * edge from something that is not there yet, and a second step of the same id.
 */
import type { Edge, Gate, PlanStep } from "./plan-document.ts";
import { type After, makeEdge } from "./step.ts";

export type Draft = {
	readonly steps: PlanStep[];
	readonly gates: Gate[];
	readonly edges: Edge[];
	/** Adds a step that waits for `after`. */
	readonly add: (step: PlanStep, after?: readonly After[]) => void;
	/** Adds a join point that waits for `after`. */
	readonly addGate: (gate: Gate, after: readonly After[]) => void;
	readonly has: (id: string) => boolean;
	/** Estimated minutes of a step; 0 for one that is not in the plan. */
	readonly minutesOf: (id: string) => number;
	/** Required steps no other required step or gate waits for, in order. */
	readonly ends: () => PlanStep[];
	/** Minutes of all required work, and along its longest chain. */
	readonly estimate: () => { workMinutes: number; criticalPathMinutes: number };
};

type Node = { finish: number; minutes: number; continued: boolean };

export function startDraft(): Draft {
	const steps: PlanStep[] = [];
	const gates: Gate[] = [];
	const edges: Edge[] = [];
	const nodes = new Map<string, Node>();
	let workMinutes = 0;
	let criticalPathMinutes = 0;

	const place = (id: string, minutes: number, counts: boolean, after: readonly After[]): void => {
		if (nodes.has(id)) throw new Error(`${id} is already in the plan`);
		let start = 0;
		for (const predecessor of after) {
			const from = nodes.get(predecessor.from);
			if (from === undefined) throw new Error(`${id} waits for ${predecessor.from}, which is not in the plan before it`);
			if (counts) from.continued = true;
			start = Math.max(start, from.finish);
			edges.push(makeEdge(predecessor, id));
		}
		nodes.set(id, { finish: start + minutes, minutes, continued: false });
		if (!counts) return;
		workMinutes += minutes;
		criticalPathMinutes = Math.max(criticalPathMinutes, start + minutes);
	};

	return {
		steps,
		gates,
		edges,
		add: (step, after = []) => {
			place(step.id, step.estimateMinutes, !step.optional, after);
			steps.push(step);
		},
		addGate: (gate, after) => {
			place(gate.id, 0, true, after);
			gates.push(gate);
		},
		has: (id) => nodes.has(id),
		minutesOf: (id) => nodes.get(id)?.minutes ?? 0,
		ends: () => steps.filter((step) => !step.optional && nodes.get(step.id)?.continued === false),
		estimate: () => ({ criticalPathMinutes, workMinutes }),
	};
}
