/**
 * Bearer tokens for scripts. A token is bound to a person, and then counts as that person, or is a service account
 * with a role of its own. Promises: shown once, kept as a hash, dead the moment it is revoked, expired, or its
 * person is switched off.
 */
import "server-only";
import type { EstateAccess } from "@/lib/domain/access/estate-access.ts";
import { type Role, role } from "@/lib/domain/access/permissions.ts";
import type { Actor } from "@/lib/domain/log-event.ts";
import type { TokenView } from "@/lib/wire/api-access-views.ts";
import { changeAccess } from "./access-log.ts";
import { database, type Prisma } from "./db.ts";
import { accessOf } from "./estate-roles.ts";
import type { Principal } from "./principal.ts";
import { hashOfSecret, newId, newSecret } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

const PREFIX = "lockstep_";
const USE_NOTED_EVERY = 60_000;

export type NewToken = {
	readonly name: string;
	/** A person's id, or the role of a service account. */
	readonly as: { readonly userId: string } | { readonly role: Role };
	/** The one estate it works on. */
	readonly estateId?: string;
	readonly expiresAt?: Date;
};

/** Makes a token. The text in the answer is the only time it is seen. */
export async function createToken(
	{ name, as, estateId, expiresAt }: NewToken,
	by: Actor = SYSTEM,
): Promise<{ readonly id: string; readonly token: string }> {
	const token = `${PREFIX}${newSecret()}`;
	const id = newId("t");
	const scope = { ...as, ...(estateId !== undefined && { estateId }) };
	await changeAccess(by, "make-token", async (tx) => {
		await tx.apiToken.create({
			data: {
				id,
				name,
				hash: hashOfSecret(token),
				...scope,
				...(by.kind === "system" ? {} : { createdBy: by.id }),
				...(expiresAt && { expiresAt }),
			},
		});
		const data = { tokenId: id, ...scope, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) };
		return { value: undefined, events: [{ type: "token-made", data }] };
	});
	return { id, token };
}

type PersonRow = Prisma.UserGetPayload<{ include: { estateRoles: true } }>;
type TokenRow = Prisma.ApiTokenGetPayload<{ include: { user: { include: { estateRoles: true } } } }>;
type Rights = { readonly role: Role; readonly estates?: EstateAccess };

/** What a person may do now; nothing when they are switched off. `only`: the one estate of the token in use. */
export function personRights(user: PersonRow, only?: string | null): Rights | undefined {
	const known = role.safeParse(user.role);
	if (!known.success || user.disabledAt !== null) return undefined;
	return { role: known.data, estates: accessOf(user.everyEstate, user.estateRoles, only) };
}

/** What a token may do now; nothing when it is revoked or expired or its person is switched off. */
export function tokenRights(row: TokenRow, now: Date): Rights | undefined {
	if (row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return undefined;
	if (row.user !== null) return personRights(row.user, row.estateId);
	const known = role.safeParse(row.role);
	return known.success ? { role: known.data, estates: accessOf(true, [], row.estateId) } : undefined;
}

/** Who a bearer token stands for, or nothing when it opens no door. */
export async function principalOfToken(token: string, now: Date = new Date()): Promise<Principal | undefined> {
	if (!token.startsWith(PREFIX) || token.length > 100) return undefined;
	const include = { user: { include: { estateRoles: true } } };
	const row = await database().apiToken.findUnique({ where: { hash: hashOfSecret(token) }, include });
	const rights = row === null ? undefined : tokenRights(row, now);
	if (row === null || rights === undefined) return undefined;
	if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > USE_NOTED_EVERY) await noteUse(row.id, now);
	const { user } = row;
	return user === null
		? { id: row.id, kind: "token", name: row.name, ...rights, viaToken: true, tokenId: row.id }
		: { id: user.id, kind: "person", name: user.name, email: user.email, ...rights, viaToken: true, tokenId: row.id };
}

/** A note, no condition: a full disk must not stop reads. */
async function noteUse(id: string, now: Date): Promise<void> {
	await database()
		.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } })
		.catch(() => undefined);
}

/** All tokens, newest first, without anything that opens a door. */
export async function listTokens(): Promise<readonly TokenView[]> {
	const rows = await database().apiToken.findMany({ include: { user: true }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		...(row.userId === null ? {} : { userId: row.userId }),
		role: role.catch("viewer").parse(row.user?.role ?? row.role),
		...(row.estateId === null ? {} : { estateId: row.estateId }),
		createdAt: row.createdAt.toISOString(),
		...(row.lastUsedAt === null ? {} : { lastUsedAt: row.lastUsedAt.toISOString() }),
		...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
		revoked: row.revokedAt !== null,
	}));
}

export const tokenExists = async (id: string): Promise<boolean> => (await database().apiToken.count({ where: { id } })) > 0;

/** Revoking twice changes nothing. */
export const revokeToken = (id: string, by: Actor = SYSTEM): Promise<void> =>
	changeAccess(by, `revoke-token ${id}`, async (tx) => {
		const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
		return { value: undefined, events: count === 0 ? [] : [{ type: "token-revoked", data: { tokenId: id } }] };
	});
