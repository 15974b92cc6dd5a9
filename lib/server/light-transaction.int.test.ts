import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseTrouble } from "./database-errors.ts";
import { closeDatabase, database, Prisma, transaction } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { lightTransaction } from "./light-transaction.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

const row = (id: string) => ({ id, identifier: id, value: "x", expiresAt: new Date(0) });
const ids = async (prefix: string): Promise<string[]> =>
	(await database().verification.findMany({ where: { id: { startsWith: prefix } }, orderBy: { id: "asc" } })).map(({ id }) => id);

describe("the transaction of the hot path", () => {
	it("[A5] prepared statements and the client's own calls are one transaction and see each other's writes", async () => {
		const seen = await lightTransaction(async (tx) => {
			await tx.$executeRaw`INSERT INTO "Verification" (${Prisma.raw('"id", "identifier", "value", "expiresAt", "createdAt", "updatedAt"')})
				VALUES (${Prisma.join(["both-1", "both-1", "x", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"])})`;
			const byClient = await tx.verification.count({ where: { id: "both-1" } });
			await tx.verification.create({ data: row("both-2") });
			const byStatement = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Verification" WHERE "id" = ${"both-2"}`;
			return { byClient, byStatement };
		});
		expect(seen).toEqual({ byClient: 1, byStatement: [{ id: "both-2" }] });
		expect(await ids("both")).toEqual(["both-1", "both-2"]);
	});

	it.each([true, false])("[A6] what is thrown leaves nothing, whether the client's transaction was opened (%s)", async (opened) => {
		const doomed = lightTransaction(async (tx) => {
			await tx.$executeRaw`UPDATE "Installation" SET "generation" = ${"doomed"}`;
			if (opened) await tx.verification.create({ data: row("doomed") });
			throw new Error("on purpose");
		});
		await expect(doomed).rejects.toThrow("on purpose");
		expect(await database().installation.count({ where: { generation: "doomed" } })).toBe(0);
		expect(await ids("doomed")).toEqual([]);
		await transaction((tx) => tx.verification.create({ data: row(`after-${opened}`) })); // nobody holds the lock
		expect(await ids(`after-${opened}`)).toHaveLength(1);
	});

	it("[A5] a client kept beyond its transaction is refused", async () => {
		const { kept } = await lightTransaction(async (tx) => ({ kept: tx }));
		await expect(kept.$queryRaw`SELECT 1`).rejects.toThrow();
		await expect(kept.verification.count()).rejects.toThrow(/has ended/);
	});

	it("[G4] the log's triggers and keys refuse here as everywhere, and the trouble has its name", async () => {
		const trouble = async (sql: Prisma.Sql) =>
			databaseTrouble(
				await lightTransaction((tx) => tx.$executeRaw(sql)).then(
					() => undefined,
					(error: unknown) => error,
				),
			);
		await database().verification.create({ data: row("taken") });
		const again = Prisma.sql`INSERT INTO "Verification" SELECT * FROM "Verification" WHERE "id" = ${"taken"}`;
		expect(await trouble(again)).toBe("conflict");
		await lightTransaction(
			(tx) => tx.$executeRaw`
			INSERT INTO "Event" ("stream", "sequence", "previous", "hash", "type", "at", "actorId", "actorKind", "commandId", "commandType", "bytes")
			VALUES ('x', 1, 'p', 'h', 't', 'a', 'i', 'person', 'c', 'ct', x'00')`,
		);
		expect(await trouble(Prisma.sql`UPDATE "Event" SET "type" = 'y' WHERE "stream" = 'x'`)).toBe("append-only");
	});
});
