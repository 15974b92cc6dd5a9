/**
 * Facts about people, sign-in, tokens and who read or took what, in the stream `access`. Ids alone: no names, no
 * addresses on the network, nothing that opens a door, since what the log holds can never be taken out again.
 * A session is named by the first half of the hash of its id.
 */
import { z } from "zod";
import { estateRole } from "./estate-access.ts";
import { role } from "./permissions.ts";

const fact = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
	z.strictObject({ type: z.literal(type), data: z.strictObject(shape) });

/** How somebody proved who they are. */
export const signInMethod = z.enum(["password", "password-and-code", "recovery-code", "passkey", "link", "set-up", "oidc"]);
export type SignInMethod = z.infer<typeof signInMethod>;

export const signInEvents = [
	fact("signed-in", { method: signInMethod, session: z.string() }),
	/** The actor is the system: nobody was proven. `userId`: whose account was tried, when there is one. */
	fact("sign-in-failed", { method: signInMethod, userId: z.string().optional() }),
	/** Proved again who they are, in a session that went on. */
	fact("signed-in-again", { method: signInMethod, session: z.string() }),
	fact("signed-out", { session: z.string() }),
	/** Sessions ended by somebody: one, or all but the present one. */
	fact("sessions-ended", { userId: z.string(), count: z.int().min(0) }),
	fact("person-added", { userId: z.string(), role }),
	fact("role-changed", { userId: z.string(), from: z.string(), to: role }),
	fact("person-switched", { userId: z.string(), active: z.boolean() }),
	/** Without `role` the person's own role holds on this estate again. */
	fact("estate-role-changed", { userId: z.string(), estateId: z.string(), role: estateRole.optional() }),
	/** `everyEstate`: whether estates without a role of their own exist for this person. */
	fact("estates-limited", { userId: z.string(), everyEstate: z.boolean() }),
	fact("password-changed", { userId: z.string() }),
	/** Password, authenticator app and passkeys taken away, for somebody who lost them. */
	fact("sign-in-reset", { userId: z.string() }),
	fact("sign-in-link-made", { userId: z.string(), expiresAt: z.string() }),
	fact("second-factor-changed", {
		userId: z.string(),
		change: z.enum(["codes-on", "codes-off", "recovery-codes-made", "passkey-added", "passkey-removed"]),
	}),
	fact("token-made", {
		tokenId: z.string(),
		userId: z.string().optional(),
		role: role.optional(),
		estateId: z.string().optional(),
		expiresAt: z.string().optional(),
	}),
	fact("token-revoked", { tokenId: z.string() }),
	/** Something left as a file. `about`: `plan/<id>` or `estate/<id>`; `filter`: what was asked for, in order of keys. */
	fact("exported", {
		what: z.enum(["events", "plan-events", "audit-pack", "checkpoints", "inventory", "installation"]),
		about: z.string().optional(),
		format: z.string().optional(),
		filter: z.string().optional(),
	}),
	/** Somebody looked through events across streams; once per person, question and ten minutes. */
	fact("audit-read", { what: z.enum(["events", "checkpoints"]), filter: z.string().optional() }),
] as const;
