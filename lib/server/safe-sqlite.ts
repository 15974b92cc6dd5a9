/**
 * Prisma's SQLite adapter, made safe (reliability 0.1 to 0.3 and 6.1). One connection serves every request, so:
 * - one lock covers every query and every transaction: nothing runs inside somebody else's transaction;
 * - transactions begin IMMEDIATE: a read that leads to a write cannot lose its snapshot to another process;
 * - a COMMIT that fails is rolled back before the lock is given on: no zombie swallows later writes;
 * - settings are set and read back on every open, and a connection without them is refused;
 * - waiting for another process yields to the event loop, and ends with a busy error after `BUSY_PATIENCE_MS`.
 * Refuses: queries on a finished transaction, the root client inside `asTransaction` (it would wait for itself), and
 * everything after a rollback that failed or a storage error, until the process is started anew.
 */
import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
	DriverAdapterError,
	isDriverAdapterError,
	type SqlDriverAdapter,
	type SqlDriverAdapterFactory,
	type SqlQuery,
	type Transaction,
} from "@prisma/driver-adapter-utils";
import { fifoLock, type Release } from "./fifo-lock.ts";
import { assertSettings, fileSystemOf, type SqliteSettings, settingStatements } from "./sqlite-settings.ts";

/** SQLite's own wait sleeps on the only thread there is, so it is kept short and repeated between other work. */
const BUSY_WAIT_MS = 40;
const BUSY_PATIENCE_MS = 3_000;
const LOCK_PATIENCE_MS = 15_000;
const LOCK_CAPACITY = 10_000;

export type SafeSqliteOptions = {
	/** Absolute path of the database file. */
	readonly file: string;
	/** For tests: called in place of a COMMIT; what it throws is what the COMMIT failed with. */
	readonly beforeCommit?: () => void;
};

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();

/** Runs `work` marked as being inside a transaction: the root client then refuses at once instead of waiting for itself. */
export async function asTransaction<T>(work: () => Promise<T>): Promise<T> {
	const mark = { open: true };
	try {
		return await insideTransaction.run(mark, work);
	} finally {
		mark.open = false;
	}
}

/** Throws inside `asTransaction`: what waits for a transaction of its own must not be asked for there. */
export function assertOutsideTransaction(): void {
	if (insideTransaction.getStore()?.open)
		throw new Error("The root database client was used inside a transaction; use the transaction's own client");
}

/** What a request is told when too many wait already, or when it waited too long. */
export const tooManyWait = (): DriverAdapterError => busy("too many requests wait for the database");

const busy = (message: string): DriverAdapterError =>
	new DriverAdapterError({ kind: "SocketTimeout", originalCode: "SQLITE_BUSY", originalMessage: message });

const isBusy = (error: unknown): boolean => isDriverAdapterError(error) && error.cause.kind === "SocketTimeout";

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

const storageBroke = (error: unknown): boolean =>
	isDriverAdapterError(error) && /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(error.cause.originalCode ?? "");

