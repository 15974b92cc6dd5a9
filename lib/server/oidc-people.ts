/**
 * People who come from the company's provider. Promises: bound to issuer and subject; never joined to a local account
 * by an email address, which anybody may write into some directories; name and role follow the provider at each sign-in.
 */
import "server-only";
import { z } from "zod";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { emailText, personName } from "@/lib/wire/api-access.ts";
import { changeAccess } from "./access-log.ts";
import { database } from "./db.ts";
import { log } from "./log.ts";
import { changePerson } from "./people-admin.ts";
import { newId } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };
type Refused = "failed" | "no-role" | "email-taken";

const accountOf = (issuer: string, subject: string) => ({
	providerId_accountId: { providerId: "oidc", accountId: `${issuer} ${subject}` },
});

/** The person behind the claims, made at their first sign-in. `role`: what their groups give them, if anything. */
export async function personOfProvider(issuer: string, claims: Claims, role: Role | undefined): Promise<Result<string, Refused>> {
	const account = await database().account.findUnique({ where: accountOf(issuer, claims.sub) });
	if (role === undefined) {
		if (account) await database().session.deleteMany({ where: { userId: account.userId } });
		log.warn("Somebody without a mapped group tried to sign in", { groupsLeftOut: "_claim_names" in claims });
		return err("no-role");
	}
	if (account) {
		const changed = await changePerson(account.userId, { role });
		if (!changed.ok) log.warn("The last administrator keeps the role, whatever the provider says", { person: account.userId });
		return ok(account.userId);
	}
	return firstTime(issuer, claims, role);
}

async function firstTime(issuer: string, claims: Claims, role: Role): Promise<Result<string, Refused>> {
	const email = emailText.safeParse(claims.email ?? claims.preferred_username);
	if (!email.success) {
		log.warn("The sign-in provider told no email address");
		return err("failed");
	}
	const name = z.string().pipe(personName).catch(email.data.slice(0, 80)).parse(claims.name);
	const id = newId("u");
	const added = await changeAccess(SYSTEM, "add-person", async (tx) => {
		if (await tx.user.findUnique({ where: { email: email.data }, select: { id: true } })) return { value: false, events: [] };
		await tx.user.create({ data: { id, email: email.data, name, role, emailVerified: claims.email_verified === true } });
		const { providerId, accountId } = accountOf(issuer, claims.sub).providerId_accountId;
		await tx.account.create({ data: { id: newId("a"), providerId, accountId, userId: id } });
		return { value: true, events: [{ type: "person-added", data: { userId: id, role } }] };
	});
	return added ? ok(id) : err("email-taken");
}
