/**
 * The one database client of a process. Promises: reached only through the safe adapter; transactions are
 * all or nothing and wait their turn. Only this file imports the generated client.
 */
import "server-only";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Prisma, PrismaClient } from "@/prisma/generated/client.ts";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";
import { asTransaction, type SafeSqliteOptions, safeSqlite } from "./safe-sqlite.ts";

/** A client inside a transaction. */
export type Tx = Prisma.TransactionClient;
/** Either kind, for code that reads the same way inside and outside. */
export type Reader = Tx | PrismaClient;

/** A client on one file. `maxWait`: how long a transaction may queue; `timeout`: how long it may last; both ms. */
export function openDatabase(options: SafeSqliteOptions): PrismaClient {
	mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
	return new PrismaClient({ adapter: safeSqlite(options), transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
}

/** The database this process is configured for, opened on first use. */
export const database = (): PrismaClient => processWide("database", () => openDatabase({ file: env().databaseFile }));

/** Runs `work` in one transaction; what it throws rolls everything back. Inside, use only the client it is given. */
export const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database().$transaction((tx) => asTransaction(() => work(tx)));

/** Closes the database for good, for scripts and tests. */
export const closeDatabase = (): Promise<void> => database().$disconnect();

export { Prisma };
