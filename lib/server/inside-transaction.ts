/**
 * Which calls are made from inside a transaction, and which transaction the client is to take over. Once a process: the
 * connection may have been opened by another bundle than the one that asks.
 */
import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Transaction } from "@prisma/driver-adapter-utils";
import type { PreparedStatements } from "./prepared-statements.ts";
import { processWide } from "./process-wide.ts";

/** A transaction that has begun on the connection, for the ORM's calls and for prepared statements alike. */
export type OpenTransaction = Transaction & { readonly statements: PreparedStatements };

const insideTransaction = processWide("inside-transaction", () => new AsyncLocalStorage<{ open: boolean }>());

/** Inside, the client's own transaction is this one: it begins nothing, and ends what is there. */
export const adopting = processWide("adopted-transaction", () => new AsyncLocalStorage<OpenTransaction>());

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
