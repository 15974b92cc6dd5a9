/** Ids of steps, gates, edges and windows (contracts section 2): unique, known, every edge with its rule. */
import type { PlanDocument } from "../plan-document.ts";
import { type Violation, violation } from "./violation.ts";

/** What can be said before the graph is known to have an order. */
export function checkIds(plan: PlanDocument): Violation[] {
	const stepIds = new Set(plan.steps.map((s) => s.id));
	const gateIds = new Set<string>(plan.gates.map((g) => g.id));
	const known = (id: string): boolean => stepIds.has(id) || gateIds.has(id);
	const edges = new Set<string>();
	return [
		...repeats(plan.steps.map((s) => s.id)).map((id) => violation("structure", `Two steps have the id ${id}`, [id])),
		...repeats(plan.gates.map((g) => g.id)).map((id) => violation("structure", `Two gates have the id ${id}`, [id])),
		...[...gateIds].filter((id) => stepIds.has(id)).map((id) => violation("structure", `${id} is a step and a gate`, [id])),
		...plan.edges.flatMap((edge): Violation[] => {
			const key = JSON.stringify([edge.from, edge.to]);
			const twice = edges.has(key);
			edges.add(key);
			const name = `The edge from ${edge.from} to ${edge.to}`;
			const ends = [edge.from, edge.to];
			return [
				...ends.filter((id) => !known(id)).map((id) => violation("structure", `${name} names ${id}, which is neither step nor gate`, [id])),
				...(edge.from === edge.to ? [violation(1, `${name} leads from a step to itself`, ends)] : []),
				...(twice ? [violation("structure", `${name} stands twice`, ends)] : []),
				...(edge.rules.length === 0 ? [violation("structure", `${name} cites no rule`, ends)] : []),
				...(edge.because.trim() === "" ? [violation("structure", `${name} gives no reason`, ends)] : []),
			];
		}),
		...plan.windows.flatMap((window) =>
			[window.opens, window.closes]
				.filter((id) => !stepIds.has(id))
				.map((id) => violation("windows", `The ${window.kind} window of ${window.subject} names ${id}, which is no step`, [id])),
		),
	];
}

export const repeats = (ids: readonly string[]): string[] => {
	const seen = new Set<string>();
	const twice = new Set<string>();
	for (const id of ids) (seen.has(id) ? twice : seen).add(id);
	return [...twice];
};
