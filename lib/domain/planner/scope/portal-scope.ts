/**
 * What is done to the user portals. A portal's blocker stops it and every farm (R33). A portal beside an MFA Server
 * is updated in that server's session (R27) or, where its server has nothing to do, from that server's console (R27b).
 */
import { type Facts, isBelowTarget, isTooOld, type PoolFacts, type PortalFacts } from "../facts.ts";
import { finding } from "../findings/finding.ts";
import type { Finding } from "../plan-document.ts";
import { cannotDrain, poolMinimum } from "./pool-minimum.ts";
import type { ServerScope } from "./server-scope.ts";

export type PortalScope = {
	readonly blockers: readonly Finding[];
	/** Some portal cannot be done, so no farm may start. */
	readonly blocked: boolean;
	/** Updated by console beside a server that is at target already, in the servers' phase. */
	readonly repairs: readonly PortalFacts[];
	/** On hosts of their own. */
	readonly standAlone: readonly PortalFacts[];
};

export function portalScope(facts: Facts, servers: ServerScope): PortalScope {
	const concerned = facts.recipe === "guide" ? facts.portals : facts.portals.filter((portal) => facts.serverOn.has(portal.key));
	const blockers = concerned.flatMap((portal) => portalBlockers(facts, portal));
	const stopped = new Set(blockers.flatMap((blocker) => blocker.subjects));
	const open = facts.recipe === "guide" ? concerned.filter((portal) => isBelowTarget(portal) && !stopped.has(portal.subject)) : [];
	const inServerSession = new Set(servers.groups.flatMap((group) => group.order.flatMap((work) => work.portal?.key ?? [])));

	const repairs = open.filter((portal) => {
		const server = facts.serverOn.get(portal.key);
		return server !== undefined && !servers.blockedGroups.has(server.group) && !inServerSession.has(portal.key);
	});
	const standAlone = servers.blockedGroups.size > 0 ? [] : open.filter((portal) => !facts.serverOn.has(portal.key));
	const tight = new Set([...repairs, ...standAlone].flatMap((portal) => portalPools(facts, portal).filter(cannotDrain)));
	const fits = (portal: PortalFacts): boolean => !portalPools(facts, portal).some((pool) => tight.has(pool));
	const all = [...blockers, ...[...tight].map((pool) => poolMinimum(pool))];
	return { blockers: all, blocked: all.length > 0, repairs: repairs.filter(fits), standAlone: standAlone.filter(fits) };
}

/** Pools the portal itself stands in; `user-portal.drain` takes it out of these. */
export const portalPools = (facts: Facts, portal: PortalFacts): readonly PoolFacts[] =>
	portal.record.pools.length === 0
		? []
		: (facts.poolsOnHost.get(portal.key) ?? []).filter((pool) => facts.namesPool(portal.record.pools, pool));

function portalBlockers(facts: Facts, portal: PortalFacts): Finding[] {
	return [...versionBlockers(facts, portal), ...sdkBlockers(facts, portal)];
}

function versionBlockers(facts: Facts, portal: PortalFacts): Finding[] {
	if (isTooOld(portal)) {
		return [
			finding(
				"version-too-old",
				portal.subject,
				`The user portal on ${portal.name} is ${portal.version}; in-place upgrade starts at 6.0. Uninstall it by the PhoneFactor Agent path (keep web.config and themes), install the portal anew, then record its version.`,
				{ rules: ["R1", "R2"] },
			),
		];
	}
	if (portal.standing === "above") {
		return [
			finding(
				"downgrade",
				portal.subject,
				`The user portal on ${portal.name} is ${portal.version}, newer than the target ${facts.targetVersion}. Choose a target of ${portal.version} or newer, or correct the inventory.`,
				{ rules: ["R31"], hazards: ["H12"] },
			),
		];
	}
	return [];
}

function sdkBlockers(facts: Facts, portal: PortalFacts): Finding[] {
	if (facts.serverOn.has(portal.key) || portal.record.useWebServiceSdk) return [];
	return [
		finding(
			"portal-without-sdk",
			portal.subject,
			`The user portal on ${portal.name} stands on a host without an MFA Server, and its Web Service SDK is switched off, so it cannot reach a server. ` +
				"Set USE_WEB_SERVICE_SDK to true in its web.config and record the SDK address, or correct the inventory.",
			{ rules: ["R28"], hazards: ["H10"] },
		),
	];
}
