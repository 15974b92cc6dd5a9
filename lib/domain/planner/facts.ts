/**
 * The estate as the rules look at it: every component with its standing to the target, its host, its group and
 * its pools, found by key instead of by search. Keys are folded names. Decides nothing.
 */
import type { AdfsFarm, AdfsNode, Host, Inventory, MfaServer, MobileAppWebService, Pool, UserPortal } from "../inventory/document.ts";
import { fold } from "../names.ts";
import { compareVersions, relationToTarget, type Version, type VersionRelation } from "../version.ts";
import { type Callers, readCallers } from "./callers.ts";
import type { Purpose, Recipe } from "./plan-document.ts";

export type Standing = VersionRelation | "unknown";

type Component<Kind extends string, Document> = {
	readonly kind: Kind;
	readonly key: string;
	/** As typed in the inventory. */
	readonly name: string;
	/** `user-portal:UP01`, as findings and steps name it. */
	readonly subject: string;
	readonly record: Document;
	readonly version: Version | "unknown";
	readonly standing: Standing;
	/** Installing the target takes it from below 7.0 to 7.0 or above; unknown counts as crossing (domain 4.5). */
	readonly crossesRuntime: boolean;
};

export type ServerFacts = Component<"mfa-server", MfaServer> & { readonly host: Host; readonly group: string };
export type PortalFacts = Component<"user-portal", UserPortal> & { readonly host: Host };
export type MobileAppFacts = Component<"mobile-app", MobileAppWebService> & { readonly host: Host };
export type NodeFacts = {
	readonly key: string;
	readonly name: string;
	readonly subject: string;
	readonly record: AdfsNode;
	readonly host: Host;
};
export type FarmFacts = Component<"adfs-farm", AdfsFarm> & { readonly nodes: readonly NodeFacts[] };
export type AnyComponent = ServerFacts | PortalFacts | MobileAppFacts | FarmFacts;

export type GroupFacts = {
	readonly key: string;
	readonly name: string;
	readonly subject: string;
	/** In name order. */
	readonly servers: readonly ServerFacts[];
	readonly primaries: readonly ServerFacts[];
};

export type PoolFacts = {
	readonly key: string;
	readonly record: Pool;
	/** Hosts with a component in the pool, in no particular order. */
	readonly members: ReadonlySet<string>;
};

export type PlanOptions = { readonly targetVersion: Version; readonly recipe: Recipe; readonly purpose: Purpose };

export type Facts = PlanOptions & {
	readonly inventory: Inventory;
	readonly servers: readonly ServerFacts[];
	readonly groups: readonly GroupFacts[];
	readonly portals: readonly PortalFacts[];
	readonly mobileApps: readonly MobileAppFacts[];
	readonly farms: readonly FarmFacts[];
	readonly serverOn: ReadonlyMap<string, ServerFacts>;
	readonly portalOn: ReadonlyMap<string, PortalFacts>;
	readonly mobileAppOn: ReadonlyMap<string, MobileAppFacts>;
	readonly farmOn: ReadonlyMap<string, FarmFacts>;
	readonly pools: ReadonlyMap<string, PoolFacts>;
	/** Every pool some component of the host is in. */
	readonly poolsOnHost: ReadonlyMap<string, readonly PoolFacts[]>;
	/** True when `names` (pool references as typed) hold the pool. */
	readonly namesPool: (names: readonly string[], pool: PoolFacts) => boolean;
	readonly callers: Callers;
	readonly standingOf: (version: Version | "unknown") => Standing;
	/** Where installers and backups lie: the estate's shares, else a placeholder the reader fills in. */
	readonly installerShare: string;
	readonly backupShare: string;
};

/** True when `target` is `version` or newer. */
export const targetIsAtLeast = (facts: PlanOptions, version: Version): boolean => compareVersions(facts.targetVersion, version) >= 0;

export const isBelowTarget = (component: { readonly standing: Standing }): boolean =>
	component.standing === "below" || component.standing === "unknown";

/** In-place upgrade starts at 6.0 (R1). */
export const isTooOld = (component: { readonly version: Version | "unknown" }): boolean =>
	component.version !== "unknown" && compareVersions(component.version, "6.0") < 0;

