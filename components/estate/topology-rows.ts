/** The topology as a table: one row a host, with everything the drawing shows. Pure. */
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold } from "@/lib/domain/names.ts";
import { byHost, type EstateComponent, estateComponents } from "./estate-components.ts";
import { hostOfUrl } from "./topology-relations.ts";

export type TopologyRow = {
	readonly host: string;
	readonly os: string;
	readonly components: readonly Pick<EstateComponent, "key" | "kind" | "host" | "version" | "standing" | "belongsTo">[];
	/** Replication group with the role, farm with the WID primary. */
	readonly places: readonly string[];
	readonly pools: readonly string[];
	/** Hosts of the SDK addresses its components call. */
	readonly calls: readonly string[];
};

export function topologyRows(inventory: Inventory, target: string): readonly TopologyRow[] {
	const components = byHost(estateComponents(inventory, target));
	const facts = new Map<string, { places: string[]; pools: string[]; calls: string[] }>();
	const of = (host: string) => {
		const known = facts.get(fold(host)) ?? { places: [], pools: [], calls: [] };
		facts.set(fold(host), known);
		return known;
	};
	const call = (host: string, url: string | undefined) => {
		const address = url === undefined ? undefined : hostOfUrl(url);
		if (address !== undefined) of(host).calls.push(address);
	};
	for (const { host, replicationGroup, role, pools } of inventory.mfaServers) {
		of(host).places.push(`${replicationGroup}${role === "primary" ? ", primary" : role === "unknown" ? ", role not recorded" : ""}`);
		of(host).pools.push(...pools);
	}
	for (const { host, pools, sdkUrl } of [...inventory.userPortals, ...inventory.mobileAppWebServices]) {
		of(host).pools.push(...pools);
		call(host, sdkUrl);
	}
	for (const farm of inventory.adfsFarms)
		for (const { host, widPrimary, pools } of farm.nodes) {
			of(host).places.push(`${farm.name}${widPrimary && farm.configStore !== "sql" ? ", WID primary" : ""}`);
			of(host).pools.push(...pools);
			call(host, farm.sdkUrl);
		}
	return [...inventory.hosts]
		.sort((a, b) => compareNames(a.name, b.name))
		.map(({ name, os }) => {
			const { places = [], pools = [], calls = [] } = facts.get(fold(name)) ?? {};
			const own = (components.get(fold(name)) ?? []).map(({ key, kind, host, version, standing, belongsTo }) => ({
				key,
				kind,
				host,
				version,
				standing,
				...(belongsTo !== undefined && { belongsTo }),
			}));
			return { host: name, os, components: own, places: [...new Set(places)], pools: [...new Set(pools)], calls: [...new Set(calls)] };
		});
}

/** Rows that hold every word somewhere. */
export function findHosts(rows: readonly TopologyRow[], words: string): readonly TopologyRow[] {
	const wanted = fold(words).split(/\s+/u).filter(Boolean);
	if (wanted.length === 0) return rows;
	return rows.filter(({ host, os, components, places, pools, calls }) => {
		const text = fold([host, os, ...components.flatMap(({ kind, version }) => [kind, version]), ...places, ...pools, ...calls].join(" "));
		return wanted.every((word) => text.includes(word));
	});
}
