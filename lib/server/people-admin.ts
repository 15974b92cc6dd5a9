/**
 * People, as an administrator and the command line see them. Promises: an address belongs to one person; the last
 * active administrator stays; a change of role or being switched off ends every session of that person at once, and
 * being switched off also revokes their tokens. Nobody is ever deleted: the log refers to them.
 */
import "server-only";
import { randomBytes } from "node:crypto";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import { type Role, role as roleSchema } from "@/lib/domain/access/permissions.ts";
import type { Actor } from "@/lib/domain/log-event.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { ChangePersonBody } from "@/lib/wire/api-access.ts";
import type { PersonView } from "@/lib/wire/api-access-views.ts";
import { changeAccess } from "./access-log.ts";
import { hashPassword, verifyPassword } from "./auth.ts";
import { database } from "./db.ts";
import { accessOf } from "./estate-roles.ts";
import { newId } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

/** 24 characters, 144 bits: typed once, then replaced. */
const newPassword = (): string => randomBytes(18).toString("base64url");

export type NewPerson = { readonly email: string; readonly name: string; readonly role: Role };

/**
 * Adds a person. With `withPassword` the answer holds a one-time password, seen nowhere else; without, the person
 * has no password until a sign-in link let them in. `email` must be in lower case already.
 */
export async function addPerson(
	person: NewPerson,
	withPassword: boolean,
	by: Actor = SYSTEM,
): Promise<Result<{ readonly id: string; readonly password?: string }, { readonly code: "email-taken" }>> {
	const password = withPassword ? newPassword() : undefined;
	const hash = password === undefined ? undefined : await hashPassword(password);
	const id = newId("u");
	const added = await changeAccess(by, "add-person", async (tx) => {
		if (await tx.user.findUnique({ where: { email: person.email }, select: { id: true } })) return { value: false, events: [] };
		await tx.user.create({ data: { id, ...person, emailVerified: true, oneTimePassword: hash !== undefined } });
		if (hash !== undefined)
			await tx.account.create({ data: { id: newId("a"), accountId: id, providerId: "credential", userId: id, password: hash } });
		return { value: true, events: [{ type: "person-added", data: { userId: id, role: person.role } }] };
	});
	if (!added) return err({ code: "email-taken" });
	return ok(password === undefined ? { id } : { id, password });
}

/** Everybody, by name. */
export async function listPeople(): Promise<readonly PersonView[]> {
	const rows = await database().user.findMany({
		include: {
			sessions: { select: { updatedAt: true }, orderBy: { updatedAt: "desc" }, take: 1 },
			accounts: { where: { providerId: "credential" }, select: { id: true } },
			estateRoles: true,
			_count: { select: { passkeys: true } },
		},
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
	return rows.map((row) => {
		const seen = row.sessions[0];
		return {
			id: row.id,
			name: row.name,
			email: row.email,
			role: roleSchema.catch("viewer").parse(row.role),
			active: row.disabledAt === null,
			hasPassword: row.accounts.length > 0,
			twoFactor: row.twoFactorEnabled === true || row._count.passkeys > 0,
			estates: accessOf(row.everyEstate, row.estateRoles),
			createdAt: row.createdAt.toISOString(),
			...(seen === undefined ? {} : { seenAt: seen.updatedAt.toISOString() }),
		};
	});
}

export type FoundPerson = { readonly id: string; readonly name: string; readonly active: boolean; readonly hasPassword: boolean };

/** `active` says whether the person may sign in; undefined when there is no such person. */
export async function findPerson(id: string): Promise<FoundPerson | undefined> {
	const credential = { where: { providerId: "credential" }, select: { id: true } };
	const row = await database().user.findUnique({ where: { id }, select: { id: true, name: true, disabledAt: true, accounts: credential } });
	if (row === null) return undefined;
	return { id: row.id, name: row.name, active: row.disabledAt === null, hasPassword: row.accounts.length > 0 };
}

/** The id behind an address, in whatever case it was typed. */
export const personIdByEmail = async (email: string): Promise<string | undefined> =>
	(await database().user.findUnique({ where: { email: email.trim().normalize("NFC").toLowerCase() }, select: { id: true } }))?.id;

/** Changes role, switches off or on again. The person must exist. */
export async function changePerson(
	id: string,
	change: ChangePersonBody,
	by: Actor = SYSTEM,
	now: Date = new Date(),
): Promise<Result<undefined, { readonly code: "last-admin" }>> {
	const done = await changeAccess(by, `change-person ${id}`, async (tx) => {
		const before = await tx.user.findUniqueOrThrow({ where: { id } });
		const active = change.active ?? before.disabledAt === null;
		const role = change.role ?? before.role;
		const others = await tx.user.count({ where: { role: "admin", disabledAt: null, id: { not: id } } });
		if (others === 0 && before.role === "admin" && before.disabledAt === null && (!active || role !== "admin"))
			return { value: false, events: [] };
		const events: AccessEvent[] = [
			...(change.role === undefined || change.role === before.role
				? []
				: [{ type: "role-changed" as const, data: { userId: id, from: before.role, to: change.role } }]),
			...(active === (before.disabledAt === null) ? [] : [{ type: "person-switched" as const, data: { userId: id, active } }]),
		];
		if (events.length === 0) return { value: true, events };
		await tx.user.update({ where: { id }, data: { role, disabledAt: active ? null : (before.disabledAt ?? now) } });
		await tx.session.deleteMany({ where: { userId: id } });
		if (!active) {
			await tx.apiToken.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
			await tx.signInLink.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: now } });
		}
		return { value: true, events };
	});
	return done ? ok(undefined) : err({ code: "last-admin" });
}

/**
 * Sets a new password. `current` must fit unless the person never had one; all other sessions end, since a password
 * is often changed because somebody else knew it.
 */
export async function changePassword(
	userId: string,
	keepSessionId: string | undefined,
	given: { readonly current?: string | undefined; readonly next: string },
): Promise<Result<undefined, { readonly code: "wrong-password" }>> {
	const account = await database().account.findFirst({ where: { userId, providerId: "credential" } });
	if (account?.password && !(await verifyPassword(account.password, given.current ?? ""))) return err({ code: "wrong-password" });
	const password = await hashPassword(given.next);
	await changeAccess({ id: userId, kind: "person" }, "change-password", async (tx) => {
		if (account) await tx.account.update({ where: { id: account.id }, data: { password } });
		else await tx.account.create({ data: { id: newId("a"), accountId: userId, providerId: "credential", userId, password } });
		await tx.user.update({ where: { id: userId }, data: { oneTimePassword: false } });
		await tx.session.deleteMany({ where: { userId, ...(keepSessionId === undefined ? {} : { id: { not: keepSessionId } }) } });
		return { value: undefined, events: [{ type: "password-changed", data: { userId } }] };
	});
	return ok(undefined);
}

/** Takes password, authenticator app and passkeys away and ends every session. The person must exist. */
export const resetSignIn = (userId: string, by: Actor): Promise<void> =>
	changeAccess(by, `reset-sign-in ${userId}`, async (tx) => {
		await tx.account.deleteMany({ where: { userId, providerId: "credential" } });
		await tx.twoFactor.deleteMany({ where: { userId } });
		await tx.passkey.deleteMany({ where: { userId } });
		await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false, oneTimePassword: false } });
		await tx.session.deleteMany({ where: { userId } });
		return { value: undefined, events: [{ type: "sign-in-reset", data: { userId } }] };
	});
