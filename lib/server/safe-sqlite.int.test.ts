import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { databaseTrouble } from "./database-errors.ts";
import { openDatabase } from "./db.ts";
import { asTransaction } from "./inside-transaction.ts";
import { tempDatabase } from "./testing/temp-database.ts";

const temp = tempDatabase();
let failCommit: (() => void) | undefined;
const db = openDatabase({ file: temp.file, beforeCommit: () => failCommit?.() });
afterEach(() => {
	failCommit = undefined;
});
afterAll(async () => {
	await db.$disconnect();
	temp.remove();
});

const verification = (id: string) => ({ id, identifier: id, value: "x", expiresAt: new Date(0) });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A small seeded generator, so that a failing interleaving can be run again. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

describe("acknowledged writes", () => {
	it("[A5] 1,000 plain and session writes beside transactions that roll back: none lost, nothing uncommitted seen", async () => {
		const seed = 20_261_124;
		const chance = random(seed);
		await db.user.create({ data: { id: "u", name: "U", email: "u@example.test" } });
		let dirtyReads = 0;
		const acknowledged: string[] = [];

		const interleave = async (n: number) => {
			const doomed = db
				.$transaction(async (tx) => {
					await tx.verification.create({ data: verification(`doomed-${n}`) });
					if (chance() < 0.5) await pause(chance() * 2);
					throw new Error("rolled back on purpose");
				})
				.catch(() => undefined);
			// The way Better Auth writes a session: its adapter calls create on the root client.
			const write =
				n % 3 === 0
					? db.session.create({ data: { id: `kept-${n}`, token: `t-${n}`, userId: "u", expiresAt: new Date(0) } })
					: n % 3 === 1
						? db.verification.create({ data: verification(`kept-${n}`) })
						: db.$transaction([db.verification.create({ data: verification(`kept-${n}`) })]);
			const read = db.verification.count({ where: { id: { startsWith: "doomed" } } });
			const [, , seen] = await Promise.all([doomed, write.then(() => acknowledged.push(`kept-${n}`)), read]);
			dirtyReads += seen;
		};

		for (let batch = 0; batch < 1_000; batch += 10) await Promise.all(Array.from({ length: 10 }, (_, i) => interleave(batch + i)));

		const stored = new Set([
			...(await db.session.findMany({ select: { id: true } })).map((row) => row.id),
			...(await db.verification.findMany({ select: { id: true } })).map((row) => row.id),
		]);
		const lost = acknowledged.filter((id) => !stored.has(id));
		expect({ seed, acknowledged: acknowledged.length, lost, dirtyReads }).toEqual({ seed, acknowledged: 1_000, lost: [], dirtyReads: 0 });
		expect([...stored].filter((id) => id.startsWith("doomed"))).toEqual([]);
	});

	const failures = [
		() => new DriverAdapterError({ kind: "SocketTimeout", originalCode: "SQLITE_BUSY", originalMessage: "database is locked" }),
		() => new DriverAdapterError({ kind: "sqlite", extendedCode: 13, message: "database or disk is full", originalCode: "SQLITE_FULL" }),
		() => new DriverAdapterError({ kind: "sqlite", extendedCode: 1, message: "disk I/O error", originalCode: "SQLITE_IOERR_WRITE" }),
	];
	it("[A6] 50 failed COMMITs leave nothing behind, and the next 100 transactions succeed", async () => {
		const troubles = new Set<string>();
		for (let n = 0; n < 50; n++) {
			failCommit = () => {
				throw failures[n % failures.length]?.();
			};
			const error = await db
				.$transaction((tx) => tx.verification.create({ data: verification(`failed-${n}`) }))
				.then(
					() => undefined,
					(thrown: unknown) => thrown,
				);
			expect(error).toBeInstanceOf(Error);
			troubles.add(databaseTrouble(error));
			failCommit = undefined;
			await db.verification.create({ data: verification(`between-${n}`) });
		}
		expect(troubles).toEqual(new Set(["busy", "full", "storage-broken"]));
		for (let n = 0; n < 100; n++) await db.$transaction((tx) => tx.verification.create({ data: verification(`after-${n}`) }));

		const elsewhere = new Sqlite(temp.file, { readonly: true });
		const count = (prefix: string) => elsewhere.prepare("SELECT count(*) FROM Verification WHERE id LIKE ? || '%'").pluck().get(prefix);
		expect([count("failed-"), count("between-"), count("after-")]).toEqual([0, 50, 100]);
		elsewhere.close();
	});
});

describe("waiting and misuse", () => {
	it("[B8] a second process's write lock is waited for without a failure", async () => {
		const other = new Sqlite(temp.file);
		other.exec("BEGIN IMMEDIATE");
		const write = db.verification.create({ data: verification("waited") });
		const read = await db.verification.count({ where: { id: "waited" } });
		await pause(300);
		other.exec("COMMIT");
		other.close();
		expect(read).toBe(0);
		expect((await write).id).toBe("waited");
	});

	it("[B6] a lock that stays ends in a busy error, and the event loop keeps turning meanwhile", async () => {
		const other = new Sqlite(temp.file);
		other.exec("BEGIN IMMEDIATE");
		let turns = 0;
		const clock = setInterval(() => turns++, 1);
		const error = await db
			.$transaction((tx) => tx.verification.count())
			.then(
				() => undefined,
				(thrown: unknown) => thrown,
			);
		clearInterval(clock);
		other.exec("ROLLBACK");
		other.close();
		expect(databaseTrouble(error)).toBe("busy");
		expect(turns).toBeGreaterThan(20);
	});

	it("the root client inside a transaction is refused at once, and the database stays usable", async () => {
		const misuse = db.$transaction((tx) =>
			asTransaction(async () => {
				await tx.verification.count();
				return db.verification.count();
			}),
		);
		await expect(misuse).rejects.toThrow("inside a transaction");
		expect(await db.verification.count({ where: { id: "nobody" } })).toBe(0);
	});

	it("the same misuse without the mark ends with the transaction's time limit, not never", async () => {
		const misuse = db.$transaction(() => db.verification.count(), { timeout: 200, maxWait: 200 });
		expect(databaseTrouble(await misuse.catch((error: unknown) => error))).toBe("expired");
		expect(await db.verification.count({ where: { id: "nobody" } })).toBe(0);
	});

	it("a transaction that ended takes no more statements", async () => {
		let late: (() => Promise<unknown>) | undefined;
		await db.$transaction(async (tx) => {
			late = () => tx.verification.create({ data: verification("late") });
		});
		await expect(late?.()).rejects.toThrow();
		expect(await db.verification.count({ where: { id: "late" } })).toBe(0);
	});
});
