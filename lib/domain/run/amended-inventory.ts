/**
 * The inventory that an amended plan is computed from: what the run has begun to touch keeps the facts its plan was made
 * from, everything else is as the estate is now. So the begun steps come out of the planner again under their ids, and
 * their records carry over.
 */
import type { Inventory } from "../inventory/document.ts";
import { type InputIssue, parseInventory } from "../inventory/parse-inventory.ts";
import { fold } from "../names.ts";
import type { Result } from "../result.ts";
import type { RunState } from "./state.ts";
import { touched } from "./touched.ts";

/** A normalised document, or why the two halves do not fit together (two candidates in one group, a node in two farms). */
export function amendedInventory(state: RunState, current: Inventory): Result<Inventory, readonly InputIssue[]> {
	const frozen = state.inventory;
	const { hosts, farms, groups } = touched(state);
	const keptServer = (server: Inventory["mfaServers"][number]) => hosts.has(fold(server.host)) || groups.has(fold(server.replicationGroup));
	const onHost = ({ host }: { readonly host: string }) => hosts.has(fold(host));
	const servers = frozen.mfaServers.filter(keptServer);
	const portals = frozen.userPortals.filter(onHost);
	const services = frozen.mobileAppWebServices.filter(onHost);
	const keptFarms = frozen.adfsFarms.filter(({ name }) => farms.has(fold(name)));
	const nodes = keptFarms.flatMap((farm) => farm.nodes);
	const machines = new Set([...hosts, ...[...servers, ...nodes].map(({ host }) => fold(host))]);
	const named = new Set([...servers, ...portals, ...services, ...nodes].flatMap(({ pools }) => pools.map(fold)));
	const poolsNow = new Set(current.pools.map(({ name }) => fold(name)));
	return parseInventory({
		...current,
		hosts: replaced(
			current.hosts,
			frozen.hosts.filter(({ name }) => machines.has(fold(name))),
			"name",
		),
		mfaServers: replaced(current.mfaServers, servers, "host"),
		userPortals: replaced(current.userPortals, portals, "host"),
		mobileAppWebServices: replaced(current.mobileAppWebServices, services, "host"),
		adfsFarms: replaced(current.adfsFarms, keptFarms, "name"),
		pools: [...current.pools, ...frozen.pools.filter(({ name }) => named.has(fold(name)) && !poolsNow.has(fold(name)))],
	});
}

/** `current` with the `kept` items in place of those of the same name. */
function replaced<K extends string, T extends Readonly<Record<K, string>>>(current: readonly T[], kept: readonly T[], name: K): T[] {
	const names = new Set(kept.map((item) => fold(item[name])));
	return [...current.filter((item) => !names.has(fold(item[name]))), ...kept];
}
