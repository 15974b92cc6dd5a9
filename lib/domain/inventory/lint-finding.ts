/**
 * What the estate itself shows to be wrong, without any plan. Where a finding of the planner has the same trigger
 * (domain 4.9), the code and severity are the planner's; the others are lint's own.
 */
import type { Instant } from "../ids.ts";
import type { Severity } from "../planner/plan-document.ts";
import type { Inventory } from "./document.ts";
import type { FactAges } from "./fact-ages.ts";

export const lintCodes = [
	"sdk-url-dangling",
	"sdk-url-missing",
	"install-path-spellings",
	"no-primary",
	"several-primaries",
	"role-unknown",
	"pool-minimum",
	"pool-single-member",
	"pool-empty",
	"pool-kind-mismatch",
	"wid-primary-unknown",
	"facts-old",
	"names-alike",
	"names-differ-by-case",
	"version-unknown",
	"component-version-unknown",
	"portal-without-sdk",
	"adapter-name-unknown",
] as const;
export type LintCode = (typeof lintCodes)[number];

export type LintFinding = {
	readonly code: LintCode;
	readonly severity: Severity;
	/** As in plans: `mfa-server:MFA01`, `pool:mfa-lb`, `replication-group:default`. */
	readonly subject: string;
	/** JSON path in the normalised document of what to change, for the link that mends it. */
	readonly path: string;
	/** What is wrong, who would break, what to do. */
	readonly message: string;
};

export type LintOptions = {
	/** Now. Without it no fact is called old. */
	readonly at?: Instant;
	readonly factAges?: FactAges;
	/** Facts read longer ago than this are old; 30 days unless said. */
	readonly maxAgeDays?: number;
};

export type LintRule = (inventory: Inventory, options: LintOptions) => readonly LintFinding[];

/** `A, B and C`. */
export const listed = (names: readonly string[]): string =>
	names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
