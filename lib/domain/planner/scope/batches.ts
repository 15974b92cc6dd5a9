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
	const spread = spreadBatches(farm, pools, (node) => nodePools(facts, node));
	return spread ? { batches: spread } : { batches: usual, breached };
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

const SEARCH_LIMIT = 20_000; // placements tried before a farm counts as impossible to split

/** The first split, in turn order, that keeps every pool: with half the nodes in A if there is one, else with any number. */
function spreadBatches(
	farm: FarmFacts,
	pools: readonly PoolFacts[],
	poolsOf: (node: NodeFacts) => readonly PoolFacts[],
): Batches | undefined {
	const turn = inTurn(farm);
	const primary = farm.record.configStore === "sql" ? undefined : turn[0];
	const tight = new Set(pools.filter((pool) => pool.members.size >= 2));
	for (const most of [half(farm), turn.length - 1]) {
		const a = search(turn, most, (node) => poolsOf(node).filter((pool) => tight.has(pool)), primary);
		if (a) return { a: turn.filter((node) => a.has(node)), b: turn.filter((node) => !a.has(node)) };
	}
	return undefined;
}

function search(
	turn: readonly NodeFacts[],
	most: number,
	poolsOf: (node: NodeFacts) => readonly PoolFacts[],
	primary: NodeFacts | undefined,
): ReadonlySet<NodeFacts> | undefined {
	const out = { A: new Map<PoolFacts, number>(), B: new Map<PoolFacts, number>() };
	const a = new Set<NodeFacts>();
	let tries = 0;
	const move = (batch: "A" | "B", node: NodeFacts, by: 1 | -1): boolean => {
		let fits = true;
		for (const pool of poolsOf(node)) {
			const count = (out[batch].get(pool) ?? 0) + by;
			out[batch].set(pool, count);
			fits &&= count <= spare(pool);
		}
		return fits;
	};
	const place = (index: number): boolean => {
		const node = turn[index];
		if (node === undefined) return a.size > 0 && a.size < turn.length;
		if (++tries > SEARCH_LIMIT) return false;
		const allowed: readonly ("A" | "B")[] = node === primary ? ["A"] : node.record.batch ? [node.record.batch] : ["A", "B"];
		for (const batch of allowed) {
			const isGiven = node.record.batch === "A";
			if (batch === "A" && a.size >= most && !isGiven) continue;
			const fits = move(batch, node, 1);
			if (batch === "A") a.add(node);
			if (fits && place(index + 1)) return true;
			move(batch, node, -1);
			a.delete(node);
		}
		return false;
	};
	return place(0) ? a : undefined;
}
