/**
 * What the inventory asks for: which components need the target, which scopes a blocker stops, which batches the
 * nodes of a farm form. Read off domain rules 1, 4.9 and 7 by the checker itself; shares no code with the planner.
 */
import type { AdfsFarm, Host, Inventory, MfaServer, MobileAppWebService, Pool, UserPortal } from "../../inventory/document.ts";
import { relationToTarget, type Version } from "../../version.ts";
import type { FindingCode, Recipe } from "../plan-document.ts";

export type Stop = { readonly kind: "group" | "portal" | "farm" | "mobile-app"; readonly name: string };

export type Blocker = {
	readonly code: FindingCode;
	readonly subject: string;
	/** A group stops every later phase too, a portal every farm. */
	readonly stops: readonly Stop[];
	/** True where the table leaves open whether it is said beside a stronger one: allowed, not asked for. */
	readonly implied?: boolean;
};

export type Group = {
	readonly name: string;
	readonly servers: readonly MfaServer[];
	/** Defined when there is exactly one. */
	readonly primary: MfaServer | undefined;
	/** Servers below the target. */
	readonly below: readonly MfaServer[];
	/** Servers at the target whose Web Service SDK is not: the console installs it, out of traffic (H12). */
	readonly sdkBehind: readonly MfaServer[];
	readonly blocked: boolean;
};

export type PortalScope = {
	readonly portal: UserPortal;
	/** The MFA Server on the same host. */
	readonly server: MfaServer | undefined;
	readonly needs: boolean;
	readonly blocked: boolean;
};

export type FarmScope = {
	readonly farm: AdfsFarm;
	readonly needs: boolean;
	readonly blocked: boolean;
	/** Store wid, or unknown and therefore treated as wid. */
	readonly wid: boolean;
	readonly widPrimary: string | undefined;
	/** Nodes without an MFA Server: the preparation of R35 to R39 is theirs. */
	readonly separateNodes: readonly string[];
	readonly batchA: readonly string[];
	readonly batchB: readonly string[];
};

export type MobileAppScope = {
	readonly service: MobileAppWebService;
	/** What happens to it: below 8.0 an upgrade, from 8.0 on an optional removal. */
	readonly fate: "upgrade" | "remove" | "stay";
	readonly blocked: boolean;
};

export type Scope = {
	readonly inventory: Inventory;
	readonly target: Version;
	readonly recipe: Recipe;
	readonly groups: readonly Group[];
	readonly portals: readonly PortalScope[];
	readonly farms: readonly FarmScope[];
	readonly mobileApps: readonly MobileAppScope[];
	readonly blockers: readonly Blocker[];
	/** By folded host name. */
	readonly serverOn: ReadonlyMap<string, MfaServer>;
	readonly hostOf: ReadonlyMap<string, Host>;
	readonly poolMembers: readonly PoolMembers[];
	/** The same by folded pool name. */
	readonly poolNamed: ReadonlyMap<string, PoolMembers>;
};

/** The distinct hosts of a pool, by folded name. */
export type PoolMembers = { readonly pool: Pool; readonly hosts: ReadonlySet<string> };

/** Unknown counts as below: it never counts as at the target. */
export const needsTarget = (version: string, target: Version): boolean =>
	version === "unknown" || relationToTarget(version, target) === "below";
