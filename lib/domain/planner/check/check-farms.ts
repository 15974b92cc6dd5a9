/** What a farm's steps must be beyond their order: batches (R42, H25), gaps one after the other (R41), nothing foreign inside a gap. */
import { fold, sameName } from "../../names.ts";
import type { PlanDocument } from "../plan-document.ts";
import type { Demands } from "./demands.ts";
import type { OrderGraph } from "./order-graph.ts";
import type { PlanBatches } from "./plan-batches.ts";
import type { FarmScope, Scope } from "./scope.ts";
import { listed, type Violation, violation } from "./violation.ts";
import { workedFarms } from "./worked-on.ts";

export function checkBatches(scope: Scope, batchesOf: (farm: FarmScope) => PlanBatches): Violation[] {
	return workedFarms(scope).flatMap((scoped): Violation[] => {
		const { farm } = scoped;
		const { a, b, neither } = batchesOf(scoped);
		const install = (host: string): string => `adfs.install-adapter:${farm.name}/${host}`;
		const found = neither.map((host) =>
			violation("R45", `${install(host)} is tied neither before the untick nor after the tick`, [install(host)]),
		);
		if (neither.length > 0) return found;
		if (farm.nodes.length >= 2) {
			if (a.length === 0) found.push(violation("R42", `Batch A of ${farm.name} is empty`, b.map(install)));
			if (b.length === 0) found.push(violation("R42", `All nodes of ${farm.name} are taken at once`, a.map(install)));
		} else if (a.length === 0) found.push(violation("R45", `The node of ${farm.name} is installed after the tick`, b.map(install)));
		const { widPrimary } = scoped;
		if (widPrimary !== undefined && !a.some((host) => sameName(host, widPrimary)))
			found.push(violation("H25", `The WID primary ${widPrimary} of ${farm.name} is not in batch A`, [install(widPrimary)]));
		if (usualSplitBreaks(scope, scoped)) return found;
		const decided = scoped.batchA.length > 0 && (scoped.batchB.length > 0 || farm.nodes.length === 1);
		if (decided && [...scoped.batchA].sort().join() !== [...a].sort().join())
			found.push(violation("R42", `Batch A of ${farm.name} is ${listed(a)}, but ${listed(scoped.batchA)} was asked for`, a.map(install)));
		return found;
	});
}

/** The split by half would take too many members of some pool: then any other split will do (`checkCapacity` judges it). */
function usualSplitBreaks(scope: Scope, { farm, batchA, batchB }: FarmScope): boolean {
	const room = (name: string): number => {
		const members = scope.poolNamed.get(name);
		return members === undefined || members.hosts.size < 2 ? farm.nodes.length : members.hosts.size - members.pool.minInService;
	};
	const pools = new Set(farm.nodes.flatMap((n) => n.pools.map(fold)));
	const out = (batch: readonly string[], pool: string): number =>
		farm.nodes.filter((n) => batch.includes(n.host) && n.pools.some((name) => fold(name) === pool)).length;
	return [...pools].some((pool) => Math.max(out(batchA, pool), out(batchB, pool)) > room(pool));
}

/** Invariant 7, last part: no required step of another subject lies on a path from the untick to the tick. */
export function checkGapPaths(scope: Scope, plan: PlanDocument, graph: OrderGraph): Violation[] {
	const subjects = new Map(plan.steps.filter((s) => !s.optional).map((s) => [s.id, s.subject]));
	return workedFarms(scope).flatMap(({ farm }): Violation[] => {
		const from = graph.indexOf.get(`adfs.disable-provider:${farm.name}`);
		const to = graph.indexOf.get(`adfs.enable-provider:${farm.name}`);
		if (from === undefined || to === undefined || from > to) return [];
		const foreign = (id: string): boolean => {
			const subject = subjects.get(id);
			return subject !== undefined && subject !== `adfs-farm:${farm.name}` && !subject.startsWith(`adfs-node:${farm.name}/`);
		};
		return between(graph, from, to)
			.map((node) => graph.ids[node] as string)
			.filter(foreign)
			.map((id) => violation(7, `${id} stands between untick and tick of ${farm.name}`, [id]));
	});
}

/** Nodes on some path from `from` to `to`. */
function between(graph: OrderGraph, from: number, to: number): number[] {
	const walk = (start: number, rows: Int32Array, items: Int32Array, inside: (node: number) => boolean): Set<number> => {
		const seen = new Set([start]);
		const stack = [start];
		for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
			for (let e = rows[node] as number; e < (rows[node + 1] as number); e++) {
				const next = items[e] as number;
				if (!seen.has(next) && inside(next)) {
					seen.add(next);
					stack.push(next);
				}
			}
		}
		return seen;
	};
	const forth = walk(from, graph.afterStart, graph.after, (node) => node <= to);
	const back = walk(to, graph.beforeStart, graph.before, (node) => node >= from && forth.has(node));
	return [...back].filter((node) => node !== from && node !== to);
}

/** R41: one farm is finished before the next one opens its gap, in the order in which the plan lists them. */
export function demandGapSequence(scope: Scope, graph: OrderGraph, demand: Demands): void {
	const place = (name: string): number => graph.indexOf.get(`adfs.disable-provider:${name}`) ?? -1;
	const names = workedFarms(scope)
		.map((f) => f.farm.name)
		.sort((a, b) => place(a) - place(b));
	names.slice(1).forEach((name, i) => {
		demand.before(`adfs.verify:${names[i]}`, `adfs.disable-provider:${name}`, "R41", "farms are treated one after the other");
	});
}
