/** Names behind the ids in the log. Promises: everybody who ever acted has a name here, switched-off people too. */
import "server-only";
import { roleOn } from "@/lib/domain/access/estate-access.ts";
import { may, type Permission } from "@/lib/domain/access/permissions.ts";
import type { People } from "@/lib/wire/views.ts";
import { database, type Tx } from "./db.ts";
import { personRights } from "./tokens.ts";

/** People and service accounts by id, and the system itself. */
export async function people(): Promise<People> {
	const users = await database().user.findMany({ select: { id: true, name: true } });
	const tokens = await database().apiToken.findMany({ where: { userId: null }, select: { id: true, name: true } });
	const everybody = [{ id: "system", name: "Lockstep" }, ...tokens, ...users];
	return Object.fromEntries(everybody.map((person) => [person.id, person]));
}

/** Whether a person of this id is active and holds `permission` on the estate, so that work can be given to them. */
export async function canBeGivenWork(tx: Tx, id: string, estateId: string, permission: Permission): Promise<boolean> {
	const user = await tx.user.findUnique({ where: { id }, include: { estateRoles: true } });
	const rights = user === null ? undefined : personRights(user);
	const here = rights && roleOn(rights.role, rights.estates, estateId);
	return here !== undefined && may(here, permission);
}
