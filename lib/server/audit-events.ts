/**
 * Events of all streams, filtered and paged, as exact lines. Promises: pages neither overlap nor leave out anything that
 * was there when the first one was read; the order is that of time, then stream, then sequence.
 */
import "server-only";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import type { AuditQuery } from "@/lib/wire/api-audit.ts";
import { writeCsvText } from "@/lib/wire/csv-text.ts";
import { database, Prisma } from "./db.ts";
import { visibleEstates } from "./estate-roles.ts";
import { people } from "./people.ts";
import type { Principal } from "./principal.ts";
import { lineOf } from "./stream-state.ts";

type Row = {
	readonly stream: string;
	readonly sequence: bigint | number;
	readonly at: string;
	readonly hash: string;
	readonly bytes: Uint8Array;
};
export type AuditLine = { readonly line: string; readonly hash: string };
export type AuditPage = { readonly lines: readonly AuditLine[]; readonly next?: string };

function conditions(query: AuditQuery): Prisma.Sql[] {
	const { stream, estate, plan, actor, step, type, from, to, text, after, order } = query;
	const found: Prisma.Sql[] = [];
	if (stream !== undefined) found.push(Prisma.sql`stream = ${stream}`);
	if (plan !== undefined) found.push(Prisma.sql`stream = ${`plan/${plan}`}`);
	if (estate !== undefined)
		found.push(Prisma.sql`(stream = ${`estate/${estate}`} OR stream IN (SELECT 'plan/' || id FROM "Plan" WHERE "estateId" = ${estate}))`);
	if (actor !== undefined) found.push(Prisma.sql`"actorId" = ${actor}`);
	if (type !== undefined) found.push(Prisma.sql`type IN (${Prisma.join(type)})`);
	if (from !== undefined) found.push(Prisma.sql`at >= ${from}`);
	if (to !== undefined) found.push(Prisma.sql`at < ${to}`);
	if (step !== undefined) found.push(Prisma.sql`type <> 'plan-drafted' AND instr(CAST(bytes AS TEXT), ${JSON.stringify(step)}) > 0`);
	for (const word of text?.split(/\s+/) ?? [])
		found.push(Prisma.sql`instr(lower(CAST(bytes AS TEXT)), lower(${JSON.stringify(word).slice(1, -1)})) > 0`);
	if (after !== undefined) {
		const place = Prisma.sql`(at, stream, sequence)`;
		const given = Prisma.sql`(${after.at}, ${after.stream}, ${after.sequence})`;
		found.push(order === "newest" ? Prisma.sql`${place} < ${given}` : Prisma.sql`${place} > ${given}`);
	}
	return found;
}

/** Whoever sees named estates only reads their streams, and nothing of the installation's own. */
async function visible(principal: Principal): Promise<Prisma.Sql[]> {
	const estates = await visibleEstates(principal);
	if (estates === undefined) return [];
	if (estates.length === 0) return [Prisma.sql`1 = 0`];
	const plans = Prisma.sql`SELECT 'plan/' || id FROM "Plan" WHERE "estateId" IN (${Prisma.join(estates)})`;
	return [Prisma.sql`(stream IN (${Prisma.join(estates.map((id) => `estate/${id}`))}) OR stream IN (${plans}))`];
}

/** One page of exact lines; `next` is there when more follow. */
export async function auditEvents(principal: Principal, query: AuditQuery): Promise<AuditPage> {
	const found = [...conditions(query), ...(await visible(principal))];
	const where = found.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(found, " AND ")}`;
	const order = query.order === "newest" ? Prisma.sql`at DESC, stream DESC, sequence DESC` : Prisma.sql`at, stream, sequence`;
	const rows = await database().$queryRaw<Row[]>`
		SELECT stream, sequence, at, hash, bytes FROM "Event" ${where} ORDER BY ${order} LIMIT ${query.limit + 1}`;
	const page = rows.slice(0, query.limit);
	const last = page.at(-1);
	return {
		lines: page.map(({ bytes, hash }) => ({ line: lineOf(bytes), hash })),
		...(rows.length > page.length && last && { next: `${last.at}~${last.stream}~${last.sequence}` }),
	};
}

const HEADER = ["at", "stream", "sequence", "type", "who", "actor", "command", "step", "subject", "reason", "data", "hash"];
const MAX_CELL = 30_000; // spreadsheets cut cells at 32,767 signs

/** The frozen plan weighs megabytes; a table names it by its digest. */
function dataText({ type, data }: LogEvent): string {
	const { plan, inventory, ...rest } = data;
	const digest = typeof plan === "object" && plan !== null && "planDigest" in plan ? { planDigest: plan.planDigest } : {};
	return JSON.stringify(type === "plan-drafted" ? { ...rest, ...digest } : data).slice(0, MAX_CELL);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The same events as a table for spreadsheets; no cell begins a formula. */
export async function auditCsv(lines: readonly AuditLine[]): Promise<string> {
	const names = await people();
	const rows = lines.map(({ line, hash }) => {
		const event = logEvent.parse(JSON.parse(line));
		const { stepId, subject, reason, text } = event.data;
		const who = names[event.actor.id]?.name ?? event.actor.id;
		const about = [textOf(stepId), textOf(subject), textOf(reason ?? text)];
		return [
			event.at,
			event.stream,
			String(event.sequence),
			event.type,
			who,
			event.actor.id,
			event.command,
			...about,
			dataText(event),
			hash,
		];
	});
	return writeCsvText([HEADER, ...rows]);
}
