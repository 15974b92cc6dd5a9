/** Makes every projection table anew from the log, for after a change of their shape or a doubt about them. */
import "server-only";
import { transaction } from "./db.ts";
import { estateKind, estateStream } from "./estate-stream.ts";
import { planKind, planStream } from "./plan-stream.ts";
import { rebuildEstate } from "./projections-estate.ts";
import { projectPlan } from "./projections-plan.ts";
import { readHead } from "./stream-state.ts";

/** All or nothing. Throws when a stream does not verify: a projection of it could not be believed. */
export async function rebuildProjections(): Promise<{ readonly estates: number; readonly plans: number }> {
	return transaction(async (tx) => {
		const streams = await tx.event.groupBy({ by: ["stream"], _max: { at: true } });
		const idsOf = (prefix: string) =>
			streams.flatMap(({ stream, _max }) => (stream.startsWith(prefix) ? [{ id: stream.slice(prefix.length), at: _max.at ?? "" }] : []));
		const [estates, plans] = [idsOf(estateStream("")), idsOf(planStream(""))];
		await tx.plan.deleteMany({});
		await tx.estate.deleteMany({ where: { id: { notIn: estates.map(({ id }) => id) } } });
		for (const { id } of estates) {
			const { state } = await readHead(tx, estateStream(id), estateKind);
			if (state) await rebuildEstate(tx, id, state);
		}
		for (const { id, at } of plans) {
			const { state } = await readHead(tx, planStream(id), planKind);
			if (state) await projectPlan(tx, id, state, at);
		}
		return { estates: estates.length, plans: plans.length };
	});
}
