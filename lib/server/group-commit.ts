/**
 * Many orders, one flush: orders that arrive while a transaction is under way share the next one, each behind a
 * savepoint of its own, and all are answered after its COMMIT.
 *
 * Promises: an order is answered only when what it rests on is safely stored, its own events and those of the orders
 * judged before it in the same transaction; one that is refused or fails leaves nothing and disturbs no other; a COMMIT
 * that fails fails them all. First come, first judged.
 * Refuses an order given from inside a transaction, which would wait for itself, and what waits too long or behind too
 * many: with a busy error, so that the caller may try again.
 */
import "server-only";
import type { Tx } from "./db.ts";
import { assertOutsideTransaction } from "./inside-transaction.ts";
import { lightTransaction } from "./light-transaction.ts";
import { processWide } from "./process-wide.ts";
import { tooManyWait } from "./sqlite-trouble.ts";
import type { Head } from "./stream-state.ts";

/** Heads that orders of this transaction have made, by stream; not stored yet. */
export type Heads = Map<string, Head<unknown>>;

/** What an order did: `keep` says whether what it wrote stays. */
export type Judged<T> = { readonly keep: boolean; readonly value: T };

/** One order's work. `heads`: as the orders before it in this transaction left them, its own to write into. */
type Work<T> = (tx: Tx, heads: Heads) => Promise<Judged<T>>;

type Waiting = {
	/** When it came, on the process's own clock, in ms. */
	readonly since: number;
	/** Runs the work; afterwards `settle` tells whoever waits. */
	readonly work: (tx: Tx, heads: Heads) => Promise<boolean>;
	/** Called once the transaction is stored; the error when it is not. */
	readonly settle: (failure?: { readonly error: unknown }) => void;
};

/** Longer groups would make the first of them wait, and everybody else who wants the database. */
const MOST = 64;
const LONGEST_MS = 200;
const PATIENCE_MS = 15_000;
const CAPACITY = 10_000;

const line = processWide("group-commit", () => ({ waiting: [] as Waiting[], moving: false, groups: 0 }));

/** Transactions begun so far. */
export const groupsBegun = (): number => line.groups;

/** Does `work` in a transaction it may share with others, and resolves with its value once that is stored. */
export function inGroup<T>(work: Work<T>): Promise<T> {
	assertOutsideTransaction();
	if (line.waiting.length >= CAPACITY) throw tooManyWait();
	return new Promise<T>((resolve, reject) => {
		let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
		line.waiting.push({
			since: performance.now(),
			work: async (tx, heads) => {
				try {
					const { keep, value } = await work(tx, heads);
					outcome = { value };
					return keep;
				} catch (error) {
					outcome = { error };
					return false;
				}
			},
			settle: (failure) => {
				const end = outcome && "error" in outcome ? outcome : (failure ?? outcome);
				if (end === undefined || "error" in end) reject(end?.error);
				else resolve(end.value);
			},
		});
		if (!line.moving) void move();
	});
}

/** Works through the line, one transaction a group, until nobody waits. */
async function move(): Promise<void> {
	line.moving = true;
	while (line.waiting.length > 0) await oneGroup();
	line.moving = false;
}

/** Thrown so that a lone order which leaves nothing rolls its transaction back. */
class NothingToKeep extends Error {}

async function oneGroup(): Promise<void> {
	const done: Waiting[] = [];
	line.groups += 1;
	try {
		await lightTransaction(async (tx) => {
			const heads: Heads = new Map();
			const until = performance.now() + LONGEST_MS;
			for (let next = nextInLine(); next; next = mayGoOn(done, until) ? nextInLine() : undefined) {
				done.push(next);
				const first = done.length === 1;
				if (!(await (first ? next.work(tx, heads) : behindSavepoint(tx, heads, next))) && first) throw new NothingToKeep();
			}
		});
		for (const { settle } of done) settle();
	} catch (error) {
		// The transaction never began: nobody in the line would have got one either.
		if (done.length === 0) done.push(...line.waiting.splice(0));
		for (const { settle } of done) settle(error instanceof NothingToKeep ? undefined : { error });
	}
}

/** The first who still waits; those whose time is over are told so. */
function nextInLine(): Waiting | undefined {
	for (;;) {
		const next = line.waiting.shift();
		if (!next || performance.now() - next.since <= PATIENCE_MS) return next;
		next.settle({ error: tooManyWait() });
	}
}

const mayGoOn = (done: readonly Waiting[], until: number): boolean => done.length < MOST && performance.now() < until;

async function behindSavepoint(tx: Tx, heads: Heads, { work }: Waiting): Promise<boolean> {
	await tx.$executeRaw`SAVEPOINT one_order`;
	const own: Heads = new Map(heads);
	const keep = await work(tx, own);
	if (!keep) await tx.$executeRaw`ROLLBACK TO one_order`;
	await tx.$executeRaw`RELEASE one_order`;
	if (keep) for (const [stream, head] of own) heads.set(stream, head);
	return keep;
}
