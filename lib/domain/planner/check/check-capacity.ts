/**
 * Who may be out of service at the same moment of some legal order: invariants 2 (servers of a group), 8 (nodes of
 * a farm), 9 (MFA gaps) and 14 (members of a pool, whoever shares it).
 */
import { fold } from "../../names.ts";
import { type Interval, openTogether } from "./antichain.ts";
import type { OrderGraph } from "./order-graph.ts";
import type { PlanBatches } from "./plan-batches.ts";
import type { Reachability } from "./reachability.ts";
import type { FarmScope, Scope } from "./scope.ts";
import { listed, type Violation, violation } from "./violation.ts";
import { workedFarms } from "./worked-on.ts";

export function checkCapacity(
	scope: Scope,
	graph: OrderGraph,
	reach: Reachability,
	batchesOf: (farm: FarmScope) => PlanBatches,
): Violation[] {
	const { inventory } = scope;
	const interval = (label: string, opens: string, closes: string): Interval[] => {
		const from = graph.indexOf.get(opens);
		const to = graph.indexOf.get(closes);
		return from === undefined || to === undefined ? [] : [{ label, opens: from, closes: to }];
	};
	const serverOut = (host: string): Interval[] => interval(host, `mfa-server.drain:${host}`, `mfa-server.undrain:${host}`);
	const portalOut = (host: string): Interval[] => interval(host, `user-portal.drain:${host}`, `user-portal.undrain:${host}`);
	const upgradeOut = (host: string): Interval[] => interval(host, `mobile-app.upgrade:${host}`, `mobile-app.upgrade:${host}`);
	const nodeOut = (scoped: FarmScope): ReadonlyMap<string, Interval[]> => {
		const at = (kind: string): string => `adfs.${kind}:${scoped.farm.name}`;
		const { a, b } = batchesOf(scoped);
		const lone = scoped.farm.nodes.length === 1;
		return new Map([
			...a.map((host): [string, Interval[]] => [
				host,
				lone
					? interval(host, `adfs.install-adapter:${scoped.farm.name}/${host}`, `adfs.restart-service:${scoped.farm.name}/${host}`)
					: interval(host, at("remove-batch-a"), at("swap-batches")),
			]),
			...b.map((host): [string, Interval[]] => [host, interval(host, at("swap-batches"), at("return-batch-b"))]),
		]);
	};
	const nodesOut = new Map(workedFarms(scope).map((f) => [f.farm.name, nodeOut(f)]));

	function found(invariant: number, intervals: readonly Interval[], limit: number, says: (who: string) => string): Violation[] {
		const together = openTogether(intervals, Math.max(0, limit), reach);
		if (together === undefined) return [];
		return [
			violation(
				invariant,
				says(listed(together.map((i) => i.label))),
				together.map((i) => graph.ids[i.opens] as string),
			),
		];
	}

	const groups = scope.groups
		.filter((g) => g.servers.length >= 2)
		.flatMap((g) =>
			found(
				2,
				g.servers.flatMap((s) => serverOut(s.host)),
				1,
				(who) => `${who} of replication group ${g.name} can be out of traffic at the same time`,
			),
		);
	const farms = inventory.adfsFarms
		.filter((farm) => farm.nodes.length >= 2)
		.flatMap((farm) => {
			const intervals = farm.nodes.flatMap((n) => [...(nodesOut.get(farm.name)?.get(n.host) ?? []), ...serverOut(n.host)]);
			return found(8, intervals, farm.nodes.length - 1, (who) => `No node of ${farm.name} is left in rotation: ${who} can be out at once`);
		});
	const gaps = found(
		9,
		workedFarms(scope).flatMap((f) => interval(f.farm.name, `adfs.disable-provider:${f.farm.name}`, `adfs.enable-provider:${f.farm.name}`)),
		1,
		(who) => `The MFA gaps of ${who} can be open at the same time`,
	);
	const inPool = poolIntervals(scope, serverOut, portalOut, upgradeOut, (farm, host) => nodesOut.get(farm)?.get(host) ?? []);
	const pools = scope.poolMembers
		.filter(({ hosts }) => hosts.size >= 2)
		.flatMap(({ pool, hosts }) => {
			const says = (who: string): string =>
				`Pool ${pool.name} has ${hosts.size} members and needs ${pool.minInService} in service, but ${who} can be out at once`;
			return found(14, inPool.get(fold(pool.name)) ?? [], hosts.size - pool.minInService, says);
		});
	return [...groups, ...farms, ...gaps, ...pools];
}

type Out = (host: string) => readonly Interval[];

/** Intervals by folded pool name. A server's drain takes its host out of every pool the host is in (H28). */
function poolIntervals(
	scope: Scope,
	serverOut: Out,
	portalOut: Out,
	upgradeOut: Out,
	nodeOut: (farm: string, host: string) => readonly Interval[],
): ReadonlyMap<string, Interval[]> {
	const byPool = new Map<string, Interval[]>();
	const add = (pool: string, intervals: readonly Interval[]): void => {
		const list = byPool.get(pool);
		if (list) list.push(...intervals);
		else byPool.set(pool, [...intervals]);
	};
	const own = (pools: readonly string[], intervals: readonly Interval[]): void => {
		for (const pool of pools) add(fold(pool), intervals);
	};
	for (const { pool, hosts } of scope.poolMembers)
		for (const host of hosts) {
			const server = scope.serverOn.get(host);
			if (server) add(fold(pool.name), serverOut(server.host));
		}
	for (const portal of scope.inventory.userPortals) own(portal.pools, portalOut(portal.host));
	for (const service of scope.inventory.mobileAppWebServices) own(service.pools, upgradeOut(service.host));
	for (const farm of scope.inventory.adfsFarms) for (const node of farm.nodes) own(node.pools, nodeOut(farm.name, node.host));
	return byPool;
}
