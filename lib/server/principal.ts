import "server-only";
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
	readonly role: Role;
	readonly viaToken: boolean;
	/** Session in use, so that revoking it can close its live streams. */
	readonly sessionId?: string;
	/** Token in use, for the same reason. */
	readonly tokenId?: string;
};
