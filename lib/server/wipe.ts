/**
 * Empties an installation for good. Promises: every table but the list of migrations is emptied and the file written
 * anew, so that nothing of it can be read from the database or its sidecars; databases that a restore put aside beside it
 * go too; a server that runs meanwhile notices. What the signer remembers stays, and so does its key: nothing signed is
 * ever signed again otherwise. Does not reach: backups, exports and copies of checkpoints elsewhere, the server's log,
 * blocks that the file system has given up.
 */
import "server-only";
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { appendAccess } from "./access-stream.ts";
import { copyDatabase, removeDatabaseFile } from "./backup.ts";
import { openDatabase } from "./db.ts";
import { commit } from "./event-store.ts";
import { ensureInstallation } from "./installation.ts";
import { newId } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

export type WipeFacts = {
	readonly logId: string;
	readonly streams: number;
	readonly events: number;
	readonly people: number;
	/** Databases that earlier restores put aside. */
	readonly putAside: readonly string[];
};

/** What would be removed. Changes nothing. */
export async function wipeFacts(live: string): Promise<WipeFacts> {
	const db = openDatabase({ file: live });
	try {
		const { logId } = await db.installation.findFirstOrThrow();
		const streams = (await db.event.groupBy({ by: ["stream"] })).length;
		return { logId, streams, events: await db.event.count(), people: await db.user.count(), putAside: putAside(live) };
	} finally {
		await db.$disconnect();
	}
}

const putAside = (live: string): string[] =>
	readdirSync(dirname(live))
		.filter((name) => name.startsWith(`${basename(live)}.before-restore-`))
		.map((name) => join(dirname(live), name));

/** Empties a database that nobody uses: all tables, their triggers put back, the file written anew. */
function empty(file: string): void {
	const db = new Sqlite(file);
	try {
		db.pragma("foreign_keys = OFF");
		db.pragma("journal_mode = DELETE");
		const named = (type: string) =>
			db.prepare("SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%'").all(type) as {
				name: string;
				sql: string;
			}[]; // the columns of SQLite's own table
		const triggers = named("trigger");
		db.transaction(() => {
			for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
			for (const { name } of named("table")) if (name !== "_prisma_migrations") db.exec(`DELETE FROM "${name}"`);
			for (const { sql } of triggers) db.exec(sql);
		})();
		db.exec("VACUUM");
	} finally {
		db.close();
	}
}

/** Copies over the live file, and cuts its write-ahead log, in which the old pages may still stand. */
async function putInPlace(prepared: string, live: string): Promise<void> {
	await copyDatabase(prepared, live);
	const db = new Sqlite(live, { timeout: 5_000 });
	try {
		db.pragma("wal_checkpoint(TRUNCATE)");
	} finally {
		db.close();
	}
}

/** Wipes the database `live`, which must be this process's own; the id of the log that begins in its place. */
export async function wipe(live: string, at: string = new Date().toISOString()): Promise<string> {
	const { logId: log, events, putAside: aside } = await wipeFacts(live);
	const prepared = `${live}.${process.pid}.wiping`;
	try {
		await copyDatabase(live, prepared);
		empty(prepared);
		await putInPlace(prepared, live);
	} finally {
		removeDatabaseFile(prepared);
	}
	for (const file of aside) rmSync(file, { force: true });
	const { logId } = await ensureInstallation();
	const envelope = { actor: SYSTEM, command: { id: newId("wipe"), type: "wipe" }, at };
	const done = await commit((unit) => appendAccess(unit, envelope, [{ type: "installation-wiped", data: { log, events } }]));
	if (!done.ok) throw new Error(`Recording the wipe was refused: ${done.error.code}`);
	return logId;
}
