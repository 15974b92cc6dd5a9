/**
 * Writes what concerns access into the log: sign-ins and failures, roles, tokens, exports, reads of the audit.
 * Promises: a change of rights and its event are stored together or not at all (`changeAccess`). What only tells of a
 * sign-in or a read is noted (`noteAccess`): a full disk or a stopped log must lock nobody out of the night's work;
 * what could not be noted stands in the server's log as an error.
 */
import "server-only";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import type { Actor } from "@/lib/domain/log-event.ts";
import { ok } from "@/lib/domain/result.ts";
import { actorOf, instantNow } from "./access.ts";
import { appendAccess } from "./access-stream.ts";
import type { Tx } from "./db.ts";
import { commit } from "./event-store.ts";
import { ensureInstallation } from "./installation.ts";
import { log } from "./log.ts";
import type { Principal } from "./principal.ts";
import { processWide } from "./process-wide.ts";
import { newId } from "./secret-token.ts";
import { sha256 } from "./sha256.ts";

const TEN_MINUTES = 10 * 60 * 1000;

/** How the log names a session. */
export const sessionMark = (sessionId: string): string => sha256(`session\n${sessionId}`).slice(0, 32);

/**
 * Does `work` and stores the events it tells of, in one transaction. `work` answers its value and what happened;
 * no event means that nothing changed.
 */
export async function changeAccess<T>(
	actor: Actor,
	order: string,
	work: (tx: Tx) => Promise<{ readonly value: T; readonly events: readonly AccessEvent[] }>,
): Promise<T> {
	await ensureInstallation(); // the command line may make people in a database that no server has opened yet
	const envelope = { actor, command: { id: newId("access"), type: order }, at: instantNow() };
	const done = await commit(async (unit) => {
		const { value, events } = await work(unit.tx);
		if (events.length === 0) return ok(value);
		const appended = await appendAccess(unit, envelope, events);
		return appended.ok ? ok(value) : appended;
	});
	if (!done.ok) throw new Error(`An access event was refused: ${done.error.code}`);
	return done.value;
}

/** Notes one event. `commandId`: the same one is noted once. Never throws. */
export async function noteAccess(actor: Actor, event: AccessEvent, commandId: string = newId("access")): Promise<void> {
	const envelope = { actor, command: { id: commandId, type: event.type }, at: instantNow() };
	await commit((unit) => appendAccess(unit, envelope, [event])).then(
		(done) => {
			if (!done.ok) log.error("An access event was not stored", { type: event.type, why: done.error.code });
		},
		(error: unknown) => log.error("An access event was not stored", { type: event.type }, error),
	);
}

/** What was noted in these ten minutes already; the log itself would also know, at the price of a transaction. */
const noted = processWide("noted-reads", () => new Set<string>());

/** Notes something that is asked for again and again: once per person, thing and ten minutes. */
async function noteOften(principal: Principal, event: AccessEvent, now: number): Promise<void> {
	const span = Math.floor(now / TEN_MINUTES);
	const what = sha256(JSON.stringify([event.type, event.data])).slice(0, 24);
	const id = `${event.type}-${what}-${span}`;
	const key = `${span} ${principal.id} ${id}`;
	if (noted.has(key)) return;
	for (const old of noted) if (!old.startsWith(`${span} `)) noted.delete(old);
	noted.add(key);
	await noteAccess(actorOf(principal), event, id);
}

type Exported = Extract<AccessEvent, { type: "exported" }>["data"];

const OFTEN: ReadonlySet<Exported["what"]> = new Set(["inventory", "events", "plan-events"]);

/** Notes that something left as a file; events and inventories, which scripts and the replay fetch all day, once in ten minutes. */
export const noteExport = (principal: Principal, data: Exported, now: number = Date.now()): Promise<void> =>
	OFTEN.has(data.what) ? noteOften(principal, { type: "exported", data }, now) : noteAccess(actorOf(principal), { type: "exported", data });

/** Notes a look through the audit; the same question again within ten minutes is the same look. */
export const noteAuditRead = (
	principal: Principal,
	what: "events" | "checkpoints",
	filter?: string,
	now: number = Date.now(),
): Promise<void> => noteOften(principal, { type: "audit-read", data: { what, ...(filter && { filter }) } }, now);

/** What a query asked for, in order of keys, without pages: `estate=e-1&type=waived`. */
export const filterText = (search: URLSearchParams): string =>
	[...search]
		.filter(([key, value]) => value !== "" && !["after", "limit", "format", "order"].includes(key))
		.map(([key, value]) => `${key}=${value}`)
		.sort()
		.join("&")
		.slice(0, 300);
