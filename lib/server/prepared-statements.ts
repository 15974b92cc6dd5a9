/**
 * SQL by statements that stay prepared: what is asked at every tick costs a tenth of the client's way (performance T1).
 * Promises: the same connection, hence the same transaction, as whatever else runs on it; a text is prepared once.
 * Refuses to be used for texts made of outside data: values go in as parameters, and every text is kept.
 */
import "server-only";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import Sqlite from "better-sqlite3";

/** A text with a `?` for each value, as `Prisma.sql` makes it. */
export type Sql = { readonly sql: string; readonly values: readonly unknown[] };

export type PreparedStatements = {
	/** Rows with their columns by name: text, numbers, null, and bytes. */
	readonly rows: (query: Sql) => unknown[];
	/** How many rows were changed. */
	readonly change: (query: Sql) => number;
};

/** Statements of one open connection. */
export function preparedStatements(connection: SqlDriverAdapter): PreparedStatements {
	const db = handleOf(connection);
	const kept = new Map<string, Sqlite.Statement>();
	const prepared = (sql: string): Sqlite.Statement => {
		const found = kept.get(sql) ?? db.prepare(sql).safeIntegers(false); // the log's numbers are all safe ones
		kept.set(sql, found);
		return found;
	};
	return {
		rows: ({ sql, values }) => prepared(sql).all(...values.map(bound)),
		change: ({ sql, values }) => prepared(sql).run(...values.map(bound)).changes,
	};
}

/** SQLite knows no booleans. */
const bound = (value: unknown): unknown => (typeof value === "boolean" ? Number(value) : (value ?? null));

/** The adapter keeps its handle to itself; the versions are pinned, and another shape is refused rather than guessed at. */
function handleOf(connection: SqlDriverAdapter): Sqlite.Database {
	const { client } = connection as unknown as { readonly client?: unknown };
	if (client instanceof Sqlite) return client;
	throw new Error("This version of the SQLite adapter keeps its connection elsewhere");
}
