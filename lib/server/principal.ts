import "server-only";
import type { EstateAccess } from "@/lib/domain/access/estate-access.ts";
import type { Role } from "@/lib/domain/access/permissions.ts";

/**
 * Who is calling, proven by a session or a token. A token bound to a person counts as that person
 * (`kind: "person"`, `viaToken: true`); a service account is `kind: "token"`.
 */
export type Principal = {
	readonly id: string;
	readonly kind: "person" | "token" | "system";
	readonly name: string;
	readonly email?: string;
	/** On every estate, or, once narrowed by `onEstate`, on the one in question. */
	readonly role: Role;
	/** The role before it was narrowed. */
	readonly ownRole?: Role;
	/** Where another role holds; absent: `role` holds on every estate. */
	readonly estates?: EstateAccess;
	/** When whoever holds the session last proved who they are; a token proves it with every call. */
	readonly provedAt?: Date;
	readonly viaToken: boolean;
	/** Session in use, so that revoking it can close its live streams. */
	readonly sessionId?: string;
	/** Token in use, for the same reason. */
	readonly tokenId?: string;
};
