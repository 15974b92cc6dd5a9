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
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
	DriverAdapterError,
	isDriverAdapterError,
	type SqlDriverAdapter,
	type SqlDriverAdapterFactory,
	type SqlQuery,
} from "@prisma/driver-adapter-utils";
import { fifoLock, type Release } from "./fifo-lock.ts";
import { adopting, assertOutsideTransaction, type OpenTransaction } from "./inside-transaction.ts";
import { preparedStatements } from "./prepared-statements.ts";
import { applySettings, assertSettings, readSettings } from "./sqlite-settings.ts";
import { isBusy, storageBroke, tooManyWait } from "./sqlite-trouble.ts";

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

export type SafeSqlite = SqlDriverAdapterFactory & {
	/** Begins a transaction on the connection the client has opened; throws while there is none. */
	readonly begin: () => Promise<OpenTransaction>;
	/** Whether there is a connection to begin on. */
	readonly isOpen: () => boolean;
};

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

type SafeConnection = SqlDriverAdapter & { readonly begin: () => Promise<OpenTransaction> };

/** Wraps one open connection. */
function wrap(inner: SqlDriverAdapter, options: SafeSqliteOptions): SafeConnection {
	const prepared = preparedStatements(inner);
	const lock = fifoLock({
		patienceMs: LOCK_PATIENCE_MS,
		capacity: LOCK_CAPACITY,
		refuse: tooManyWait,
	});
	let broken: Error | undefined;

	const noticed = (error: unknown): unknown => {
		if (storageBroke(error)) broken = new Error("The database's storage failed; restart after checking the disk", { cause: error });
		return error;
	};

	const guardAtOnce = <T>(work: () => T): T => {
		if (broken) throw broken;
		try {
			return work();
		} catch (error) {
			throw noticed(error);
		}
	};

	const guard = async <T>(work: () => Promise<T>): Promise<T> => {
		if (broken) throw broken;
		try {
			return await work();
		} catch (error) {
			throw noticed(error);
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

	const openTransaction = (release: Release): OpenTransaction => {
		let closed = false;
		const assertOpen = (): void => {
			if (closed) throw new DriverAdapterError({ kind: "TransactionAlreadyClosed", cause: "The transaction has ended" });
		};
		const whileOpen = <T>(work: () => Promise<T>): Promise<T> => {
			assertOpen();
			return guard(work);
		};
		const atOnce = <T>(work: () => T): T => {
			assertOpen();
			return guardAtOnce(work);
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
			statements: {
				rows: (query) => atOnce(() => prepared.rows(query)),
				change: (query) => atOnce(() => prepared.change(query)),
			},
		};
	};

	const begin = (): Promise<OpenTransaction> =>
		patiently(async (release) => {
			await inner.executeRaw(statement("BEGIN IMMEDIATE"));
			return openTransaction(release);
		});

	return {
		provider: inner.provider,
		adapterName: inner.adapterName,
		queryRaw: (query) => once(() => inner.queryRaw(query)),
		executeRaw: (query) => once(() => inner.executeRaw(query)),
		executeScript: (script) => once(() => inner.executeScript(script)),
		begin,
		startTransaction: async (isolation) => {
			if (isolation && isolation !== "SERIALIZABLE") throw new DriverAdapterError({ kind: "InvalidIsolationLevel", level: isolation });
			return adopting.getStore() ?? begin();
		},
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

/** The adapter factory for `PrismaClient`. Connecting throws when the database cannot hold the promises above. */
export function safeSqlite(options: SafeSqliteOptions): SafeSqlite {
	const stock = new PrismaBetterSqlite3({ url: options.file, timeout: BUSY_WAIT_MS });
	let connected: SafeConnection | undefined;
	return {
		provider: stock.provider,
		adapterName: stock.adapterName,
		connect: async () => {
			const connection = await stock.connect();
			try {
				await whileBusy(() => applySettings(connection));
				assertSettings(await readSettings(connection, options.file));
			} catch (error) {
				await connection.dispose();
				throw error;
			}
			const wrapped = wrap(connection, options);
			connected = wrapped;
			return { ...wrapped, dispose: () => wrapped.dispose().finally(() => (connected = undefined)) };
		},
		isOpen: () => connected !== undefined,
		begin: () => {
			if (!connected) throw new Error("The database is not open");
			return connected.begin();
		},
	};
}

/** Another process may hold the file for a moment while this one opens it. */
async function whileBusy(work: () => Promise<void>): Promise<void> {
	const deadline = performance.now() + BUSY_PATIENCE_MS;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!isBusy(error) || performance.now() > deadline) throw error;
		}
		await sleep(10 + Math.random() * 40);
	}
}
