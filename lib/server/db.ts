/**
 * The one database client of a process. Promises: reached only through the safe adapter; transactions are
 * all or nothing and wait their turn. Only this file imports the generated client.
 */
import "server-only";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Prisma, PrismaClient } from "@/prisma/generated/client.ts";
import { env } from "./env.ts";
import { asTransaction, type OpenTransaction } from "./inside-transaction.ts";
import { processWide } from "./process-wide.ts";
import { type SafeSqliteOptions, safeSqlite } from "./safe-sqlite.ts";

/** A client inside a transaction. */
export type Tx = Prisma.TransactionClient;
/** Either kind, for code that reads the same way inside and outside. */
export type Reader = Tx | PrismaClient;

export type DatabaseHandle = {
	readonly client: PrismaClient;
	/** Begins a transaction apart from the client, on the same connection. */
	readonly begin: () => Promise<OpenTransaction>;
};

/** A client on one file. `maxWait`: how long a transaction may queue; `timeout`: how long it may last; both ms. */
function openHandle(options: SafeSqliteOptions): DatabaseHandle {
	mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
	const adapter = safeSqlite(options);
	const client = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
	const begin = async (): Promise<OpenTransaction> => {
		if (!adapter.isOpen()) await client.$connect();
		return adapter.begin();
	};
	return { client, begin };
}

export const openDatabase = (options: SafeSqliteOptions): PrismaClient => openHandle(options).client;

/** The database this process is configured for, opened on first use. */
export const databaseHandle = (): DatabaseHandle => processWide("database", () => openHandle({ file: env().databaseFile }));

export const database = (): PrismaClient => databaseHandle().client;

/** Runs `work` in one transaction; what it throws rolls everything back. Inside, use only the client it is given. */
export const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database().$transaction((tx) => asTransaction(() => work(tx)));

/** Closes the database for good, for scripts and tests. */
export const closeDatabase = (): Promise<void> => database().$disconnect();

export { Prisma };
