/** Whether what a path names is there, for the 404 before the 403. Cheap: one row count each. */
import "server-only";
import { database } from "./db.ts";

type Named = { readonly id?: string };

export const estateExists = async ({ id = "" }: Named): Promise<boolean> => (await database().estate.count({ where: { id } })) > 0;

export const planExists = async ({ id = "" }: Named): Promise<boolean> => (await database().plan.count({ where: { id } })) > 0;

/** Sequence of each plan's last event; plans that do not exist are missing. */
export async function planHeads(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const rows = await database().plan.findMany({ where: { id: { in: [...ids] } }, select: { id: true, sequence: true } });
	return new Map(rows.map(({ id, sequence }) => [id, sequence]));
}
