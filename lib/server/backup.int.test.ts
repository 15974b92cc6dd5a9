import { copyFileSync, existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp, restore } from "./backup.ts";
import { closeDatabase, database } from "./db.ts";
import { createEstate, estateInventory, replaceInventory } from "./estates.ts";
import { ensureInstallation } from "./installation.ts";
import { stoppedStreams } from "./stream-state.ts";
import { smallEstate } from "./testing/inventories.ts";
import { lena } from "./testing/people.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});
const path = (name: string) => join(temp.directory, name);

async function newEstate(commandId: string): Promise<string> {
	const made = await createEstate(lena, { inventory: smallEstate() }, commandId);
	if (!made.ok) throw new Error("refused");
	return made.value.id;
}

describe("backup", () => {
	it("[I1] a backup taken while others write holds everything acknowledged before it began, and verifies", async () => {
		for (let n = 0; n < 20; n++) await newEstate(`before-${n}`);
		const acknowledged = await database().event.count();
		const writers = Promise.all(Array.from({ length: 20 }, (_, n) => newEstate(`during-${n}`)));
		const copied = await backUp(temp.file, path("one.backup"));
		await writers;
		expect(copied.events).toBeGreaterThanOrEqual(acknowledged);
		expect(statSync(path("one.backup")).mode & 0o777).toBe(0o600);
		expect(readdirSync(temp.directory).filter((name) => /partial|one\.backup-/.test(name))).toEqual([]);
	});

	it("[I1] copying the main file alone is no backup: what was written last is not in it", async () => {
		await newEstate("in-the-wal");
		copyFileSync(temp.file, path("plain.copy"));
		const copy = new Sqlite(path("plain.copy"));
		expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
		expect(copy.prepare("SELECT count(*) FROM Event").pluck().get()).toBeLessThan(await database().event.count());
		copy.close();
	});

	it("an existing file is not overwritten; an altered database is not handed out", async () => {
		await expect(backUp(temp.file, path("one.backup"))).rejects.toThrow("exists already");
		copyFileSync(path("one.backup"), path("altered.db"));
		const altered = new Sqlite(path("altered.db"));
		altered.exec(
			"DROP TRIGGER Event_refuse_update; UPDATE Event SET at = at, bytes = CAST(replace(CAST(bytes AS TEXT), 'VPN', 'VPX') AS BLOB)",
		);
		altered.close();
		await expect(backUp(path("altered.db"), path("two.backup"))).rejects.toThrow("not a sound");
		expect(existsSync(path("two.backup"))).toBe(false);
	});
});

describe("restore", () => {
	it("[I2] puts the backup in place under a running server, which goes on from there", async () => {
		const id = await newEstate("kept");
		await database().user.create({ data: { id: "u", name: "U", email: "u@example.test" } });
		await database().session.create({ data: { id: "s", token: "t", userId: "u", expiresAt: new Date(0) } });
		await backUp(temp.file, path("three.backup"));
		await replaceInventory(lena, id, { ...smallEstate("Later"), hosts: [] }, "after-the-backup");
		const lost = await newEstate("lost");

		const restored = await restore(path("three.backup"), temp.file);

		const inventory = await estateInventory(lena, id);
		expect(inventory.ok && inventory.value.estate.name).toBe("Contoso");
		expect(await estateInventory(lena, lost)).toMatchObject({ error: { code: "not-found" } });
		expect(await database().session.count()).toBe(0);
		expect((await replaceInventory(lena, id, { ...smallEstate("Again"), hosts: [] }, "goes-on")).ok).toBe(true);
		expect([...stoppedStreams()]).toEqual([]);
		const kept = new Sqlite(restored.kept ?? "", { readonly: true });
		expect(kept.prepare("SELECT name FROM Estate WHERE id = ?").pluck().get(id)).toBe("Later");
		kept.close();
	});

	it("a file that is no database, or does not verify, changes nothing", async () => {
		writeFileSync(path("text.backup"), "not a database, only words\n".repeat(100));
		const before = await database().event.count();
		await expect(restore(path("text.backup"), temp.file)).rejects.toThrow();
		await expect(restore(path("altered.db"), temp.file)).rejects.toThrow("not a sound");
		await expect(restore(path("nowhere.backup"), temp.file)).rejects.toThrow("does not exist");
		expect(await database().event.count()).toBe(before);
	});
});
