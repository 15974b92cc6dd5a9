/**
 * Lint: what an estate shows to be wrong at any time, without a plan and without a target. Pure; every rule reports
 * everything it sees. Sorted by severity, then subject, code and path, so that equal estates give equal lists.
 */
import { compareText, fold } from "../names.ts";
import type { Severity } from "../planner/plan-document.ts";
import type { Inventory } from "./document.ts";
import { oldFacts } from "./lint-ages.ts";
import { unknownAdapterNames, widPrimaries } from "./lint-farms.ts";
import type { LintFinding, LintOptions, LintRule } from "./lint-finding.ts";
import { hostsThatLookAlike, namesThatDifferByCase } from "./lint-names.ts";
import { poolsOfAnotherKind, poolsThatCannotDrain, poolsWithoutMembers } from "./lint-pools.ts";
import { danglingSdkUrls, missingSdkUrls, portalsWithoutSdk } from "./lint-sdk.ts";
import { groupsWithoutPrimary, groupsWithSeveralPrimaries, installPathSpellings, unknownRoles, unknownVersions } from "./lint-servers.ts";

const rules: readonly LintRule[] = [
	danglingSdkUrls,
	missingSdkUrls,
	portalsWithoutSdk,
	installPathSpellings,
	groupsWithoutPrimary,
	groupsWithSeveralPrimaries,
	unknownRoles,
	unknownVersions,
	poolsThatCannotDrain,
	poolsWithoutMembers,
	poolsOfAnotherKind,
	widPrimaries,
	unknownAdapterNames,
	hostsThatLookAlike,
	namesThatDifferByCase,
	oldFacts,
];

const rank: Readonly<Record<Severity, number>> = { blocker: 0, warning: 1, info: 2 };

/** All findings of an estate. `path` is a JSON path in `inventory`, which must be normalised. */
export const lintInventory = (inventory: Inventory, options: LintOptions = {}): LintFinding[] =>
	rules
		.flatMap((rule) => rule(inventory, options))
		.sort(
			(a, b) =>
				rank[a.severity] - rank[b.severity] ||
				compareText(fold(a.subject), fold(b.subject)) ||
				compareText(a.code, b.code) ||
				compareText(a.path, b.path),
		);
