/**
 * What the topology draws: bands of pools of hosts, and who calls which SDK. Every host is drawn once, in the band of
 * its first role (server, portal or mobile app, farm node); a farm lists all its nodes whatever else they carry.
 */
import type { Host, Inventory, MfaServer } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold, shortName } from "@/lib/domain/names.ts";
import { byHost, type EstateComponent, estateComponents } from "./estate-components.ts";

export type HostBox = {
	readonly host: Host;
	readonly components: readonly EstateComponent[];
	readonly primary: boolean;
	readonly widPrimary: boolean;
	/** In a farm: the host is drawn above with its other components. */
	readonly drawnAbove: boolean;
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

/** `from` and `to` are anchors: `host:up01`, `pool:mfa-lb`, `farm:corp`. `to` is absent where the address is nobody's we know. */
export type Relation = {
	readonly from: string;
	readonly to?: string;
	readonly address: string;
	/** The address names one server: draining it cuts the caller off. */
	readonly pinned: boolean;
};

/** With more hosts than this, hosts are drawn as tiles and callers are read from the table. */
const DENSE_FROM = 40;
/** Bands and farms that are drawn of a very large estate; the table has all. */
export const MOST_BANDS = 40;

export type Topology = {
	readonly dense: boolean;
	readonly bands: readonly Band[];
	readonly farms: readonly FarmBox[];
	readonly relations: readonly Relation[];
};

export const anchor = (kind: "host" | "pool" | "farm", name: string): string => `${kind}:${fold(name)}`;

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

const poolKindWord: Record<string, string> = {
	mfa: "MFA pool",
	portal: "portal pool",
	"mobile-app": "mobile app pool",
	adfs: "AD FS pool",
	sdk: "SDK pool",
};

export function topologyOf(inventory: Inventory, target: string): Topology {
	const components = byHost(estateComponents(inventory, target));
	const dense = inventory.hosts.length > DENSE_FROM;
	const relations = relationsOf(inventory);
	const hosts = new Map(inventory.hosts.map((host) => [fold(host.name), host]));
	const servers = new Map(inventory.mfaServers.map((server) => [fold(server.host), server]));
	const web = [...inventory.userPortals, ...inventory.mobileAppWebServices];
	const webHosts = new Set(web.map((part) => fold(part.host)));
	const poolByKey = new Map(inventory.pools.map((pool) => [fold(pool.name), pool]));
	const remarks = remarksByHost(inventory, relations);
	const hostNamed = (name: string): Host => hosts.get(fold(name)) ?? unknownHost(name);
	const isServer = (name: string): boolean => servers.has(fold(name));
	const isWeb = (name: string): boolean => webHosts.has(fold(name));
	const drawnElsewhere = (name: string): boolean => isServer(name) || isWeb(name);

	const box = (name: string, extra: Partial<HostBox> = {}): HostBox => ({
		host: hostNamed(name),
		components: components.get(fold(name)) ?? [],
		primary: servers.get(fold(name))?.role === "primary",
		widPrimary: false,
		drawnAbove: false,
		remarks: remarks.get(fold(name)) ?? [],
		...extra,
	});

	const poolsOf = (members: readonly { readonly host: string; readonly pools: readonly string[] }[]): readonly PoolBox[] => {
		const boxes = new Map<string, Map<string, string>>();
		for (const member of members) {
			const key = member.pools[0] === undefined ? "" : fold(member.pools[0]);
			const inside = boxes.get(key) ?? new Map<string, string>();
			boxes.set(key, inside);
			if (!inside.has(fold(member.host))) inside.set(fold(member.host), member.host);
		}
		return [...boxes]
			.sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : compareNames(a, b)))
			.map(([key, inside]): PoolBox => {
				const pool = poolByKey.get(key);
				const drawn = [...inside.values()].map((name) => box(name));
				return pool === undefined ? { hosts: drawn } : { pool: { name: pool.name, kind: pool.kind, about: aboutPool(pool) }, hosts: drawn };
			});
	};

	const groups = new Map<string, { readonly name: string; readonly members: MfaServer[] }>();
	for (const server of inventory.mfaServers) {
		const group = groups.get(fold(server.replicationGroup)) ?? { name: server.replicationGroup, members: [] };
		groups.set(fold(server.replicationGroup), group);
		group.members.push(server);
	}
	const alone = web.filter((part) => !isServer(part.host));
	return {
		dense,
		bands: [
			...[...groups.values()]
				.sort((a, b) => compareNames(a.name, b.name))
				.map((group): Band => ({ kind: "servers", group: group.name, pools: poolsOf(group.members.toSorted(primaryFirst)) })),
			...(alone.length === 0 ? [] : [{ kind: "portals" as const, pools: poolsOf(alone) }]),
		],
		farms: inventory.adfsFarms.map((farm) => ({
			name: farm.name,
			about: [farm.configStore === "unknown" ? "configuration store not recorded" : farm.configStore.toUpperCase(), farm.serviceName]
				.filter((part) => part !== undefined)
				.join(", "),
			nodes: farm.nodes.map((node) =>
				box(node.host, {
					primary: false,
					widPrimary: node.widPrimary && farm.configStore !== "sql",
					drawnAbove: drawnElsewhere(node.host),
					components: (components.get(fold(node.host)) ?? []).filter((part) => part.kind === "adfs-adapter"),
					remarks: drawnElsewhere(node.host) ? ["Drawn above with its other components"] : [],
				}),
			),
		})),
		relations: dense ? [] : relations,
	};
}

