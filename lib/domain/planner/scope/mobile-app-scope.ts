/**
 * What is done to the mobile app web services: from 8.0 on they may go when all else is done (R32), below 8.0 they
 * are upgraded by the procedure of the 2017 edition (H23).
 */
import { type Facts, isBelowTarget, type MobileAppFacts, type PoolFacts, targetIsAtLeast } from "../facts.ts";
import { finding } from "../findings/finding.ts";
import type { Finding } from "../plan-document.ts";
import { cannotDrain, poolMinimum } from "./pool-minimum.ts";
import type { ServerScope } from "./server-scope.ts";

export type MobileAppScope = {
	readonly blockers: readonly Finding[];
	readonly upgrades: readonly MobileAppFacts[];
	readonly removals: readonly MobileAppFacts[];
};

export function mobileAppScope(facts: Facts, servers: ServerScope): MobileAppScope {
	if (facts.recipe !== "guide") return { blockers: [], upgrades: [], removals: [] };
	const blockers = facts.mobileApps.filter((app) => app.standing === "above").map((app) => aboveTarget(facts, app));
	const open = servers.blockedGroups.size > 0 ? [] : facts.mobileApps.filter((app) => app.standing !== "above");
	if (targetIsAtLeast(facts, "8.0")) return { blockers, upgrades: [], removals: open.filter((app) => !app.record.keepAfterUpgrade) };

	const upgrades = open.filter(isBelowTarget);
	const tight = new Set(upgrades.flatMap((app) => mobileAppPools(facts, app).filter(cannotDrain)));
	return {
		blockers: [...blockers, ...[...tight].map((pool) => poolMinimum(pool))],
		upgrades: upgrades.filter((app) => !mobileAppPools(facts, app).some((pool) => tight.has(pool))),
		removals: [],
	};
}

/** Pools the web service itself stands in. */
export const mobileAppPools = (facts: Facts, app: MobileAppFacts): readonly PoolFacts[] =>
	(facts.poolsOnHost.get(app.key) ?? []).filter((pool) => facts.namesPool(app.record.pools, pool));

const aboveTarget = (facts: Facts, app: MobileAppFacts): Finding =>
	finding(
		"downgrade",
		app.subject,
		`The mobile app web service on ${app.name} is ${app.version}, newer than the target ${facts.targetVersion}. Choose a target of ${app.version} or newer, or correct the inventory.`,
		{ rules: ["R32"] },
	);
