/** Whether what a path names is there, for the 404 before the 403. Cheap: one row count each. */
import "server-only";
import { database } from "./db.ts";
import { onEstate, onPlan } from "./estate-roles.ts";
import type { Principal } from "./principal.ts";

type Named = { readonly id?: string };

/** For those who look after rights: whether there is an estate of this id at all. */
export const estateIsThere = async (id: string): Promise<boolean> => (await database().estate.count({ where: { id } })) > 0;

/** The caller as they stand on the estate a path names; undefined when there is none for them. */
export const onNamedEstate = async ({ id = "" }: Named, principal: Principal): Promise<Principal | undefined> =>
	(await estateIsThere(id)) ? onEstate(principal, id) : undefined;

/** The same for the estate of the plan a path names. */
export const onNamedPlan = ({ id = "" }: Named, principal: Principal): Promise<Principal | undefined> => onPlan(principal, id);

/** Sequence of each plan's last event; plans that do not exist for the caller are missing. */
export async function planHeads(principal: Principal, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await database().plan.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, sequence: true, estateId: true },
	});
	return new Map(rows.flatMap(({ id, sequence, estateId }) => (onEstate(principal, estateId) ? [[id, sequence]] : [])));
}
