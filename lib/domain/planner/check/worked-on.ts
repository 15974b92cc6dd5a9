/** What a plan works on: free of blockers, below the target, and meant by the recipe. */
import type { FarmScope, Group, MobileAppScope, PortalScope, Scope } from "./scope.ts";

/** Groups, portals and farms that the plan works on: their scope is free and something in it is below the target. */
export const workedGroups = (scope: Scope): readonly Group[] =>
	scope.groups.filter((g) => !g.blocked && workedServers(scope, g).length > 0);

/** Servers of a free group that get an install: all below the target; with the utility-only recipe the primary alone. */
export const installedServers = (scope: Scope, group: Group): Group["below"] =>
	scope.recipe === "migration-utility-only" ? group.below.filter((s) => s === group.primary) : group.below;

/** These, and those whose Web Service SDK alone lags behind. */
export const workedServers = (scope: Scope, group: Group): Group["below"] =>
	scope.recipe === "migration-utility-only" ? installedServers(scope, group) : [...group.below, ...group.sdkBehind];

/** A co-located portal is updated with its server, or from its server's console; a stand-alone one by its own set-up. */
export function workedPortals(scope: Scope): readonly PortalScope[] {
	const open = scope.portals.filter((p) => !p.blocked && p.needs);
	if (scope.recipe === "guide") return open;
	const servers = new Set(workedGroups(scope).flatMap((g) => workedServers(scope, g)));
	return open.filter((p) => p.server !== undefined && servers.has(p.server));
}

/** A pooled portal leaves traffic by itself, unless the server beside it does so for the whole host. */
export function inOwnTraffic(scope: Scope): (portal: PortalScope) => boolean {
	const drained = new Set(workedGroups(scope).flatMap((g) => workedServers(scope, g)));
	return ({ portal, server }) => portal.pools.length > 0 && (server === undefined || !drained.has(server));
}

export const workedFarms = (scope: Scope): readonly FarmScope[] =>
	scope.recipe === "guide" ? scope.farms.filter((f) => !f.blocked && f.needs) : [];

/** A promotion is due: the primary is below the target and a subordinate can take over (R21). */
export const promotes = (scope: Scope, group: Group): boolean =>
	scope.recipe === "guide" &&
	!group.blocked &&
	group.servers.length >= 2 &&
	group.primary !== undefined &&
	group.below.includes(group.primary);

export const upgradedMobileApps = (scope: Scope): readonly MobileAppScope[] =>
	scope.recipe === "guide" ? scope.mobileApps.filter((m) => !m.blocked && m.fate === "upgrade") : [];
