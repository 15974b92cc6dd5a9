/**
 * Who this installation is. Promises: one log id for the life of the database, made at the first use; a generation that
 * changes when a backup is restored.
 */
import "server-only";
import { randomUUID } from "node:crypto";
import { database, type Reader, transaction } from "./db.ts";

export type Installation = { readonly logId: string; readonly generation: string };

/** Reads it; throws when nobody called `ensureInstallation` on this database yet. */
export async function installation(reader: Reader = database()): Promise<Installation> {
	const [row] = await reader.$queryRaw<Installation[]>`SELECT "logId", "generation" FROM "Installation" LIMIT 1`;
	if (row === undefined) throw new Error("This database has no installation yet");
	return { logId: row.logId, generation: row.generation };
}

/** Reads it, making it when the database is new. Throws one clear line when the tables are missing. */
export async function ensureInstallation(now: Date = new Date()): Promise<Installation> {
	await assertMigrated();
	return transaction(async (tx) => {
		const row = await tx.installation.findFirst();
		if (row !== null) return { logId: row.logId, generation: row.generation };
		const fresh = { logId: `log-${randomUUID()}`, generation: randomUUID() };
		await tx.installation.create({ data: { ...fresh, createdAt: now.toISOString() } });
		return fresh;
	});
}

async function assertMigrated(): Promise<void> {
	const tables = await database().$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE name IN ('Installation', 'Event')`;
	if (tables.length < 2) throw new Error("The database has no tables yet: run `npx prisma migrate deploy` first");
}
