/**
 * What the topology draws: bands of pools of hosts, and who calls which SDK. Every host is drawn once, in the band of
 * its first role (server, portal or mobile app, farm node); a farm lists all its nodes whatever else they carry.
 */
import type { Host, Inventory } from "@/lib/domain/inventory/document.ts";
import { compareNames, fold, sameName, shortName } from "@/lib/domain/names.ts";
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

export type Topology = { readonly bands: readonly Band[]; readonly farms: readonly FarmBox[]; readonly relations: readonly Relation[] };

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
	const hostNamed = (name: string): Host => inventory.hosts.find((host) => sameName(host.name, name)) ?? unknownHost(name);
	const isServer = (name: string): boolean => inventory.mfaServers.some((server) => sameName(server.host, name));
	const isWeb = (name: string): boolean =>
		inventory.userPortals.some((portal) => sameName(portal.host, name)) ||
		inventory.mobileAppWebServices.some((service) => sameName(service.host, name));
	const drawnElsewhere = (name: string): boolean => isServer(name) || isWeb(name);

	const box = (name: string, extra: Partial<HostBox> = {}): HostBox => ({
		host: hostNamed(name),
		components: components.get(fold(name)) ?? [],
		primary: inventory.mfaServers.some((server) => sameName(server.host, name) && server.role === "primary"),
		widPrimary: false,
		drawnAbove: false,
		remarks: remarksOf(inventory, name),
		...extra,
	});

	const poolsOf = (members: readonly { readonly host: string; readonly pools: readonly string[] }[]): readonly PoolBox[] => {
		const boxes = new Map<string, string[]>();
		for (const member of members) {
			const key = member.pools[0] === undefined ? "" : fold(member.pools[0]);
			boxes.set(key, [...(boxes.get(key) ?? []), member.host]);
		}
		return [...boxes]
			.sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : compareNames(a, b)))
			.map(([key, hosts]): PoolBox => {
				const pool = inventory.pools.find((candidate) => fold(candidate.name) === key);
				const drawn = [...new Set(hosts.map(fold))].map((name) => box(hosts.find((host) => fold(host) === name) ?? name));
				return pool === undefined ? { hosts: drawn } : { pool: { name: pool.name, kind: pool.kind, about: aboutPool(pool) }, hosts: drawn };
			});
	};

	const groups = [...new Map(inventory.mfaServers.map((server) => [fold(server.replicationGroup), server.replicationGroup])).values()].sort(
		compareNames,
	);
	const web = [...inventory.userPortals, ...inventory.mobileAppWebServices].filter((part) => !isServer(part.host));
	return {
		bands: [
			...groups.map(
				(group): Band => ({
					kind: "servers",
					group,
					pools: poolsOf(inventory.mfaServers.filter((server) => sameName(server.replicationGroup, group)).toSorted(primaryFirst)),
				}),
			),
			...(web.length === 0 ? [] : [{ kind: "portals" as const, pools: poolsOf(web) }]),
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
		relations: relationsOf(inventory),
	};
}

const primaryFirst = (a: { role: string; host: string }, b: { role: string; host: string }): number =>
	Number(b.role === "primary") - Number(a.role === "primary") || compareNames(a.host, b.host);

function aboutPool(pool: Inventory["pools"][number]): string {
	const sticky = pool.sticky === "yes" ? ", sticky" : pool.sticky === "no" ? ", not sticky" : "";
	return `${poolKindWord[pool.kind] ?? "pool"}${sticky}, keeps ${pool.minInService} in service, drains in ${pool.drainMinutes} min`;
}

function remarksOf(inventory: Inventory, name: string): readonly string[] {
	const portal = inventory.userPortals.find((candidate) => sameName(candidate.host, name));
	const host = inventory.hosts.find((candidate) => sameName(candidate.name, name));
	const pinned = relationsOf(inventory).find((relation) => relation.from === anchor("host", name) && relation.pinned);
	return [
		...(portal?.defaultThemeModified === "yes" ? ["Default theme altered"] : []),
		...(pinned === undefined ? [] : [`SDK pinned to ${pinned.address}`]),
		...(host?.rebootPending === "yes" ? ["Restart pending"] : []),
	];
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
	return callers.flatMap(({ from, url }): readonly Relation[] => {
		const address = url === undefined ? undefined : hostOfUrl(url);
		if (address === undefined || seen.has(`${from} ${address}`)) return [];
		seen.add(`${from} ${address}`);
		const server = inventory.mfaServers.find((candidate) => shortName(candidate.host) === shortName(address));
		if (server !== undefined) return [{ from, to: anchor("host", server.host), address: server.host, pinned: true }];
		const pool = poolBehind(inventory, address);
		return [pool === undefined ? { from, address, pinned: false } : { from, to: anchor("pool", pool), address, pinned: false }];
	});
}

/** The pool an address stands for: by name, or the one pool of all servers that carry an SDK. */
function poolBehind(inventory: Inventory, address: string): string | undefined {
	const named = inventory.pools.find((pool) => fold(pool.name) === fold(address) || fold(pool.name) === shortName(address));
	if (named !== undefined) return named.name;
	const pools = new Set(
		inventory.mfaServers.filter((server) => server.webServiceSdk !== undefined).map((server) => fold(server.pools[0] ?? "")),
	);
	const only = [...pools][0];
	return pools.size === 1 && only !== undefined && only !== "" ? inventory.pools.find((pool) => fold(pool.name) === only)?.name : undefined;
}
