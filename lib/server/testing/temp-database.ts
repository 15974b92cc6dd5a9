/** A database of its own for a test file: a migrated SQLite file in a temporary directory. */
import "server-only";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";

const migrations = fileURLToPath(new URL("../../../prisma/migrations/", import.meta.url));

export type TempDatabase = { readonly file: string; readonly directory: string; readonly remove: () => void };

/** Creates the file by running every migration's SQL in order. */
export function tempDatabase(): TempDatabase {
	const directory = mkdtempSync(join(tmpdir(), "lockstep-test-"));
	const file = join(directory, "test.db");
	const db = new Sqlite(file);
	const folders = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	for (const name of folders.map((entry) => entry.name).sort()) db.exec(readFileSync(join(migrations, name, "migration.sql"), "utf8"));
	db.close();
	return { file, directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The same, and makes it the database of this process. Call before anything asks for the database. */
export function adoptTempDatabase(): TempDatabase {
	const temp = tempDatabase();
	process.env.DATABASE_URL = `file:${temp.file}`;
	return temp;
}