const primaryFirst = (a: { role: string; host: string }, b: { role: string; host: string }): number =>
	Number(b.role === "primary") - Number(a.role === "primary") || compareNames(a.host, b.host);

function aboutPool(pool: Inventory["pools"][number]): string {
	const sticky = pool.sticky === "yes" ? ", sticky" : pool.sticky === "no" ? ", not sticky" : "";
	return `${poolKindWord[pool.kind] ?? "pool"}${sticky}, keeps ${pool.minInService} in service, drains in ${pool.drainMinutes} min`;
}

/** What a person should know of a host at a glance, by folded name. */
function remarksByHost(inventory: Inventory, relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	const say = (host: string, remark: string) => found.set(fold(host), [...(found.get(fold(host)) ?? []), remark]);
	for (const portal of inventory.userPortals) if (portal.defaultThemeModified === "yes") say(portal.host, "Default theme altered");
	for (const { from, address, pinned } of relations) if (pinned && from.startsWith("host:")) say(from.slice(5), `SDK pinned to ${address}`);
	for (const host of inventory.hosts) if (host.rebootPending === "yes") say(host.name, "Restart pending");
	return found;
}

/** Host part of an https address, undefined when it is none. */
export function hostOfUrl(url: string): string | undefined {
	try {
		return new URL(url).hostname;
	} catch {
		return undefined;
	}
}

/** Who calls which SDK, by the host part of its address: a server by short name or FQDN, else the pool the name points to. */
function relationsOf(inventory: Inventory): readonly Relation[] {
	const callers = [
		...inventory.userPortals.map((portal) => ({ from: anchor("host", portal.host), url: portal.sdkUrl })),
		...inventory.mobileAppWebServices.map((service) => ({ from: anchor("host", service.host), url: service.sdkUrl })),
		...inventory.adfsFarms.map((farm) => ({ from: anchor("farm", farm.name), url: farm.sdkUrl })),
	];
	const seen = new Set<string>();
	const servers = new Map(inventory.mfaServers.map((server) => [shortName(server.host), server]));
	const poolBehind = poolFinder(inventory);
	return callers.flatMap(({ from, url }): readonly Relation[] => {
		const address = url === undefined ? undefined : hostOfUrl(url);
		if (address === undefined || seen.has(`${from} ${address}`)) return [];
		seen.add(`${from} ${address}`);
		const server = servers.get(shortName(address));
		if (server !== undefined) return [{ from, to: anchor("host", server.host), address: server.host, pinned: true }];
		const pool = poolBehind(address);
		return [pool === undefined ? { from, address, pinned: false } : { from, to: anchor("pool", pool), address, pinned: false }];
	});
}

/** The pool an address stands for: by name, or the one pool of all servers that carry an SDK. */
function poolFinder(inventory: Inventory): (address: string) => string | undefined {
	const names = new Map(inventory.pools.map((pool) => [fold(pool.name), pool.name]));
	const pools = new Set(inventory.mfaServers.flatMap((server) => (server.webServiceSdk ? [fold(server.pools[0] ?? "")] : [])));
	const only = pools.size === 1 ? names.get([...pools][0] ?? "") : undefined;
	return (address) => names.get(fold(address)) ?? names.get(shortName(address)) ?? only;
}
