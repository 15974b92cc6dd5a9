import Sqlite from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "./db.ts";
import { assertSettings, type SqliteSettings, settingsProblems } from "./sqlite-settings.ts";
import { tempDatabase } from "./testing/temp-database.ts";

const temp = tempDatabase();
afterAll(() => temp.remove());

const good: SqliteSettings = {
	journalMode: "wal",
	synchronous: 2,
	foreignKeys: 1,
	recursiveTriggers: 1,
	version: "3.53.2",
	path: "/var/lib/lockstep.db",
	fileSystem: 0xef53,
};

describe("what a database must hold before it is used", () => {
	it("[A4] good settings are accepted", () => expect(settingsProblems(good)).toEqual([]));

	const wrong: [string, Partial<SqliteSettings>][] = [
		["a DELETE journal", { journalMode: "delete" }],
		["an in-memory journal", { journalMode: "memory" }],
		["synchronous NORMAL", { synchronous: 1 }],
		["synchronous OFF", { synchronous: 0 }],
		["foreign keys off", { foreignKeys: 0 }],
		["recursive triggers off", { recursiveTriggers: 0 }],
		["SQLite 3.51.2", { version: "3.51.2" }],
		["SQLite 3.52.0", { version: "3.52.0" }],
		["a file on NFS", { fileSystem: 0x6969 }],
		["a file on a Windows share", { path: "\\\\files\\lockstep.db" }],
	];
	it.each(wrong)("[A4] refuses %s", (_, change) => {
		expect(settingsProblems({ ...good, ...change })).toHaveLength(1);
		expect(() => assertSettings({ ...good, ...change })).toThrow("cannot be opened safely");
	});

	it("[A4] every open, the second too, reads back the safe settings", async () => {
		for (let open = 1; open <= 3; open++) {
			const db = openDatabase({ file: temp.file });
			const pragma = async (name: string) =>
				Object.values((await db.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {})[0];
			const values = [];
			for (const name of ["journal_mode", "synchronous", "foreign_keys", "recursive_triggers"]) values.push(String(await pragma(name)));
			expect([open, ...values]).toEqual([open, "wal", "2", "1", "1"]);
			await db.$disconnect();
		}
	});

	it("[A4] the stock driver's second open is the one with relaxed syncs, so the check is not idle", () => {
		const stock = new Sqlite(temp.file);
		expect(stock.pragma("synchronous", { simple: true })).toBe(1);
		stock.close();
	});

	it("[A4] a file that cannot become WAL is refused at the first query", async () => {
		const memory = openDatabase({ file: ":memory:" });
		await expect(memory.user.count()).rejects.toThrow("journal_mode is memory");
	});
});
