/**
 * Decides what the plan works on and what blockers stop (domain 4.9, decision 6). Everything after it only
 * arranges and explains.
 */
import { fold } from "../names.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./plan-document.ts";
import { type FarmWork, farmScope } from "./scope/farm-scope.ts";
import { type MobileAppScope, mobileAppScope } from "./scope/mobile-app-scope.ts";
import { type PortalScope, portalScope } from "./scope/portal-scope.ts";
import { type GroupWork, serverScope } from "./scope/server-scope.ts";

export type Work = Pick<PortalScope, "repairs" | "standAlone"> &
	Pick<MobileAppScope, "upgrades" | "removals"> & {
		readonly groups: readonly GroupWork[];
		readonly farms: readonly FarmWork[];
		readonly blockers: readonly Finding[];
		/** Subjects the plan holds an install for. */
		readonly subjects: ReadonlySet<string>;
		/** Hosts of those, by key; true where some component of the host crosses 7.0. */
		readonly hosts: ReadonlyMap<string, boolean>;
	};

export function decideScope(facts: Facts): Work {
	const servers = serverScope(facts);
	const portals = portalScope(facts, servers);
	const mobileApps = mobileAppScope(facts, servers);
	const farms = farmScope(facts, servers, portals);
	const subjects = new Set<string>();
	const hosts = new Map<string, boolean>();
	const workOn = (subject: string, key: string, crosses: boolean): void => {
		subjects.add(subject);
		hosts.set(key, crosses || hosts.get(key) === true);
	};
	for (const { server, install, portal } of servers.groups.flatMap((group) => group.order)) {
		workOn(server.subject, server.key, install && server.crossesRuntime);
		if (portal) workOn(portal.subject, portal.key, portal.crossesRuntime);
	}
	for (const portal of [...portals.repairs, ...portals.standAlone, ...mobileApps.upgrades])
		workOn(portal.subject, portal.key, portal.crossesRuntime);
	for (const { farm } of farms.farms) for (const node of farm.nodes) workOn(farm.subject, node.key, farm.crossesRuntime);
	return {
		groups: servers.groups,
		repairs: portals.repairs,
		standAlone: portals.standAlone,
		upgrades: mobileApps.upgrades,
		removals: mobileApps.removals,
		farms: farms.farms,
		blockers: onePerSubject([...servers.blockers, ...portals.blockers, ...mobileApps.blockers, ...farms.blockers]),
		subjects,
		hosts,
	};
}

/** A pool can be too tight in two phases; it is said once. */
function onePerSubject(blockers: readonly Finding[]): Finding[] {
	const seen = new Set<string>();
	return blockers.filter(({ code, subjects }) => {
		const key = `${code} ${subjects.map(fold).join(" ")}`;
		return !seen.has(key) && seen.add(key);
	});
}
