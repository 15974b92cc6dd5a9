/** Invariant 10: the removal of the mobile app web service is never an ancestor of an install (H21). */
import type { PlanDocument } from "../plan-document.ts";
import type { OrderGraph } from "./order-graph.ts";
import { type Violation, violation } from "./violation.ts";

export function checkRemovals(plan: PlanDocument, graph: OrderGraph): Violation[] {
	const removals = plan.steps.filter((s) => s.kind === "mobile-app.uninstall").map((s) => s.id);
	if (removals.length === 0) return [];
	const installs = new Set(plan.steps.filter((s) => /\.(install|install-adapter|accept-update|upgrade)$/.test(s.kind)).map((s) => s.id));
	const causeOf = new Map(removals.map((id) => [graph.indexOf.get(id), id]));
	const cause: (string | undefined)[] = graph.ids.map((_, v) => causeOf.get(v));
	return graph.ids.flatMap((id, v) => {
		for (let e = graph.beforeStart[v] as number; e < (graph.beforeStart[v + 1] as number); e++)
			cause[v] ??= cause[graph.before[e] as number];
		const removal = cause[v];
		if (removal === undefined || !installs.has(id)) return [];
		return [violation(10, `${removal} would have to be finished before ${id}`, [removal, id])];
	});
}
