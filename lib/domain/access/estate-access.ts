/**
 * Which role a person or token has on one estate. A person's own role holds everywhere, unless an estate has a row of
 * its own for them, or they see the named estates only. Administrators belong to the installation: rows do not bind
 * them. What this answers with nothing does not exist for the caller.
 */
import { z } from "zod";
import type { Role } from "./permissions.ts";

/** A role on one estate; `none`: the estate does not exist for this person. */
export const estateRole = z.enum(["none", "viewer", "auditor", "operator", "lead"]);
export type EstateRole = z.infer<typeof estateRole>;

export type EstateAccess = {
	/** Whether estates without a row of their own exist for this person. */
	readonly everyEstate: boolean;
	/** By estate id. */
	readonly roles: Readonly<Record<string, EstateRole>>;
	/** The one estate that the token in use is made for. */
	readonly only?: string;
};

/** The role on `estateId`, or nothing. Without `access` the role holds everywhere. */
export function roleOn(role: Role, access: EstateAccess | undefined, estateId: string): Role | undefined {
	if (access === undefined) return role;
	if (access.only !== undefined && access.only !== estateId) return undefined;
	if (role === "admin") return role;
	const own = Object.hasOwn(access.roles, estateId) ? access.roles[estateId] : undefined;
	if (own !== undefined) return own === "none" ? undefined : own;
	return access.everyEstate ? role : undefined;
}

/** Whether every estate there is, and every one to come, exists for the caller. */
export const seesEverything = (role: Role, access: EstateAccess | undefined): boolean =>
	access === undefined ||
	(access.only === undefined && (role === "admin" || (access.everyEstate && !Object.values(access.roles).includes("none"))));

/** One text per set of rights: two calls with different texts may not do the same. */
export const rightsText = (role: Role, access: EstateAccess | undefined): string =>
	access === undefined
		? role
		: JSON.stringify([role, access.everyEstate, Object.entries(access.roles).sort(([a], [b]) => (a < b ? -1 : 1)), access.only ?? ""]);
