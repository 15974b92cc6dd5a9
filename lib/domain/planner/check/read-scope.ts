/** Reads a scope off the inventory, first without, then with what the blockers stop. */
import type { AdfsFarm, Inventory, MfaServer, MobileAppWebService } from "../../inventory/document.ts";
import { compareNames, fold } from "../../names.ts";
import { compareVersions, type Version } from "../../version.ts";
import type { Recipe } from "../plan-document.ts";
import {
	type Blocker,
	type FarmScope,
	type Group,
	type MobileAppScope,
	needsTarget,
	type PoolMembers,
	type PortalScope,
	type Scope,
} from "./scope.ts";
import { farmBlockers, groupBlockers, mobileAppBlockers, portalBlockers } from "./scope-blockers.ts";
import { poolBlockers } from "./scope-pools.ts";

export function scopeOf(inventory: Inventory, target: Version, recipe: Recipe): Scope {
	const serverOn = new Map(inventory.mfaServers.map((server) => [fold(server.host), server]));
	const pools = poolMembers(inventory);
	const free: Scope = {
		inventory,
		target,
		recipe,
		serverOn,
		hostOf: new Map(inventory.hosts.map((host) => [fold(host.name), host])),
		groups: groupsOf(inventory, target),
		portals: inventory.userPortals.map((portal) => ({
			portal,
			server: serverOn.get(fold(portal.host)),
			needs: needsTarget(portal.version, target),
			blocked: false,
		})),
		farms: inventory.adfsFarms.map((farm) => farmScope(farm, target, serverOn)),
		mobileApps: inventory.mobileAppWebServices.map((service) => ({ service, fate: fateOf(service, target), blocked: false })),
		blockers: [],
		poolMembers: pools,
		poolNamed: new Map(pools.map((p) => [fold(p.pool.name), p])),
	};
	const first = stopped(free, [...groupBlockers(free), ...portalBlockers(free), ...farmBlockers(free), ...mobileAppBlockers(free)]);
	// What an earlier phase's pool stops is no longer worked on, so it makes no later pool too tight.
	return (["group", "portal", "mobile-app", "farm"] as const).reduce(
		(scope, kind) => stopped(scope, [...scope.blockers, ...poolBlockers(scope, kind)]),
		first,
	);
}

function groupsOf(inventory: Inventory, target: Version): Group[] {
	const groups = new Map<string, MfaServer[]>();
	for (const server of [...inventory.mfaServers].sort((a, b) => compareNames(a.host, b.host))) {
		const key = fold(server.replicationGroup);
		const list = groups.get(key);
		if (list) list.push(server);
		else groups.set(key, [server]);
	}
	return [...groups.values()].map((servers) => {
		const primaries = servers.filter((s) => s.role === "primary");
		return {
			name: servers[0]?.replicationGroup ?? "",
			servers,
			primary: primaries.length === 1 ? primaries[0] : undefined,
			below: servers.filter((s) => needsTarget(s.version, target)),
			sdkBehind: servers.filter((s) => s.webServiceSdk && !needsTarget(s.version, target) && needsTarget(s.webServiceSdk.version, target)),
			blocked: false,
		};
	});
}

function farmScope(farm: AdfsFarm, target: Version, serverOn: ReadonlyMap<string, MfaServer>): FarmScope {
	const wid = farm.configStore !== "sql";
	const primaries = farm.nodes.filter((n) => n.widPrimary);
	const widPrimary = wid
		? farm.nodes.length === 1
			? farm.nodes[0]?.host
			: primaries.length === 1
				? primaries[0]?.host
				: undefined
		: undefined;
	const batchA = chosenBatchA(farm, wid ? widPrimary : undefined);
	return {
		farm,
		needs: needsTarget(farm.adapterVersion, target),
		blocked: false,
		wid,
		widPrimary,
		separateNodes: farm.nodes.map((n) => n.host).filter((host) => !serverOn.has(fold(host))),
		batchA,
		batchB: farm.nodes.map((n) => n.host).filter((host) => !batchA.includes(host)),
	};
}

/** Batch A: the nodes given to it, filled up to half the farm, the WID primary first, then by name (decision 8). */
function chosenBatchA(farm: AdfsFarm, widPrimary: string | undefined): string[] {
	const size = Math.ceil(farm.nodes.length / 2);
	const given = farm.nodes.filter((n) => n.batch === "A").map((n) => n.host);
	const free = farm.nodes
		.filter((n) => n.batch === undefined)
		.map((n) => n.host)
		.sort((a, b) => Number(b === widPrimary) - Number(a === widPrimary) || compareNames(a, b));
	return [...given, ...free.slice(0, Math.max(0, size - given.length))];
}

function fateOf(service: MobileAppWebService, target: Version): MobileAppScope["fate"] {
	if (compareVersions(target, "8.0") >= 0) return service.keepAfterUpgrade ? "stay" : "remove";
	return needsTarget(service.version, target) ? "upgrade" : "stay";
}

function poolMembers(inventory: Inventory): PoolMembers[] {
	const members = [
		...inventory.mfaServers,
		...inventory.userPortals,
		...inventory.mobileAppWebServices,
		...inventory.adfsFarms.flatMap((farm) => farm.nodes),
	];
	const hosts = new Map<string, Set<string>>();
	for (const member of members) {
		for (const name of member.pools) {
			const set = hosts.get(fold(name)) ?? new Set<string>();
			hosts.set(fold(name), set.add(fold(member.host)));
		}
	}
	return inventory.pools.map((pool) => ({ pool, hosts: hosts.get(fold(pool.name)) ?? new Set<string>() }));
}

/** The scope with everything marked that the blockers stop (domain 4.9, last column; decision 6). */
function stopped(scope: Scope, blockers: readonly Blocker[]): Scope {
	const stops = blockers.flatMap((b) => b.stops);
	const names = (kind: string): Set<string> => new Set(stops.filter((s) => s.kind === kind).map((s) => fold(s.name)));
	const groups = names("group");
	const portals = names("portal");
	const farms = names("farm");
	const mobileApps = names("mobile-app");
	const groupOf = (server: MfaServer | undefined): string => (server === undefined ? "" : fold(server.replicationGroup));
	const portalBlocked = (p: PortalScope): boolean =>
		portals.has(fold(p.portal.host)) || (p.server === undefined ? groups.size > 0 : groups.has(groupOf(p.server)));
	return {
		...scope,
		blockers,
		groups: scope.groups.map((g) => ({ ...g, blocked: groups.has(fold(g.name)) })),
		portals: scope.portals.map((p) => ({ ...p, blocked: portalBlocked(p) })),
		farms: scope.farms.map((f) => ({ ...f, blocked: groups.size > 0 || portals.size > 0 || farms.has(fold(f.farm.name)) })),
		mobileApps: scope.mobileApps.map((m) => ({ ...m, blocked: groups.size > 0 || mobileApps.has(fold(m.service.host)) })),
	};
}
