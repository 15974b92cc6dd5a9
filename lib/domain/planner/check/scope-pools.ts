/**
 * The blocker `pool-minimum`: pools that cannot give up the members the work would take out (domain 4.8, 4.9).
 * A farm is worked on half at a time, so a pool that cannot miss a whole batch is as undrainable as one
 * whose minimum equals its members (invariant 14).
 */
import { fold } from "../../names.ts";
import { splittable } from "./farm-splits.ts";
import type { Blocker, FarmScope, Scope, Stop } from "./scope.ts";

/** Pools too tight for what the plan would work on of one kind. */
export function poolBlockers(scope: Scope, kind: Stop["kind"]): Blocker[] {
	const work = workByPool(scope, kind);
	return scope.poolMembers.flatMap(({ pool, hosts }): Blocker[] => {
		if (hosts.size < 2) return [];
		const room = hosts.size - pool.minInService;
		const stops = (work.get(fold(pool.name)) ?? []).filter((w) => room <= 0 || w.atOnce > room).map((w) => w.stop);
		return stops.length === 0 ? [] : [{ code: "pool-minimum", subject: `pool:${pool.name}`, stops }];
	});
}

/** What the plan would work on, and how many members it takes out at once. */
type Work = { readonly stop: Stop; readonly atOnce: number };

function workByPool(scope: Scope, kind: Stop["kind"]): ReadonlyMap<string, readonly Work[]> {
	const byPool = new Map<string, Work[]>();
	const add = (pools: Iterable<string>, name: string, atOnce = 1): void => {
		for (const pool of pools) {
			const list = byPool.get(pool);
			if (list) list.push({ stop: { kind, name }, atOnce });
			else byPool.set(pool, [{ stop: { kind, name }, atOnce }]);
		}
	};
	const utilityOnly = scope.recipe === "migration-utility-only";
	if (kind === "group") {
		const poolsOn = poolsOfHosts(scope);
		for (const group of scope.groups.filter((g) => !g.blocked)) {
			const servers = utilityOnly ? group.below.filter((s) => s === group.primary) : [...group.below, ...group.sdkBehind];
			add(new Set(servers.flatMap((s) => poolsOn.get(fold(s.host)) ?? [])), group.name);
		}
	}
	if (utilityOnly) return byPool;
	if (kind === "portal") for (const p of scope.portals) if (!p.blocked && p.needs) add(p.portal.pools.map(fold), p.portal.host);
	if (kind === "mobile-app")
		for (const m of scope.mobileApps) if (!m.blocked && m.fate === "upgrade") add(m.service.pools.map(fold), m.service.host);
	if (kind === "farm")
		for (const f of scope.farms)
			if (!f.blocked && f.needs) for (const [pool, atOnce] of atOnceByPool(scope, f)) add([pool], f.farm.name, atOnce);
	return byPool;
}

/** A server's drain covers every pool of its host (H28). */
function poolsOfHosts(scope: Scope): ReadonlyMap<string, readonly string[]> {
	const pools = new Map<string, string[]>();
	for (const { pool, hosts } of scope.poolMembers) for (const host of hosts) pools.set(host, [...(pools.get(host) ?? []), fold(pool.name)]);
	return pools;
}

/** Where another split than the usual one keeps every pool, the farm takes out no more than there is room for. */
function atOnceByPool(scope: Scope, farm: FarmScope): ReadonlyMap<string, number> {
	const out = (batch: readonly string[]): Map<string, number> => {
		const count = new Map<string, number>();
		const nodes = farm.farm.nodes.filter((n) => batch.includes(n.host));
		for (const pool of nodes.flatMap((n) => n.pools.map(fold))) count.set(pool, (count.get(pool) ?? 0) + 1);
		return count;
	};
	const [a, b] = [out(farm.batchA), out(farm.batchB)];
	const most = new Map([...a.keys(), ...b.keys()].map((pool) => [pool, Math.max(a.get(pool) ?? 0, b.get(pool) ?? 0)]));
	const concerned = [...most.keys()].flatMap((pool) => scope.poolNamed.get(pool) ?? []);
	const room = new Map(concerned.filter((p) => p.hosts.size >= 2).map((p) => [fold(p.pool.name), p.hosts.size - p.pool.minInService]));
	const breaks = [...most].some(([pool, count]) => count > (room.get(pool) ?? count));
	if (!breaks || !splittable(farm, concerned)) return most;
	return new Map([...most].map(([pool, count]) => [pool, Math.min(count, room.get(pool) ?? count)]));
}
