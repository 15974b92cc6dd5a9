/** Phases and optional steps (contracts section 2). */
import { type PhaseId, type PlanDocument, phaseId } from "../plan-document.ts";
import { repeats } from "./check-ids.ts";
import type { OrderGraph } from "./order-graph.ts";
import { type Violation, violation } from "./violation.ts";

/** The mobile app web service is upgraded before the adapters, but removed after them. */
export function phaseOrder(plan: PlanDocument): readonly PhaseId[] {
	const upgraded = plan.steps.some((s) => s.kind === "mobile-app.upgrade");
	const order: PhaseId[] = phaseId.options.filter((id) => id !== "mobile-app");
	order.splice(order.indexOf(upgraded ? "adfs-adapters" : "accept"), 0, "mobile-app");
	return order;
}

/** Phases in their order, none empty, every step in exactly its own, and one after the other a legal order. */
export function checkPhases(plan: PlanDocument, graph: OrderGraph): Violation[] {
	const found: Violation[] = [];
	const order = phaseOrder(plan);
	const ids = plan.phases.map((p) => p.id);
	for (const id of repeats(ids)) found.push(violation("phases", `The phase ${id} stands twice`));
	if (ids.some((id, i) => i > 0 && order.indexOf(id) < order.indexOf(ids[i - 1] as PhaseId)))
		found.push(violation("phases", `Phases stand as ${ids.join(", ")}, not in the order ${order.join(", ")}`));
	const phaseOf = new Map(plan.steps.map((s) => [s.id, s.phase]));
	const place = new Map<string, number>();
	for (const phase of plan.phases) {
		if (phase.stepIds.length === 0) found.push(violation("phases", `The phase ${phase.id} is empty`));
		for (const id of phase.stepIds) {
			if (place.has(id)) found.push(violation("phases", `${id} is listed twice`, [id]));
			if (!phaseOf.has(id)) found.push(violation("phases", `The phase ${phase.id} lists ${id}, which is no step`, [id]));
			else if (phaseOf.get(id) !== phase.id) found.push(violation("phases", `${id} is listed under ${phase.id}, not its own phase`, [id]));
			place.set(id, place.size);
		}
	}
	for (const s of plan.steps) if (!place.has(s.id)) found.push(violation("phases", `No phase lists ${s.id}`, [s.id]));
	return [...found, ...illegalPlaces(graph, place)];
}

/** Steps listed before one of their ancestors; a gate stands where the last step behind it stands. */
function illegalPlaces(graph: OrderGraph, place: ReadonlyMap<string, number>): Violation[] {
	const latest = new Float64Array(graph.ids.length).fill(-1);
	return graph.ids.flatMap((id, v) => {
		let last = -1;
		let culprit = -1;
		for (let e = graph.beforeStart[v] as number; e < (graph.beforeStart[v + 1] as number); e++) {
			const p = graph.before[e] as number;
			if ((latest[p] as number) > last) {
				last = latest[p] as number;
				culprit = p;
			}
		}
		const own = place.get(id);
		latest[v] = own === undefined ? last : Math.max(own, last);
		if (own === undefined || last < own) return [];
		return [violation("phases", `The phases list ${id} before ${graph.ids[culprit]}, which must be finished first`, [id])];
	});
}

/** An optional step may be skipped, so it must not carry an order between two required ones. */
export function checkOptional(plan: PlanDocument, graph: OrderGraph): Violation[] {
	const optional = new Set(plan.steps.filter((s) => s.optional).map((s) => s.id));
	const required = new Set(plan.steps.filter((s) => !s.optional).map((s) => s.id));
	const nodes = graph.ids.length;
	const behind = new Uint8Array(nodes);
	const ahead = new Uint8Array(nodes);
	const carries = (from: number, flags: Uint8Array): boolean => flags[from] === 1 || required.has(graph.ids[from] as string);
	for (let v = 0; v < nodes; v++)
		for (let e = graph.beforeStart[v] as number; e < (graph.beforeStart[v + 1] as number); e++)
			if (carries(graph.before[e] as number, behind)) behind[v] = 1;
	for (let v = nodes - 1; v >= 0; v--)
		for (let e = graph.afterStart[v] as number; e < (graph.afterStart[v + 1] as number); e++)
			if (carries(graph.after[e] as number, ahead)) ahead[v] = 1;
	return graph.ids.flatMap((id, v) =>
		optional.has(id) && behind[v] === 1 && ahead[v] === 1
			? [violation("optional", `${id} is optional but stands between required steps`, [id])]
			: [],
	);
}
