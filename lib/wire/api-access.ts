/** Bodies of the calls about people, sign-in and tokens. They stand outside v1: only our own pages use them. */
import { z } from "zod";
import { estateRole } from "@/lib/domain/access/estate-access.ts";
import { role } from "@/lib/domain/access/permissions.ts";
import { text } from "@/lib/domain/inventory/fields.ts";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Compared in lower case and NFC, so that one address is one person. */
export const emailText = z
	.string()
	.trim()
	.max(254)
	.transform((value) => value.normalize("NFC").toLowerCase())
	.pipe(z.email("An email address such as dana@contoso.com"));

const newPassword = z
	.string()
	.min(PASSWORD_MIN, `At least ${PASSWORD_MIN} characters`)
	.max(PASSWORD_MAX, `At most ${PASSWORD_MAX} characters`);
export const personName = text(80);

/** Any text may be tried as a password; what is wrong about it is never said. */
export const signInBody = z.strictObject({ email: z.string().max(320), password: z.string().max(1024) });
export const setUpBody = z.strictObject({ code: z.string().max(200), name: personName, email: emailText, password: newPassword });
export type SetUpBody = z.infer<typeof setUpBody>;

export const signInLinkBody = z.strictObject({ token: z.string().max(200) });

/** A code of the authenticator app, or one of the recovery codes, after the password was right. */
export const secondFactorBody = z.union(
	[z.strictObject({ code: z.string().trim().max(20) }), z.strictObject({ recoveryCode: z.string().trim().max(40) })],
	{ error: "Send code or recoveryCode" },
);
export type SecondFactorBody = z.infer<typeof secondFactorBody>;

/** `next`: a path of this site to go to afterwards. */
export const oidcBody = z.strictObject({
	next: z.string().max(2000).default("/"),
	purpose: z.enum(["sign-in", "prove"]).default("sign-in"),
});

/** Proves again who holds the session. `code` only where one is asked for. */
export const proveBody = z.strictObject({ password: z.string().max(1024), code: z.string().trim().max(20).optional() });

/** Sets up codes of an authenticator app: begin (answers the secret), confirm with a first code; or stop, or new recovery codes. */
export const authenticatorBody = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal("begin"), password: z.string().max(1024) }),
	z.strictObject({ type: z.literal("confirm"), code: z.string().trim().max(20) }),
	z.strictObject({ type: z.literal("stop"), password: z.string().max(1024) }),
	z.strictObject({ type: z.literal("new-recovery-codes"), password: z.string().max(1024) }),
]);
export type AuthenticatorBody = z.infer<typeof authenticatorBody>;

/** `current` is left out by somebody who never had a password. */
export const passwordBody = z.strictObject({ current: z.string().max(1024).optional(), next: newPassword });

/** `give`: how the new person gets in for the first time. */
export const newPersonBody = z.strictObject({
	email: emailText,
	name: personName,
	role,
	give: z.enum(["sign-in-link", "password"]).default("sign-in-link"),
});

export const changePersonBody = z
	.strictObject({ role: role.optional(), active: z.boolean().optional() })
	.refine((body) => body.role !== undefined || body.active !== undefined, { message: "Send role or active" });
export type ChangePersonBody = z.infer<typeof changePersonBody>;

/** `own`: the role the person has everywhere holds here again. */
export const estateRoleBody = z.union(
	[
		z.strictObject({ estateId: z.string().min(1).max(64), role: z.enum(["own", ...estateRole.options]) }),
		z.strictObject({ everyEstate: z.boolean() }),
	],
	{ error: "Send estateId with role, or everyEstate" },
);

/** Either of the caller's own (`as: "me"`) or a service account with a role. */
export const newTokenBody = z.strictObject({
	name: text(80),
	as: z.union([z.literal("me"), z.strictObject({ role })]),
	/** The one estate it works on; without it, all that its person or role reaches. */
	estateId: z.string().min(1).max(64).optional(),
	expiresInDays: z.int().min(1).max(3650).default(365),
});
