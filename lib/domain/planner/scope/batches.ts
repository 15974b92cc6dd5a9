/**
 * Splits a farm into batch A, upgraded before the gap closes, and batch B, upgraded after it (R42, decision 8):
 * A has half the nodes rounded up, the WID primary first, then by name; given batches stay. Only where that
 * split would empty a pool below its minimum are the nodes spread differently, if any spreading can keep it.
 */
import type { Facts, FarmFacts, NodeFacts, PoolFacts } from "../facts.ts";

export type Batches = { readonly a: readonly NodeFacts[]; readonly b: readonly NodeFacts[] };

/** A pool neither batch may shrink below its minimum, or the pools that made every split fail. */
export type Split = { readonly batches: Batches } | { readonly breached: readonly PoolFacts[]; readonly batches: Batches };

export function splitFarm(facts: Facts, farm: FarmFacts): Split {
	const usual = usualBatches(farm);
	if (farm.nodes.length < 2) return { batches: usual };
	const pools = farmPools(facts, farm);
	const breached = breachedPools(facts, pools, usual);
	if (breached.length === 0) return { batches: usual };
	const spread = spreadBatches(facts, farm, pools);
	return spread && breachedPools(facts, pools, spread).length === 0 ? { batches: spread } : { batches: usual, breached };
}

const half = (farm: FarmFacts): number => Math.ceil(farm.nodes.length / 2);

/** The WID primary first, then by name. */
const inTurn = (farm: FarmFacts): readonly NodeFacts[] =>
	farm.record.configStore === "sql"
		? farm.nodes
		: [...farm.nodes.filter((n) => n.record.widPrimary), ...farm.nodes.filter((n) => !n.record.widPrimary)];

function usualBatches(farm: FarmFacts): Batches {
	if (farm.nodes.length < 2) return { a: farm.nodes, b: [] };
	const a = new Set(farm.nodes.filter((node) => node.record.batch === "A"));
	for (const node of inTurn(farm)) if (node.record.batch === undefined && a.size < half(farm)) a.add(node);
	return neitherEmpty(farm, a);
}

/** Both batches need a node, whatever was given: the farm must keep serving (invariant 8). */
function neitherEmpty(farm: FarmFacts, a: Set<NodeFacts>): Batches {
	const turn = inTurn(farm);
	const [first] = turn;
	const last = turn.at(-1);
	if (a.size === 0 && first) a.add(first);
	if (a.size === farm.nodes.length && last) a.delete(last);
	return { a: turn.filter((node) => a.has(node)), b: turn.filter((node) => !a.has(node)) };
}

const farmPools = (facts: Facts, farm: FarmFacts): readonly PoolFacts[] => [
	...new Set(farm.nodes.flatMap((node) => nodePools(facts, node))),
];

/** Pools the node itself stands in as an AD FS server. */
export const nodePools = (facts: Facts, node: NodeFacts): readonly PoolFacts[] =>
	(facts.poolsOnHost.get(node.key) ?? []).filter((pool) => facts.namesPool(node.record.pools, pool));

/** Members that may be out at one time. */
const spare = (pool: PoolFacts): number => pool.members.size - pool.record.minInService;

function breachedPools(facts: Facts, pools: readonly PoolFacts[], { a, b }: Batches): PoolFacts[] {
	const outOf = (pool: PoolFacts, nodes: readonly NodeFacts[]): number =>
		nodes.filter((node) => nodePools(facts, node).includes(pool)).length;
	return pools.filter((pool) => pool.members.size >= 2 && Math.max(outOf(pool, a), outOf(pool, b)) > spare(pool));
}

function spreadBatches(facts: Facts, farm: FarmFacts, pools: readonly PoolFacts[]): Batches | undefined {
	const out = new Map(pools.map((pool) => [pool, 0]));
	const a = new Set<NodeFacts>();
	const take = (node: NodeFacts): void => {
		a.add(node);
		for (const pool of nodePools(facts, node)) out.set(pool, (out.get(pool) ?? 0) + 1);
	};
	for (const node of inTurn(farm)) if (node.record.batch === "A") take(node);
	for (const node of inTurn(farm)) {
		if (node.record.batch !== undefined || a.size >= half(farm)) continue;
		if (nodePools(facts, node).every((pool) => pool.members.size < 2 || (out.get(pool) ?? 0) < spare(pool))) take(node);
	}
	const primary = farm.record.configStore === "sql" ? undefined : farm.nodes.find((node) => node.record.widPrimary);
	if (a.size === 0 || a.size === farm.nodes.length || (primary && !a.has(primary))) return undefined;
	return neitherEmpty(farm, a);
}
