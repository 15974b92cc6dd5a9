/**
 * One signer at a time, among all processes that share a signing key: what was signed before is looked up, judged and
 * remembered as one act, also when the processes have different databases (a backup started beside the real thing).
 * Promises: the lock goes with the process that held it. Refuses after ten seconds; the heads wait for the next time.
 */
import "server-only";
import { closeSync, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { fifoLock } from "./fifo-lock.ts";
import { processWide } from "./process-wide.ts";
import { besideKey } from "./signer-memory.ts";

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 10;

const busy = (): Error => new Error("Another process holds the signer's lock; what is to be signed waits for the next time");
const line = () => processWide("signer-lock", () => fifoLock({ patienceMs: PATIENCE_MS, capacity: 1_000, refuse: busy }));

/** SQLite's own file lock, on an empty file: the operating system gives it back when a process dies. */
async function hold(): Promise<Sqlite.Database> {
	const file = besideKey("signer-lock");
	closeSync(openSync(file, "a", 0o600));
	const lock = new Sqlite(file, { timeout: 0 });
	for (const until = Date.now() + PATIENCE_MS; ; await pause(LOOK_EVERY_MS)) {
		try {
			lock.exec("BEGIN EXCLUSIVE");
			return lock;
		} catch (error) {
			if (error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY") && Date.now() < until) continue;
			lock.close();
			throw error;
		}
	}
}

/** Runs `work` while no other signer does. */
export async function aloneSigning<T>(work: () => Promise<T>): Promise<T> {
	const release = await line().acquire();
	try {
		const lock = await hold();
		try {
			return await work();
		} finally {
			lock.close();
		}
	} finally {
		release();
	}
}
