/** What the settings pages are told about people and tokens. Never a hash, a password or a token in use. */
import type { EstateAccess } from "@/lib/domain/access/estate-access.ts";
import type { Role } from "@/lib/domain/access/permissions.ts";
import type { SignInMethod } from "@/lib/domain/access/sign-in-events.ts";

export type PersonView = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly active: boolean;
	readonly hasPassword: boolean;
	/** An authenticator app or a passkey stands beside the password. */
	readonly twoFactor: boolean;
	/** Roles on single estates, and whether the others exist for this person. */
	readonly estates: EstateAccess;
	readonly createdAt: string;
	/** Last request of a session that still exists. */
	readonly seenAt?: string;
};

export type TokenView = {
	readonly id: string;
	readonly name: string;
	/** Set when the token counts as this person. */
	readonly userId?: string;
	readonly role: Role;
	/** The one estate it works on. */
	readonly estateId?: string;
	readonly createdAt: string;
	readonly lastUsedAt?: string;
	readonly expiresAt?: string;
	readonly revoked: boolean;
};

/** Answer of adding a person or asking for a new link; shown once, kept nowhere. */
export type FirstEntry =
	| { readonly id: string; readonly signInPath: string; readonly expiresAt: string }
	| { readonly id: string; readonly password: string };

/** One of the caller's own sessions. */
export type SessionView = {
	readonly id: string;
	readonly current: boolean;
	/** `Firefox on Windows`, as far as the browser told. */
	readonly browser: string;
	readonly method?: SignInMethod;
	readonly createdAt: string;
	readonly seenAt: string;
	/** It ends then at the latest. */
	readonly expiresAt: string;
};

/** One of the caller's own passkeys. */
export type PasskeyView = { readonly id: string; readonly name: string; readonly createdAt: string; readonly lastUsedAt?: string };
