import type { PlanDocument } from "../plan-document.ts";
import type { OrderGraph } from "./order-graph.ts";
import { type Violation, violation } from "./violation.ts";

/** Sum of the required steps' minutes, and the longest chain of them. */
export function checkEstimate(plan: PlanDocument, graph: OrderGraph): Violation[] {
	const minutes = new Map(plan.steps.filter((s) => !s.optional).map((s) => [s.id, s.estimateMinutes]));
	const work = [...minutes.values()].reduce((sum, m) => sum + m, 0);
	const finish = new Float64Array(graph.ids.length);
	let critical = 0;
	graph.ids.forEach((id, v) => {
		let start = 0;
		for (let e = graph.beforeStart[v] as number; e < (graph.beforeStart[v + 1] as number); e++)
			start = Math.max(start, finish[graph.before[e] as number] as number);
		finish[v] = start + (minutes.get(id) ?? 0);
		critical = Math.max(critical, finish[v] as number);
	});
	return [
		...(plan.estimate.workMinutes === work
			? []
			: [violation("estimate", `workMinutes is ${plan.estimate.workMinutes}, the required steps add up to ${work}`)]),
		...(plan.estimate.criticalPathMinutes === critical
			? []
			: [violation("estimate", `criticalPathMinutes is ${plan.estimate.criticalPathMinutes}, the longest chain takes ${critical}`)]),
	];
}
