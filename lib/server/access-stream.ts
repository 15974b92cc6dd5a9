/** The installation's own stream: keys, restores, requests about persons, reviews. Folded to nothing but its length. */
import "server-only";
import { type AccessEvent, accessEvent } from "@/lib/domain/access/events.ts";
import { logEvent } from "@/lib/domain/log-event.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { database, type Reader } from "./db.ts";
import { type Appended, append, type Envelope, type Unit } from "./event-store.ts";
import { lineOf, type StreamKind } from "./stream-state.ts";

export const ACCESS_STREAM = "access";

/** An access event as it stands in the log. */
export type RecordedAccessEvent = AccessEvent & { readonly sequence: number; readonly at: string; readonly actorId: string };

const recorded = (line: string): RecordedAccessEvent => {
	const event = logEvent.parse(JSON.parse(line));
	const { sequence, at, actor } = event;
	return { ...accessEvent.parse({ type: event.type, data: event.data }), sequence, at, actorId: actor.id };
};

const accessKind: StreamKind<number, AccessEvent> = {
	parse: (event) => accessEvent.parse({ type: event.type, data: event.data }),
	fold: (count = 0, events) => count + events.length,
};

type Judge = () => Result<readonly AccessEvent[], Refusal> | Promise<Result<readonly AccessEvent[], Refusal>>;

/**
 * Appends facts inside a unit: judged already, or by a function that is asked only when the command is new, so that a
 * repeat gets its first answer whatever holds by now.
 */
export const appendAccess = (
	unit: Unit,
	envelope: Omit<Envelope, "stream">,
	events: readonly AccessEvent[] | Judge,
): Promise<Result<Appended<number>, Refusal>> => {
	const decide = typeof events === "function" ? events : () => ok(events);
	return append<number, AccessEvent, AccessEvent>(unit, { ...envelope, stream: ACCESS_STREAM, kind: accessKind, decide });
};

/** Every access event of one type, oldest first. */
export async function accessEvents<T extends AccessEvent["type"]>(
	type: T,
	reader: Reader = database(),
): Promise<readonly Extract<RecordedAccessEvent, { type: T }>[]> {
	// Raw: the gate asks for freezes at every start, by a prepared statement.
	const rows = await reader.$queryRaw<{ bytes: Uint8Array }[]>`
		SELECT "bytes" FROM "Event" WHERE "stream" = ${ACCESS_STREAM} AND "type" = ${type} ORDER BY "sequence"`;
	return rows.map(({ bytes }) => recorded(lineOf(bytes)) as Extract<RecordedAccessEvent, { type: T }>); // the query asked for the type
}