/** Wraps one open connection. */
function wrap(inner: SqlDriverAdapter, options: SafeSqliteOptions): SqlDriverAdapter {
	const lock = fifoLock({
		patienceMs: LOCK_PATIENCE_MS,
		capacity: LOCK_CAPACITY,
		refuse: tooManyWait,
	});
	let broken: Error | undefined;

	const guard = async <T>(work: () => Promise<T>): Promise<T> => {
		if (broken) throw broken;
		try {
			return await work();
		} catch (error) {
			if (storageBroke(error)) broken = new Error("The database's storage failed; restart after checking the disk", { cause: error });
			throw error;
		}
	};

	const acquire = (): Promise<Release> => {
		assertOutsideTransaction();
		return lock.acquire();
	};

	/** Holds the lock for one attempt; while another process writes, lets others in between attempts. */
	const patiently = async <T>(attempt: (release: Release) => Promise<T>): Promise<T> => {
		let deadline = Number.POSITIVE_INFINITY;
		for (;;) {
			const release = await acquire();
			try {
				return await guard(() => attempt(release));
			} catch (error) {
				release();
				if (!isBusy(error) || performance.now() > deadline) throw error;
				if (deadline === Number.POSITIVE_INFINITY) deadline = performance.now() + BUSY_PATIENCE_MS - BUSY_WAIT_MS;
			}
			await sleep(10 + Math.random() * 40); // jitter: two waiting processes must not knock in step
		}
	};

	const once = <T>(work: () => Promise<T>): Promise<T> =>
		patiently(async (release) => {
			const result = await work();
			release();
			return result;
		});

	/** Ends the open transaction without a trace; a connection on which that fails serves nobody any more. */
	const rollBack = async (): Promise<void> => {
		try {
			await inner.executeRaw(statement("ROLLBACK"));
		} catch (error) {
			const gone = isDriverAdapterError(error) && /no transaction is active/.test(error.cause.originalMessage ?? "");
			if (!gone) broken = new Error("A transaction could not be rolled back", { cause: error });
		}
	};

	const openTransaction = (release: Release): Transaction => {
		let closed = false;
		const whileOpen = <T>(work: () => Promise<T>): Promise<T> => {
			if (closed) throw new DriverAdapterError({ kind: "TransactionAlreadyClosed", cause: "The transaction has ended" });
			return guard(work);
		};
		const end = async (work: () => Promise<void>): Promise<void> => {
			if (closed) return;
			closed = true;
			try {
				await work();
			} finally {
				release();
			}
		};
		const run = async (sql: string): Promise<void> => void (await whileOpen(() => inner.executeRaw(statement(sql))));
		return {
			provider: inner.provider,
			adapterName: inner.adapterName,
			options: { usePhantomQuery: true }, // COMMIT and ROLLBACK are sent here, not by the client
			queryRaw: async (query) => whileOpen(() => inner.queryRaw(query)),
			executeRaw: async (query) => whileOpen(() => inner.executeRaw(query)),
			createSavepoint: (name) => run(`SAVEPOINT ${name}`),
			rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
			releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
			commit: () =>
				end(async () => {
					try {
						options.beforeCommit?.();
						await guard(() => inner.executeRaw(statement("COMMIT")));
					} catch (error) {
						await rollBack();
						throw error;
					}
				}),
			rollback: () => end(rollBack),
		};
	};

	return {
		provider: inner.provider,
		adapterName: inner.adapterName,
		queryRaw: (query) => once(() => inner.queryRaw(query)),
		executeRaw: (query) => once(() => inner.executeRaw(query)),
		executeScript: (script) => once(() => inner.executeScript(script)),
		startTransaction: (isolation) =>
			patiently(async (release) => {
				if (isolation && isolation !== "SERIALIZABLE") throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: isolation });
				await inner.executeRaw(statement("BEGIN IMMEDIATE"));
				return openTransaction(release);
			}),
		dispose: async () => {
			const release = await lock.acquire();
			try {
				await inner.dispose();
			} finally {
				release();
			}
		},
	};
}

async function readSettings(connection: SqlDriverAdapter, file: string): Promise<SqliteSettings> {
	const value = async (sql: string): Promise<unknown> => (await connection.queryRaw(statement(sql))).rows[0]?.[0];
	return {
		journalMode: String(await value("PRAGMA journal_mode")),
		synchronous: Number(await value("PRAGMA synchronous")),
		foreignKeys: Number(await value("PRAGMA foreign_keys")),
		recursiveTriggers: Number(await value("PRAGMA recursive_triggers")),
		version: String(await value("SELECT sqlite_version()")),
		path: file,
		fileSystem: fileSystemOf(file),
	};
}

/** Another process may hold the file for a moment while this one opens it. */
async function applySettings(connection: SqlDriverAdapter): Promise<void> {
	const deadline = performance.now() + BUSY_PATIENCE_MS;
	for (const sql of settingStatements) {
		for (;;) {
			try {
				await connection.queryRaw(statement(sql));
				break;
			} catch (error) {
				if (!isBusy(error) || performance.now() > deadline) throw error;
			}
			await sleep(10 + Math.random() * 40);
		}
	}
}

/** The adapter factory for `PrismaClient`. Connecting throws when the database cannot hold the promises above. */
export function safeSqlite(options: SafeSqliteOptions): SqlDriverAdapterFactory {
	const stock = new PrismaBetterSqlite3({ url: options.file, timeout: BUSY_WAIT_MS });
	return {
		provider: stock.provider,
		adapterName: stock.adapterName,
		connect: async () => {
			const connection = await stock.connect();
			try {
				await applySettings(connection);
				assertSettings(await readSettings(connection, options.file));
			} catch (error) {
				await connection.dispose();
				throw error;
			}
			return wrap(connection, options);
		},
	};
}
