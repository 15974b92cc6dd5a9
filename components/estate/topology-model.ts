/**
 * What the topology draws: bands of pools of hosts, farms with their nodes, and who calls which SDK. Every pool is
 * drawn with all its members, so a host may stand in several places: in full at the first (server, then portal or
 * mobile app, then farm node), afterwards with what makes it a member there and where it was drawn before.
 */
import type { Host, Inventory, MfaServer } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold } from "@/lib/domain/names.ts";
import { byHost, type EstateComponent, estateComponents } from "./estate-components.ts";
import { aboutPool, type Member, membersByPool, poolGroups } from "./topology-pools.ts";
import { anchor, callsInWords, type Relation, relationsOf } from "./topology-relations.ts";

export type HostBox = {
	readonly host: Host;
	readonly components: readonly EstateComponent[];
	readonly primary: boolean;
	readonly widPrimary: boolean;
	/** The host stands further up with all its components. */
	readonly drawnAbove: boolean;
	/** Which SDK it calls, in words. */
	readonly calls: readonly string[];
	readonly remarks: readonly string[];
};

/** `pool` is absent for hosts that no pool of the band holds. */
export type PoolBox = {
	readonly pool?: { readonly name: string; readonly about: string; readonly kind: string };
	readonly hosts: readonly HostBox[];
};
export type Band =
	| { readonly kind: "servers"; readonly group: string; readonly pools: readonly PoolBox[] }
	| { readonly kind: "portals"; readonly pools: readonly PoolBox[] };

export type FarmBox = { readonly name: string; readonly about: string; readonly nodes: readonly HostBox[] };

/** With more hosts than this, hosts are drawn as tiles, and who calls whom is told in words without lines. */
const DENSE_FROM = 40;
/** Bands and farms that are drawn of a very large estate; the table has all. */
export const MOST_BANDS = 40;

export type Topology = {
	readonly dense: boolean;
	readonly bands: readonly Band[];
	readonly farms: readonly FarmBox[];
	/** Pools of farm nodes. */
	readonly adfsPools: readonly PoolBox[];
	readonly emptyPools: readonly PoolBox[];
	/** Empty when the drawing is dense. */
	readonly relations: readonly Relation[];
};

const unknownHost = (name: string): Host => ({
	name,
	os: "unknown",
	vcRedistX86: "unknown",
	vcRedistX64: "unknown",
	rebootPending: "unknown",
	azureVm: false,
	zone: "internal",
	domainJoined: "unknown",
});

export function topologyOf(inventory: Inventory, target: string): Topology {
	const components = byHost(estateComponents(inventory, target));
	const dense = inventory.hosts.length > DENSE_FROM;
	const relations = relationsOf(inventory);
	const calls = callsInWords(inventory, relations);
	const hosts = new Map(inventory.hosts.map((host) => [fold(host.name), host]));
	const servers = new Map(inventory.mfaServers.map((server) => [fold(server.host), server]));
	const pools = new Map(inventory.pools.map((pool) => [fold(pool.name), pool]));
	const members = membersByPool(inventory);
	const remarks = remarksByHost(inventory);
	/** Where each host was drawn in full, in words: filled from the top to the bottom. */
	const drawnIn = new Map<string, string>();

	/** A host at a place: whole where it is drawn first; else the parts of it that belong `here`. */
	const box = (name: string, place: string, here: (part: EstateComponent) => boolean): HostBox => {
		const key = fold(name);
		const before = drawnIn.get(key);
		if (before === undefined) drawnIn.set(key, place);
		const own = components.get(key) ?? [];
		return {
			host: hosts.get(key) ?? unknownHost(name),
			components: before === undefined ? own : own.filter(here),
			primary: before === undefined && servers.get(key)?.role === "primary",
			widPrimary: false,
			drawnAbove: before !== undefined,
			calls: before === undefined ? (calls.get(anchor("host", name)) ?? []) : [],
			remarks: before === undefined ? (remarks.get(key) ?? []) : [`Also in ${before}, drawn above`],
		};
	};

	const poolBox = (key: string, inside: readonly string[], elsewhere: string): PoolBox => {
		const pool = pools.get(key);
		const place = pool === undefined ? elsewhere : `pool ${pool.name}`;
		const drawn = inside.map((name) => box(name, place, (part) => part.pools.some((named) => fold(named) === key)));
		if (pool === undefined) return { hosts: drawn };
		const all = members.get(key)?.size ?? 0;
		const share = all > inside.length ? `, ${inside.length} of its ${all} members here` : "";
		return { pool: { name: pool.name, kind: pool.kind, about: `${aboutPool(pool)}${share}` }, hosts: drawn };
	};
	const boxesOf = (parts: readonly Member[], elsewhere: string): readonly PoolBox[] =>
		poolGroups(parts, pools).map(({ pool, hosts: inside }) => poolBox(pool === undefined ? "" : fold(pool.name), inside, elsewhere));

	const groups = new Map<string, { readonly name: string; readonly members: MfaServer[] }>();
	for (const server of inventory.mfaServers) {
		const group = groups.get(fold(server.replicationGroup)) ?? { name: server.replicationGroup, members: [] };
		groups.set(fold(server.replicationGroup), group);
		group.members.push(server);
	}
	const serverBands = [...groups.values()]
		.sort((a, b) => compareNames(a.name, b.name))
		.map(
			(group): Band => ({
				kind: "servers",
				group: group.name,
				pools: boxesOf(group.members.toSorted(primaryFirst), `replication group ${group.name}`),
			}),
		);
	// A portal beside a server is drawn with it; here only in the pool that it is in itself.
	const web = [...inventory.userPortals, ...inventory.mobileAppWebServices].filter(
		(part) => !servers.has(fold(part.host)) || part.pools.some((pool) => pools.has(fold(pool))),
	);
	const webPools = boxesOf(web, "portals and mobile app");
	const farms = inventory.adfsFarms.map((farm): FarmBox => {
		const store = farm.configStore === "unknown" ? "configuration store not recorded" : farm.configStore.toUpperCase();
		const about = [store, farm.serviceName, ...(calls.get(anchor("farm", farm.name)) ?? [])].filter((part) => part !== undefined);
		const nodes = farm.nodes.map((node) => ({
			...box(node.host, `farm ${farm.name}`, (part) => part.kind === "adfs-adapter"),
			primary: false,
			widPrimary: node.widPrimary && farm.configStore !== "sql",
		}));
		return { name: farm.name, about: about.join(", "), nodes };
	});
	const nodes = inventory.adfsFarms.flatMap((farm) => farm.nodes);
	return {
		dense,
		bands: [...serverBands, ...(webPools.length === 0 ? [] : [{ kind: "portals" as const, pools: webPools }])],
		farms,
		adfsPools: boxesOf(nodes, "").filter(({ pool }) => pool !== undefined),
		emptyPools: [...members].flatMap(([key, inside]) => (inside.size === 0 ? [poolBox(key, [], "")] : [])),
		relations: dense ? [] : relations,
	};
}

const primaryFirst = (a: { role: string; host: string }, b: { role: string; host: string }): number =>
	Number(b.role === "primary") - Number(a.role === "primary") || compareNames(a.host, b.host);

/** What a person should know of a host at a glance, by folded name. */
function remarksByHost(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	const say = (host: string, remark: string) => found.set(fold(host), [...(found.get(fold(host)) ?? []), remark]);
	for (const portal of inventory.userPortals) if (portal.defaultThemeModified === "yes") say(portal.host, "Default theme altered");
	for (const host of inventory.hosts) if (host.rebootPending === "yes") say(host.name, "Restart pending");
	return found;
}
