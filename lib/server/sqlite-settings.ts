/**
 * The settings without which an acknowledged write may be lost (reliability 0.3 and 6.1), set and read back on every open.
 * Promises: a database that does not hold all of them is refused, with one line a problem.
 * Refuses: DELETE journals, relaxed syncs, SQLite builds with the WAL-reset race, files on network disks.
 */
import "server-only";
import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { SqlDriverAdapter, SqlQuery } from "@prisma/driver-adapter-utils";

/** What an open connection says of itself. `fileSystem` is the magic number of `statfs`, 0 where there is none. */
export type SqliteSettings = {
	readonly journalMode: string;
	readonly synchronous: number;
	readonly foreignKeys: number;
	readonly recursiveTriggers: number;
	readonly version: string;
	readonly path: string;
	readonly fileSystem: number;
};

/** Run in this order on every open: a WAL database otherwise comes back with `synchronous = NORMAL`. */
const settingStatements: readonly string[] = [
	"PRAGMA journal_mode = WAL",
	"PRAGMA synchronous = FULL",
	"PRAGMA foreign_keys = ON",
	"PRAGMA recursive_triggers = ON",
	"PRAGMA journal_size_limit = 16777216",
];

// linux/magic.h: network file systems, where the shared memory beside a WAL is not shared.
const networkDisks = new Map([
	[0x6969, "NFS"],
	[0x517b, "SMB"],
	[0xff534d42, "CIFS"],
	[0xfe534d42, "SMB2"],
	[0x5346414f, "AFS"],
	[0x00c36400, "Ceph"],
	[0x0bd00bd0, "Lustre"],
]);

/** Number of the file system `path` (of a file that may not exist yet) lies on. */
export function fileSystemOf(path: string): number {
	return process.platform === "linux" ? Number(statfsSync(dirname(path), { bigint: true }).type) : 0;
}

const numbers = (version: string): number[] => version.split(".").map(Number);

function versionProblem(version: string): string[] {
	const [major = 0, minor = 0, patch = 0] = numbers(version);
	const tooOld = major < 3 || (major === 3 && (minor < 51 || (minor === 51 && patch < 3)));
	if (tooOld) return [`SQLite ${version} is older than 3.51.3 and may corrupt a WAL database`];
	return version === "3.52.0" ? ["SQLite 3.52.0 was withdrawn"] : [];
}

/** Every reason not to start with this connection; empty when there is none. */
export function settingsProblems(settings: SqliteSettings): string[] {
	const disk = settings.path.startsWith("\\\\") ? "a network share" : networkDisks.get(settings.fileSystem);
	return [
		...(settings.journalMode === "wal" ? [] : [`journal_mode is ${settings.journalMode}, must be wal`]),
		...(settings.synchronous >= 2 ? [] : [`synchronous is ${settings.synchronous}, must be 2 (FULL) or more`]),
		...(settings.foreignKeys === 1 ? [] : ["foreign_keys is off"]),
		...(settings.recursiveTriggers === 1 ? [] : ["recursive_triggers is off"]),
		...versionProblem(settings.version),
		...(disk === undefined ? [] : [`${settings.path} lies on ${disk}; a WAL database needs a local disk`]),
	];
}

/** Throws one Error that names every problem. */
export function assertSettings(settings: SqliteSettings): void {
	const problems = settingsProblems(settings);
	if (problems.length > 0) throw new Error(`The database cannot be opened safely: ${problems.join("; ")}`);
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** Sets them on an open connection. May find the file busy; setting them twice does no harm. */
export async function applySettings(connection: SqlDriverAdapter): Promise<void> {
	for (const sql of settingStatements) await connection.queryRaw(statement(sql));
}

/** Reads them back from an open connection to `file`. */
export async function readSettings(connection: SqlDriverAdapter, file: string): Promise<SqliteSettings> {
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
