/** Plans as lists show them, from the projection table alone. */
import "server-only";
import type { PlanSummary } from "@/lib/wire/views.ts";
import { database, type Prisma } from "./db.ts";

type Row = Prisma.PlanGetPayload<{ include: { estate: { select: { name: true } } } }>;

/** A row as a view. The casts say what only our own projection writes. */
function summary(row: Row): PlanSummary {
	const { windowStart: start, windowEnd: end, windowZone: timeZone } = row;
	return {
		id: row.id,
		estateId: row.estateId,
		estateName: row.estate.name,
		targetVersion: row.targetVersion,
		recipe: row.recipe as PlanSummary["recipe"],
		purpose: row.purpose as PlanSummary["purpose"],
		planStatus: row.planStatus as PlanSummary["planStatus"],
		planDigest: row.planDigest,
		status: row.status as PlanSummary["status"],
		...(row.mode !== null && { mode: row.mode as NonNullable<PlanSummary["mode"]> }),
		...(row.outcome !== null && { outcome: row.outcome as NonNullable<PlanSummary["outcome"]> }),
		...(row.rehearsalOf !== null && { rehearsalOf: row.rehearsalOf }),
		authorId: row.authorId,
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
		...(start !== null && end !== null && timeZone !== null && { window: { start, end, timeZone } }),
		progress: { done: row.stepsDone, total: row.stepsTotal },
		openGaps: JSON.parse(row.openGaps) as PlanSummary["openGaps"],
	};
}

/** Newest change first; of one estate when `estateId` is given. */
export async function planSummaries(estateId?: string): Promise<readonly PlanSummary[]> {
	const rows = await database().plan.findMany({
		where: estateId === undefined ? {} : { estateId },
		include: { estate: { select: { name: true } } },
		orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
	});
	return rows.map(summary);
}
