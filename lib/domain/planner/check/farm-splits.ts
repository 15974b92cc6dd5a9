/**
 * Whether a farm can be split into two batches at all, such that no pool misses more members than it can (invariant 14),
 * given batches stay and the WID primary is in A. Nodes that agree in all of this are interchangeable, so the search
 * goes over how many of each kind are in A.
 */
import type { AdfsNode } from "../../inventory/document.ts";
import { fold } from "../../names.ts";
import type { FarmScope, PoolMembers } from "./scope.ts";

type Kind = { readonly pools: readonly string[]; readonly fixed: "A" | "B" | undefined; readonly count: number };

/** Past this many combinations (many pools, many kinds of nodes) no split is looked for. */
const MAX_COMBINATIONS = 50_000;

export function splittable({ farm, widPrimary }: FarmScope, pools: readonly PoolMembers[]): boolean {
	const room = new Map(pools.filter((p) => p.hosts.size >= 2).map((p) => [fold(p.pool.name), p.hosts.size - p.pool.minInService]));
	const kinds = kindsOf(farm.nodes, widPrimary, room);
	const combinations = kinds.reduce((product, k) => product * (k.fixed === undefined ? k.count + 1 : 1), 1);
	if (combinations > MAX_COMBINATIONS) return false;
	const fits = (inA: readonly number[]): boolean => {
		const total = inA.reduce((sum, n) => sum + n, 0);
		if (total === 0 || total === farm.nodes.length) return false;
		return [...room].every(([pool, free]) => {
			const of = (side: (kind: Kind, i: number) => number): number =>
				kinds.reduce((sum, kind, i) => sum + (kind.pools.includes(pool) ? side(kind, i) : 0), 0);
			return of((_, i) => inA[i] ?? 0) <= free && of((kind, i) => kind.count - (inA[i] ?? 0)) <= free;
		});
	};
	const search = (inA: readonly number[]): boolean => {
		const kind = kinds[inA.length];
		if (kind === undefined) return fits(inA);
		if (kind.fixed !== undefined) return search([...inA, kind.fixed === "A" ? kind.count : 0]);
		return [...Array(kind.count + 1).keys()].some((n) => search([...inA, n]));
	};
	return search([]);
}

function kindsOf(nodes: readonly AdfsNode[], widPrimary: string | undefined, room: ReadonlyMap<string, number>): Kind[] {
	const kinds = new Map<string, Kind>();
	for (const node of nodes) {
		const fixed = node.host === widPrimary ? "A" : node.batch;
		const pools = node.pools.map(fold).filter((name) => room.has(name));
		const key = JSON.stringify([fixed, pools]);
		kinds.set(key, { pools, fixed, count: (kinds.get(key)?.count ?? 0) + 1 });
	}
	return [...kinds.values()];
}
