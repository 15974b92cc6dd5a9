/**
 * Backup and restore through SQLite's own online copy: complete while a server writes, never a bare file copy.
 * Promises: what is handed over was verified by our own verifier, stream by stream; a backup appears whole or not at
 * all; a restore keeps a copy of what it replaces, ends every session, and tells a running server to forget its folds.
 * Refuses: a file that is no sound Lockstep database.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { openDatabase } from "./db.ts";
import { verifyStreams } from "./verify-streams.ts";

export type Copied = { readonly file: string; readonly streams: number; readonly events: number };

/** Copies one database file over another through SQLite, sidecars and running writers included. */
export async function copyDatabase(from: string, to: string): Promise<void> {
	if (!existsSync(to)) closeSync(openSync(to, "wx", 0o600)); // sessions and tokens' hashes lie in it
	const source = new Sqlite(from, { fileMustExist: true, timeout: 5_000 });
	try {
		await source.backup(to);
	} finally {
		source.close();
	}
}

/** The file and its sidecars. */
export function removeDatabaseFile(file: string): void {
	for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(file + end, { force: true });
}

/** Opens a copy and checks every stream; throws one sentence that names the first that does not hold. */
async function verifiedFile(file: string): Promise<Copied> {
	const db = openDatabase({ file });
	try {
		let [streams, events] = [0, 0];
		for await (const { stream, verdict } of verifyStreams(db)) {
			if (!verdict.sound) throw new Error(`stream ${stream}, event ${verdict.sequence}: ${verdict.problem}`);
			streams += 1;
			events += verdict.events;
		}
		return { file, streams, events };
	} catch (error) {
		throw new Error("The copy is not a sound Lockstep database", { cause: error });
	} finally {
		await db.$disconnect();
	}
}

/** Writes a verified copy of the database `from` to `target`, which must not exist yet. */
export async function backUp(from: string, target: string): Promise<Copied> {
	const file = resolve(target);
	if (existsSync(file)) throw new Error(`${file} exists already`);
	const partial = `${file}.${process.pid}.partial`;
	try {
		await copyDatabase(from, partial);
		const copied = await verifiedFile(partial);
		removeSidecars(partial);
		renameSync(partial, file);
		return { ...copied, file };
	} finally {
		removeDatabaseFile(partial);
	}
}

/** After a clean close nothing stands in them; left over, they would be taken for another database's. */
function removeSidecars(file: string): void {
	for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
}

export type Restored = Copied & { /** Copy of the database that was replaced. */ readonly kept?: string };

/**
 * Puts a backup in the place of the database `live`, which a server may be using. Everybody signs in anew: sessions
 * and links that were ended after the backup was made must not come back.
 */
export async function restore(source: string, live: string, now: Date = new Date()): Promise<Restored> {
	const file = resolve(source);
	if (!existsSync(file)) throw new Error(`${file} does not exist`);
	const prepared = `${live}.${process.pid}.restoring`;
	try {
		await copyDatabase(file, prepared);
		const copied = await verifiedFile(prepared);
		await prepare(prepared);
		const kept = existsSync(live) ? `${live}.before-restore-${now.toISOString().replaceAll(":", "")}` : undefined;
		if (kept !== undefined) await copyDatabase(live, kept);
		await copyDatabase(prepared, live);
		chmodSync(live, 0o600);
		return { ...copied, file, ...(kept !== undefined && { kept }) };
	} finally {
		removeDatabaseFile(prepared);
	}
}

async function prepare(file: string): Promise<void> {
	const db = openDatabase({ file });
	try {
		await db.$transaction([
			db.installation.updateMany({ data: { generation: randomUUID() } }),
			db.session.deleteMany({}),
			db.signInLink.deleteMany({}),
			db.verification.deleteMany({}),
		]);
	} finally {
		await db.$disconnect();
	}
}
