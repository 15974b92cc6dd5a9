/** Estates as lists show them: counted by the database, over the projection tables. */
import "server-only";
import type { RunMode } from "@/lib/domain/run/commands.ts";
import type { RunStatus } from "@/lib/domain/run/state.ts";
import { compareVersions } from "@/lib/domain/version.ts";
import type { EstateSummary } from "@/lib/wire/views.ts";
import { instantNow } from "./access.ts";
import { database, Prisma } from "./db.ts";

type Counts = EstateSummary["counts"] & { readonly plans: number };
type Versions = EstateSummary["versions"];

const nothing: Counts = { mfaServers: 0, userPortals: 0, mobileAppWebServices: 0, adfsFarms: 0, adfsNodes: 0, pools: 0, plans: 0 };

const counted: Readonly<Record<keyof Counts, Prisma.ModelName>> = {
	mfaServers: "MfaServer",
	userPortals: "UserPortal",
	mobileAppWebServices: "MobileAppWebService",
	adfsFarms: "AdfsFarm",
	adfsNodes: "AdfsNode",
	pools: "Pool",
	plans: "Plan",
};

/** A rehearsal is counted with the plan it rehearses. */
const counting = (table: Prisma.ModelName): Prisma.Sql =>
	Prisma.raw(table === "Plan" ? '(SELECT * FROM "Plan" WHERE "rehearsalOf" IS NULL)' : `"${table}"`);

/** Raw counts arrive as numbers or big integers, depending on the column. */
type Count = { readonly n: number | bigint };

async function countsByEstate(where: Prisma.Sql): Promise<ReadonlyMap<string, Counts>> {
	const parts = Object.entries(counted).map(
		([what, table]) => Prisma.sql`SELECT "estateId", ${what} AS what, COUNT(*) AS n FROM ${counting(table)} ${where} GROUP BY "estateId"`,
	);
	const rows = await database().$queryRaw<(Count & { estateId: string; what: string })[]>`${Prisma.join(parts, " UNION ALL ")}`;
	const found = new Map<string, Counts>();
	for (const { estateId, what, n } of rows) found.set(estateId, { ...(found.get(estateId) ?? nothing), [what]: Number(n) });
	return found;
}

/** Per estate, newest version first, `unknown` last. Every place something is installed counts: SDKs, and adapters on each node. */
async function versionsByEstate(where: Prisma.Sql): Promise<ReadonlyMap<string, Versions>> {
	const rows = await database().$queryRaw<(Count & { estateId: string; version: string })[]>`
		SELECT "estateId", version, COUNT(*) AS n FROM (
			SELECT "estateId", version FROM "MfaServer" ${where}
			UNION ALL SELECT "estateId", version FROM "UserPortal" ${where}
			UNION ALL SELECT "estateId", version FROM "MobileAppWebService" ${where}
			UNION ALL SELECT "estateId", "sdkVersion" AS version FROM (SELECT * FROM "MfaServer" ${where}) AS sdk WHERE "sdkVersion" IS NOT NULL
			UNION ALL SELECT node."estateId", farm."adapterVersion" AS version FROM (SELECT * FROM "AdfsNode" ${where}) AS node
				JOIN "AdfsFarm" AS farm ON farm."estateId" = node."estateId" AND farm.key = node."farmKey"
		) GROUP BY "estateId", version`;
	const rank = (a: string, b: string) => (a === "unknown" ? 1 : b === "unknown" ? -1 : compareVersions(b, a));
	const found = new Map<string, { version: string; count: number }[]>();
	for (const { estateId, version, n } of rows.toSorted((a, b) => rank(a.version, b.version)))
		found.set(estateId, [...(found.get(estateId) ?? []), { version, count: Number(n) }]);
	return found;
}

/** The run under way in each estate; a live one hides rehearsals, of which there may be several. */
async function activeRuns(): Promise<ReadonlyMap<string, NonNullable<EstateSummary["activeRun"]>>> {
	const rows = await database().plan.findMany({
		where: { status: { in: ["running", "paused"] } },
		select: { id: true, estateId: true, status: true, mode: true },
		orderBy: { updatedAt: "asc" },
	});
	const liveLast = [...rows.filter(({ mode }) => mode !== "live"), ...rows.filter(({ mode }) => mode === "live")];
	// The casts say what only our own projection writes.
	return new Map(
		liveLast.map(({ id, estateId, status, mode }) => [
			estateId,
			{ planId: id, status: status as RunStatus, ...(mode !== null && { mode: mode as RunMode }) },
		]),
	);
}

/** The next window of each estate's plans that have not ended, one that is open at `now` included. */
async function nextWindows(now: string): Promise<ReadonlyMap<string, NonNullable<EstateSummary["nextWindow"]>>> {
	const rows = await database().plan.findMany({
		where: { windowEnd: { gt: now }, status: { notIn: ["ended", "rejected"] } },
		select: { id: true, estateId: true, windowStart: true, windowEnd: true, windowZone: true },
		orderBy: { windowStart: "desc" },
	});
	// Later ones first, so that the earliest of each estate is the one that stays.
	return new Map(
		rows.flatMap(({ id, estateId, windowStart: start, windowEnd: end, windowZone: timeZone }) =>
			start !== null && end !== null && timeZone !== null ? [[estateId, { planId: id, start, end, timeZone }]] : [],
		),
	);
}

type Which = { readonly estateId: string } | { readonly which: "present" | "archived" };

/** Estates by name, present or archived ones, or the one of `estateId` either way. */
export async function estateSummaries(asked: Which, now: string = instantNow()): Promise<readonly EstateSummary[]> {
	const estateId = "estateId" in asked ? asked.estateId : undefined;
	const where = estateId === undefined ? Prisma.empty : Prisma.sql`WHERE "estateId" = ${estateId}`;
	const rows = await database().estate.findMany({
		where: "estateId" in asked ? { id: asked.estateId } : { archivedAt: asked.which === "archived" ? { not: null } : null },
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
	const [counts, versions, runs] = [await countsByEstate(where), await versionsByEstate(where), await activeRuns()];
	const windows = await nextWindows(now);
	return rows.map(({ id, name, timeZone, changedAt, changedBy, archivedAt, copyOf }) => {
		const { plans, ...components } = counts.get(id) ?? nothing;
		const [activeRun, nextWindow] = [runs.get(id), windows.get(id)];
		return {
			id,
			name,
			timeZone,
			counts: components,
			versions: versions.get(id) ?? [],
			planCount: plans,
			...(activeRun && { activeRun }),
			...(nextWindow && { nextWindow }),
			...(archivedAt !== null && { archivedAt }),
			...(copyOf !== null && { copyOf }),
			changedAt,
			changedBy,
		};
	});
}
