/**
 * The independent checker: judges any plan document, ours or foreign, against the inventory it claims to be for.
 * Written from the invariants of domain rules 1.1 and the contract of the plan document; shares no code with the
 * planner. It samples no orders: for every pair or set of steps that an invariant speaks of, it decides on the graph
 * whether some legal order breaks it. An empty answer means: every order the plan allows is safe.
 *
 * Refuses nothing and changes nothing. Shape (unknown keys, types) is `planDocument`'s business: parse first.
 * A plan with a cycle has no order to judge, so then only shape, ids and the cycle are reported.
 */
import type { Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { checkCapacity } from "./check/check-capacity.ts";
import { checkDigests } from "./check/check-digests.ts";
import { checkEstimate } from "./check/check-estimate.ts";
import { checkBatches, checkGapPaths, demandGapSequence } from "./check/check-farms.ts";
import { checkFindings } from "./check/check-findings.ts";
import { checkIds } from "./check/check-ids.ts";
import { checkNames } from "./check/check-names.ts";
import { checkOptional, checkPhases } from "./check/check-phases.ts";
import { checkRemovals } from "./check/check-removals.ts";
import { checkStatus } from "./check/check-status.ts";
import { checkSteps } from "./check/check-steps.ts";
import { checkWindows } from "./check/check-windows.ts";
import { demandFarms } from "./check/demand-farms.ts";
import { demandGates } from "./check/demand-gates.ts";
import { demandOptional } from "./check/demand-optional.ts";
import { demandMobileApps, demandPortals } from "./check/demand-portals.ts";
import { demandServers } from "./check/demand-servers.ts";
import { demands } from "./check/demands.ts";
import { type OrderGraph, orderGraph } from "./check/order-graph.ts";
import { type PlanBatches, planBatches } from "./check/plan-batches.ts";
import { reachability } from "./check/reachability.ts";
import { scopeOf } from "./check/read-scope.ts";
import type { FarmScope, Scope } from "./check/scope.ts";
import { type Violation, violation } from "./check/violation.ts";
import type { PlanDocument } from "./plan-document.ts";

export type { Violation } from "./check/violation.ts";

/**
 * Every violation found, in a fixed order; empty for a sound plan.
 * `sha256` (of a UTF-8 text, 64 hex digits) has the digests checked too.
 */
export function checkPlan(plan: PlanDocument, inventory: Inventory, sha256?: Sha256): readonly Violation[] {
	const scope = scopeOf(inventory, plan.targetVersion, plan.recipe);
	const sorted = orderGraph(plan);
	return [
		...(plan.estate === inventory.estate.name
			? []
			: [violation("structure", `The plan is for ${plan.estate}, not ${inventory.estate.name}`)]),
		...checkIds(plan),
		...checkSteps(scope, plan),
		...checkStatus(scope, plan),
		...checkFindings(scope, plan),
		...checkWindows(scope, plan),
		...(sorted.kind === "graph"
			? checkOrder(scope, plan, sorted.graph)
			: [violation(1, "Steps wait for each other in a circle", sorted.ids)]),
		...(sha256 ? checkDigests(plan, inventory, sha256) : []),
	];
}

function checkOrder(scope: Scope, plan: PlanDocument, graph: OrderGraph): Violation[] {
	const reach = reachability(graph);
	const batches = new Map<string, PlanBatches>();
	const batchesOf = (farm: FarmScope): PlanBatches => {
		const known = batches.get(farm.farm.name) ?? planBatches(farm, graph, reach);
		batches.set(farm.farm.name, known);
		return known;
	};
	const demand = demands(graph, reach);
	demandServers(scope, demand);
	demandPortals(scope, demand);
	demandFarms(scope, batchesOf, demand);
	demandGapSequence(scope, graph, demand);
	demandMobileApps(scope, demand);
	demandGates(scope, demand);
	demandOptional(scope, demand);
	return [
		...checkPhases(plan, graph),
		...checkOptional(plan, graph),
		...checkEstimate(plan, graph),
		...demand.violations(),
		...checkBatches(scope, batchesOf),
		...checkGapPaths(scope, plan, graph),
		...checkRemovals(plan, graph),
		...checkCapacity(scope, graph, reach, batchesOf),
		...checkNames(scope, plan, batchesOf),
	];
}
