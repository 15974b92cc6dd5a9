/**
 * The one place that writes the log (contracts section 5). `commit` opens a transaction, `append` inside it reads the
 * verified head, lets `decide` judge, inserts the events that follow and folds them.
 * Promises: all or nothing, also across streams; a command id that was answered is answered again with the same bytes;
 * bells ring only for what is committed; the stored bytes are exactly the bytes that were hashed.
 * Refuses: a command id used for another stream or another order, and streams whose log does not verify.
 */
import "server-only";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { hashBytes } from "@/lib/domain/chain.ts";
import { commandId } from "@/lib/domain/ids.ts";
import { type Actor, type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { ring } from "./bell.ts";
import { bulkInsert } from "./bulk-insert.ts";
import type { Tx } from "./db.ts";
import { type Heads, inGroup } from "./group-commit.ts";
import { grew } from "./growth.ts";
import { sha256 } from "./sha256.ts";
import { keepHead, lineOf, readHead, type StreamKind } from "./stream-state.ts";

/** An event as it lies in the log: `line` is exactly the hashed bytes, as text. */
export type StoredEvent = { readonly line: string; readonly hash: string; readonly event: LogEvent };

/** A transaction that may append to several streams. `afterCommit` work runs once everything is safely stored. */
export type Unit = {
	readonly tx: Tx;
	readonly afterCommit: (work: () => void) => void;
	/** Heads made in this transaction and not stored yet. */
	readonly heads: Heads;
};

/** Who orders what, where and when. */
export type Envelope = {
	readonly stream: string;
	readonly actor: Actor;
	/** `type` tells a repeat from a reused id: the order and what it is about, e.g. `start-step mfa-server.install:MFA02`. */
	readonly command: {
		readonly id: string;
		readonly type: string;
		/** How many events of this command went to other streams of the unit before; the numbering goes on. */
		readonly already?: number;
	};
	/** Now, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
	readonly at: string;
};

export type AppendOrder<S, E, N> = Envelope & {
	readonly kind: StreamKind<S, E>;
	/** Judges the order against the verified state; no events is a valid answer. */
	readonly decide: (state: S | undefined, sequence: number) => Result<readonly N[], Refusal> | Promise<Result<readonly N[], Refusal>>;
};

export type Appended<S> = {
	readonly events: readonly StoredEvent[];
	/** Of the last event of this command, or of the head when it made none. */
	readonly sequence: number;
	/** The folded state after this command; absent for a repeat. */
	readonly state?: S;
	/** True when this command was answered before and nothing was written now. */
	readonly repeated: boolean;
};

type NewEvent = { readonly type: string; readonly data: object };

const invalidId = (message: string): Refusal => ({ code: "invalid", issues: [{ path: "Idempotency-Key", message }] });

/** Runs `work` as one: a refusal leaves nothing behind, a success is stored and then rings. */
export async function commit<T>(work: (unit: Unit) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
	const after: (() => void)[] = [];
	const result = await inGroup(async (tx, heads) => {
		const value = await work({ tx, heads, afterCommit: (next) => after.push(next) });
		return { keep: value.ok, value };
	});
	if (result.ok) for (const next of after) next();
	return result;
}

/** Appends what `decide` answers to one stream, inside a unit. */
export async function append<S, E, N extends NewEvent>(
	{ tx, heads, afterCommit }: Unit,
	order: AppendOrder<S, E, N>,
): Promise<Result<Appended<S>, Refusal>> {
	const earlier = order.command.already ? undefined : await answeredBefore(tx, order);
	if (earlier) return earlier;
	const head = await readHead(tx, order.stream, order.kind, heads);
	const decision = await order.decide(head.state, head.sequence);
	if (!decision.ok) return decision;
	const events = chained(order, decision.value, head);
	const state =
		events.length === 0
			? head.state
			: order.kind.fold(
					head.state,
					events.map(({ event }) => order.kind.parse(event)),
				);
	const last = events.at(-1);
	const next = { sequence: last?.event.sequence ?? head.sequence, hash: last?.hash ?? head.hash, state };
	if (last) {
		await insert(tx, order, events);
		heads.set(order.stream, next);
	}
	afterCommit(() => {
		keepHead(order.stream, next, head.installation.generation);
		if (last) {
			grew(order.stream, events.length);
			ring(order.stream);
		}
	});
	return ok({ events, sequence: next.sequence, repeated: false, ...(state !== undefined && { state }) });
}

type HeadFacts = { readonly sequence: number; readonly hash: string; readonly installation: { readonly logId: string } };

/** The new events with their place, link and hash. Each is read back from its own bytes, as a later reader will. */
function chained(order: Envelope, news: readonly NewEvent[], head: HeadFacts): StoredEvent[] {
	let { sequence, hash: previous } = head;
	let number = order.command.already ?? 0;
	return news.map(({ type, data }) => {
		number += 1;
		sequence += 1;
		const line = canonicalText({
			v: 1,
			log: head.installation.logId,
			stream: order.stream,
			sequence,
			previous,
			type,
			at: order.at,
			actor: { id: order.actor.id, kind: order.actor.kind },
			command: number === 1 ? order.command.id : `${order.command.id}#${number}`,
			data,
		});
		previous = hashBytes(line, sha256);
		return { line, hash: previous, event: logEvent.parse(JSON.parse(line)) };
	});
}

const insert = (tx: Tx, order: Envelope, events: readonly StoredEvent[]): Promise<void> =>
	bulkInsert(
		tx,
		"Event",
		events.map(({ line, hash, event }) => ({
			stream: event.stream,
			sequence: event.sequence,
			previous: event.previous,
			hash,
			type: event.type,
			at: event.at,
			actorId: event.actor.id,
			actorKind: event.actor.kind,
			commandId: event.command,
			commandType: order.command.type,
			bytes: line,
		})),
		["bytes"],
	);

/** The first answer to this command id, or a refusal when the id was used for something else. */
async function answeredBefore(tx: Tx, order: Envelope): Promise<Result<Appended<never>, Refusal> | undefined> {
	const { id, type } = order.command;
	if (!commandId.safeParse(id).success) return err(invalidId("A command id is 1 to 128 visible ASCII characters"));
	if (/#\d+$/.test(id)) return err(invalidId("A command id does not end in # and a number: those mark further events of one command"));
	const [first] = await tx.$queryRaw<{ stream: string; sequence: number; commandType: string }[]>`
		SELECT "stream", "sequence", "commandType" FROM "Event" WHERE "actorId" = ${order.actor.id} AND "commandId" = ${id}`;
	if (first === undefined) return undefined;
	if (first.stream !== order.stream || first.commandType !== type) return err(invalidId("This command id was used for another command"));
	const events = await eventsOfCommand(tx, order.stream, first.sequence, id);
	return ok({ events, sequence: events.at(-1)?.event.sequence ?? first.sequence, repeated: true });
}

const PAGE = 500;

/** The events of one command stand next to each other, so reading stops at the first that is another's. */
async function eventsOfCommand(tx: Tx, stream: string, from: number, id: string): Promise<StoredEvent[]> {
	const found: StoredEvent[] = [];
	for (;;) {
		const where = { stream, sequence: { gte: from + found.length } };
		const rows = await tx.event.findMany({ where, orderBy: { sequence: "asc" }, take: PAGE, select: { hash: true, bytes: true } });
		for (const row of rows) {
			const line = lineOf(row.bytes);
			const event = logEvent.parse(JSON.parse(line));
			if (event.command !== id && !event.command.startsWith(`${id}#`)) return found;
			found.push({ line, hash: row.hash, event });
		}
		if (rows.length < PAGE) return found;
	}
}
