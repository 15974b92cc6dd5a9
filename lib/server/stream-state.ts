/**
 * A stream, folded, kept in this process so that a command on a long stream costs as much as on a short one.
 * Promises: what is kept is believed only while the stored head still has the same sequence and the same hash, its
 * bytes hashed anew; every event that is folded has been checked for place, link and hash.
 * Refuses: a stream whose stored events do not fit. It is stopped, with an alarm in the log, and never mended here.
 */
import "server-only";
import { firstPrevious, hashBytes } from "@/lib/domain/chain.ts";
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import type { Reader } from "./db.ts";
import { type Installation, installation } from "./installation.ts";
import { log } from "./log.ts";
import { processWide } from "./process-wide.ts";
import { sha256 } from "./sha256.ts";

/** How the events of one kind of stream are read and folded. `fold` must leave `state` as it was. */
export type StreamKind<S, E> = {
	/** Throws when type or data are not of this kind of stream. */
	readonly parse: (event: LogEvent) => E;
	readonly fold: (state: S | undefined, events: readonly E[]) => S | undefined;
};

export type Head<S> = {
	/** 0 and the first `previous` when the stream is empty. */
	readonly sequence: number;
	readonly hash: string;
	readonly state: S | undefined;
};

type Kept = Head<unknown> & { readonly generation: string };

const KEPT_STREAMS = 64;
const PAGE = 1_000;

const kept = processWide("stream-states", () => new Map<string, Kept>());
const stopped = processWide("stopped-streams", () => new Map<string, string>());

/** Why a stream takes no more events, or undefined. `*` stops them all. */
export const whyStopped = (stream: string): string | undefined => stopped.get(stream) ?? stopped.get("*");

export const stoppedStreams = (): ReadonlyMap<string, string> => stopped;

/** Makes a stream read-only until the next start and raises the alarm. */
export function stopStream(stream: string, problem: string): void {
	if (stopped.has(stream)) return;
	stopped.set(stream, problem);
	kept.delete(stream);
	log.error("ALARM: the log does not verify; the stream is read-only", { stream, problem });
}

const judged = processWide<{ generation?: string }>("stopped-generation", () => ({}));

/** Another database was put in place, or a restore recorded: what was found about the one before no longer holds. */
export function judgeAnew(generation: string): void {
	if (judged.generation !== undefined && judged.generation !== generation) stopped.clear();
	judged.generation = generation;
}

/** Keeps what was folded. Only for heads that are committed. */
export function keepHead(stream: string, head: Head<unknown>, generation: string): void {
	kept.delete(stream);
	kept.set(stream, { ...head, generation });
	const oldest = kept.keys().next();
	if (kept.size > KEPT_STREAMS && !oldest.done) kept.delete(oldest.value);
}

/** The stored log contradicts itself, or what this process saw of it. */
function mismatch(problem: string): Error {
	return Object.assign(new Error(problem), { name: "LogMismatch" });
}

type Row = { readonly sequence: number; readonly previous: string; readonly hash: string; readonly bytes: Uint8Array };

/** Stored bytes as text; what is no UTF-8 changes on the way, and then its hash does not fit. */
export const lineOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

/** The event of a row that follows `before`; throws a sentence that names what does not fit. */
function checkedEvent(row: Row, stream: string, before: { sequence: number; hash: string }): LogEvent {
	if (row.sequence !== before.sequence + 1) throw mismatch(`event ${before.sequence + 1} is missing`);
	const line = lineOf(row.bytes);
	if (hashBytes(line, sha256) !== row.hash) throw mismatch(`event ${row.sequence} was altered: its bytes do not give its hash`);
	const event = logEvent.parse(JSON.parse(line));
	const fits = event.stream === stream && event.sequence === row.sequence && event.previous === before.hash && row.previous === before.hash;
	if (!fits) throw mismatch(`event ${row.sequence} does not follow event ${before.sequence}`);
	return event;
}

/** The stored head must still be the one that was folded. */
function assertSameHead(row: Row | undefined, from: Head<unknown>): void {
	if (from.sequence === 0) return;
	if (row === undefined || row.sequence < from.sequence) throw mismatch(`events after ${row?.sequence ?? 0} are gone`);
	if (row.sequence === from.sequence && (row.hash !== from.hash || hashBytes(lineOf(row.bytes), sha256) !== from.hash))
		throw mismatch(`event ${row.sequence} was altered after it was written`);
}

const columns = { sequence: true, previous: true, hash: true, bytes: true } as const;

async function foldAfter<S, E>(
	reader: Reader,
	stream: string,
	kind: StreamKind<S, E>,
	from: Head<S>,
	read: (row: Row, stream: string, before: { sequence: number; hash: string }) => LogEvent = checkedEvent,
): Promise<Head<S>> {
	let head = from;
	for (;;) {
		const where = { stream, sequence: { gt: head.sequence } };
		const rows: Row[] = await reader.event.findMany({ where, orderBy: { sequence: "asc" }, take: PAGE, select: columns });
		let last = { sequence: head.sequence, hash: head.hash };
		const events = rows.map((row) => {
			const event = read(row, stream, last);
			last = { sequence: row.sequence, hash: row.hash };
			return kind.parse(event);
		});
		head = { ...last, state: events.length > 0 ? kind.fold(head.state, events) : head.state };
		if (rows.length < PAGE) return head;
	}
}

/**
 * The head of a stream and its folded state, verified. Throws when the stream is stopped or does not verify.
 * Read inside the transaction that is going to append. `made`: heads of that very transaction, which come before kept ones.
 */
export async function readHead<S, E>(
	reader: Reader,
	stream: string,
	kind: StreamKind<S, E>,
	made?: ReadonlyMap<string, Head<unknown>>,
): Promise<Head<S> & { readonly installation: Installation }> {
	const self = await installation(reader);
	judgeAnew(self.generation);
	const reason = whyStopped(stream);
	if (reason !== undefined) throw mismatch(`The stream ${stream} is read-only: ${reason}`);
	const found = kept.get(stream);
	const start: Head<S> = { sequence: 0, hash: firstPrevious(self.logId, stream, sha256), state: undefined };
	const known = made?.get(stream) ?? (found?.generation === self.generation ? found : start);
	const from = known as Head<S>; // one kind per stream name
	try {
		const [row] = await reader.$queryRaw<Row[]>`
			SELECT "sequence", "previous", "hash", "bytes" FROM "Event" WHERE "stream" = ${stream} ORDER BY "sequence" DESC LIMIT 1`;
		assertSameHead(row, from);
		const head = row === undefined || row.sequence === from.sequence ? from : await foldAfter(reader, stream, kind, from);
		return { ...head, installation: self };
	} catch (error) {
		if (error instanceof Error && isMismatch(error)) stopStream(stream, error.message);
		throw error;
	}
}

/** Whether an error says that a stream's log does not verify. */
export const isMismatch = (error: unknown): boolean => error instanceof Error && error.name === "LogMismatch";

/**
 * The folded state of a stream outside any transaction, kept for the next reader. A stopped stream can still be read:
 * its events are then folded as they lie there, and nothing is kept.
 */
export async function currentState<S, E>(reader: Reader, stream: string, kind: StreamKind<S, E>): Promise<Head<S>> {
	try {
		const { installation: self, ...head } = await readHead(reader, stream, kind);
		if (head.sequence > 0) keepHead(stream, head, self.generation);
		return head;
	} catch (error) {
		if (!isMismatch(error)) throw error;
		return foldAfter(reader, stream, kind, { sequence: 0, hash: "", state: undefined }, (row) =>
			logEvent.parse(JSON.parse(lineOf(row.bytes))),
		);
	}
}
