/** The `Plan` table: one row a plan, what lists and boards need, written in the append's transaction. */
import "server-only";
import type { RunState } from "@/lib/domain/run/state.ts";
import { openGaps } from "@/lib/domain/run/windows.ts";
import { Prisma, type Tx } from "./db.ts";

/** The row a run's state projects to. `updatedAt`: instant of its last event. */
export function planRow(id: string, state: RunState, updatedAt: string) {
	const records = Object.values(state.steps);
	const { plan, window } = state;
	return {
		id,
		estateId: state.estateId,
		sequence: state.sequence,
		targetVersion: plan.targetVersion,
		recipe: plan.recipe,
		purpose: plan.purpose,
		planStatus: plan.status,
		planDigest: plan.planDigest,
		status: state.status,
		mode: state.mode ?? null,
		rehearsalOf: state.rehearsalOf ?? null,
		outcome: state.ended?.outcome ?? null,
		authorId: state.authorId,
		createdAt: state.draftedAt,
		updatedAt,
		windowStart: window?.start ?? null,
		windowEnd: window?.end ?? null,
		windowZone: window?.timeZone ?? null,
		stepsDone: records.filter(({ status }) => status === "done" || status === "skipped").length,
		stepsTotal: records.length,
		openGaps: JSON.stringify(openGaps(state).map(({ subject, since, opener, budget }) => ({ subject, since, opener, budget }))),
	};
}

export async function projectPlan(tx: Tx, id: string, state: RunState, updatedAt: string): Promise<void> {
	const row = planRow(id, state, updatedAt);
	const columns = Object.keys(row).map((column) => `"${column}"`);
	const changed = columns.map((column) => `${column} = excluded.${column}`);
	await tx.$executeRaw`
		INSERT INTO "Plan" (${Prisma.raw(columns.join(", "))}) VALUES (${Prisma.join(Object.values(row))})
		ON CONFLICT ("id") DO UPDATE SET ${Prisma.raw(changed.join(", "))}`;
}