export function readFacts(inventory: Inventory, options: PlanOptions): Facts {
	const hosts = new Map(inventory.hosts.map((host) => [fold(host.name), host]));
	const hostOf = (key: string, name: string): Host => {
		const host = hosts.get(key);
		if (host === undefined) throw new Error(`The inventory is not normalised: host ${name} is missing`);
		return host;
	};
	const judge = versionJudge(options.targetVersion);
	const onHost = <Kind extends string, Document extends { host: string; version: Version | "unknown" }>(kind: Kind, record: Document) => {
		const key = fold(record.host);
		return {
			kind,
			key,
			name: record.host,
			subject: `${kind}:${record.host}`,
			record,
			host: hostOf(key, record.host),
			...judge(record.version),
		};
	};

	const servers = inventory.mfaServers.map((record) => ({ ...onHost("mfa-server", record), group: fold(record.replicationGroup) }));
	const portals = inventory.userPortals.map((record) => onHost("user-portal", record));
	const mobileApps = inventory.mobileAppWebServices.map((record) => onHost("mobile-app", record));
	const farms = inventory.adfsFarms.map((record) => ({
		kind: "adfs-farm" as const,
		key: fold(record.name),
		name: record.name,
		subject: `adfs-farm:${record.name}`,
		record,
		...judge(record.adapterVersion),
		nodes: record.nodes.map((node) => {
			const key = fold(node.host);
			return { key, name: node.host, subject: `adfs-node:${record.name}/${node.host}`, record: node, host: hostOf(key, node.host) };
		}),
	}));
	const serverOn = byKey(servers);
	const { pools, poolsOnHost } = readPools(inventory.pools, [
		...servers,
		...portals,
		...mobileApps,
		...farms.flatMap((farm) => farm.nodes),
	]);
	return {
		...options,
		inventory,
		servers,
		groups: readGroups(servers),
		portals,
		mobileApps,
		farms,
		serverOn,
		portalOn: byKey(portals),
		mobileAppOn: byKey(mobileApps),
		farmOn: new Map(farms.flatMap((farm) => farm.nodes.map((node) => [node.key, farm]))),
		pools,
		poolsOnHost,
		namesPool: (names, pool) => names.some((name) => fold(name) === pool.key),
		callers: readCallers(inventory),
		standingOf: (version) => judge(version).standing,
		installerShare: inventory.estate.installerShare ?? "<installer share>",
		backupShare: inventory.estate.backupShare ?? "<backup share>",
	};
}

const byKey = <T extends { readonly key: string }>(items: readonly T[]): Map<string, T> => new Map(items.map((item) => [item.key, item]));

/** Judges each version once: estates have thousands of components and a handful of versions. */
function versionJudge(target: Version) {
	const known = new Map<string, { version: Version | "unknown"; standing: Standing; crossesRuntime: boolean }>();
	const reachesRuntime = compareVersions(target, "7.0") >= 0;
	return (version: Version | "unknown") => {
		const before = known.get(version);
		if (before !== undefined) return before;
		const judged =
			version === "unknown"
				? { version, standing: "unknown" as const, crossesRuntime: reachesRuntime }
				: { version, standing: relationToTarget(version, target), crossesRuntime: reachesRuntime && compareVersions(version, "7.0") < 0 };
		known.set(version, judged);
		return judged;
	};
}

function readGroups(servers: readonly ServerFacts[]): GroupFacts[] {
	const groups = new Map<string, { name: string; servers: ServerFacts[] }>();
	for (const server of servers) {
		const group = groups.get(server.group);
		if (group) group.servers.push(server);
		else groups.set(server.group, { name: server.record.replicationGroup, servers: [server] });
	}
	return [...groups]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, group]) => ({
			key,
			name: group.name,
			subject: `replication-group:${group.name}`,
			servers: group.servers,
			primaries: group.servers.filter((server) => server.record.role === "primary"),
		}));
}

function readPools(records: readonly Pool[], members: readonly { key: string; record: { readonly pools: readonly string[] } }[]) {
	const pools = new Map(records.map((record) => [fold(record.name), { key: fold(record.name), record, members: new Set<string>() }]));
	const poolsOnHost = new Map<string, PoolFacts[]>();
	for (const { key, record } of members) {
		for (const name of record.pools) {
			const pool = pools.get(fold(name));
			if (pool === undefined) throw new Error(`The inventory is not normalised: pool ${name} is missing`);
			if (pool.members.has(key)) continue;
			pool.members.add(key);
			const list = poolsOnHost.get(key);
			if (list) list.push(pool);
			else poolsOnHost.set(key, [pool]);
		}
	}
	return { pools, poolsOnHost };
}
