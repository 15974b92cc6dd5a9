import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyChain } from "@/lib/domain/chain.ts";
import { databaseTrouble } from "./database-errors.ts";
import { closeDatabase, database, transaction } from "./db.ts";
import { createEstate, estateEvents, estateInventory, previewInventory, replaceInventory } from "./estates.ts";
import { ensureInstallation } from "./installation.ts";
import { readEvents } from "./read-events.ts";
import { sha256 } from "./sha256.ts";
import { stoppedStreams, whyStopped } from "./stream-state.ts";
import { manyHosts, smallEstate } from "./testing/inventories.ts";
import { adam, lars, lena, olga, vera } from "./testing/people.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
beforeAll(() => ensureInstallation());
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

async function newEstate(commandId: string, inventory: unknown = smallEstate()): Promise<string> {
	const made = await createEstate(lena, { inventory }, commandId);
	if (!made.ok) throw new Error(JSON.stringify(made.error));
	return made.value.id;
}
const linesOf = async (id: string) => (await readEvents(`estate/${id}`, 0)).map(({ line }) => line);

describe("the log", () => {
	it("[G5] stores exactly the bytes that were hashed, chained from the installation's identity", async () => {
		const id = await newEstate("chain");
		const { logId } = await ensureInstallation();
		const lines = await linesOf(id);
		const verdict = verifyChain(lines, sha256, { log: logId, stream: `estate/${id}` });
		const head = await database().event.findFirst({ where: { stream: `estate/${id}` }, orderBy: { sequence: "desc" } });
		expect(verdict).toMatchObject({ sound: true, events: lines.length, head: head?.hash });
		expect(lines.length).toBe(13); // the estate, 5 hosts, 2 servers, a portal, a farm, 2 pools, a client system
	});

	it("[A9] a command id sent five times at once makes one set of events and one answer", async () => {
		const answers = await Promise.all(Array.from({ length: 5 }, () => createEstate(lena, { inventory: smallEstate() }, "five-times")));
		const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.id : "refused")));
		expect(ids.size).toBe(1);
		const [id = ""] = ids;
		expect(new Set((await linesOf(id)).map((line) => JSON.parse(line).command)).size).toBe((await linesOf(id)).length);
	});

	it("[A9] a repeated replacement returns the first answer byte for byte, also after others came", async () => {
		const id = await newEstate("repeat-base");
		const changed = { ...smallEstate(), hosts: [{ name: "MFA01", os: "2022" }] };
		const first = await replaceInventory(lena, id, changed, "repeat");
		await replaceInventory(lars, id, smallEstate(), "by-another");
		const again = await replaceInventory(lena, id, changed, "repeat");
		if (!first.ok || !again.ok) throw new Error("refused");
		expect(again.value.events.map(({ line }) => line)).toEqual(first.value.events.map(({ line }) => line));
		expect(again.value.sequence).toBe(first.value.sequence);
	});

	it("[A9] a command id used for another stream or another order is refused", async () => {
		const id = await newEstate("reuse-1");
		const other = await newEstate("reuse-2");
		const changed = { ...smallEstate(), hosts: [] };
		expect((await replaceInventory(lena, id, changed, "reuse-3")).ok).toBe(true);
		expect(await replaceInventory(lena, other, changed, "reuse-3")).toMatchObject({ ok: false, error: { code: "invalid" } });
		expect(await replaceInventory(lena, id, changed, "reuse-1")).toMatchObject({ ok: false, error: { code: "invalid" } });
		for (const id of ["reuse-1#2", "with space", "", "x".repeat(129)])
			expect(await createEstate(lena, { name: "No" }, id)).toMatchObject({ ok: false, error: { code: "invalid" } });
	});

	it("[G6] UPDATE, DELETE, REPLACE and an event out of order are refused by the database itself", async () => {
		const id = await newEstate("append-only");
		const stream = `estate/${id}`;
		const row = await database().event.findFirstOrThrow({ where: { stream, sequence: 2 } });
		const attempts = [
			database().event.updateMany({ where: { stream }, data: { type: "x" } }),
			database().event.deleteMany({ where: { stream } }),
			database().$executeRaw`INSERT OR REPLACE INTO Event SELECT * FROM Event WHERE stream = ${stream} AND sequence = 2`,
			database().event.create({ data: { ...row, sequence: 999, previous: "x", commandId: "gap" } }),
			database().installation.updateMany({ data: { logId: "another" } }),
		];
		const troubles = await Promise.all(attempts.map((attempt) => attempt.then(() => "done", databaseTrouble)));
		expect(troubles).toEqual(Array(attempts.length).fill("append-only"));
	});

	it("a refusal inside a unit leaves nothing behind, and nothing rings", async () => {
		const before = await database().event.count();
		expect(await createEstate(vera, { name: "No" }, "viewer")).toMatchObject({ error: { code: "forbidden" } });
		expect(await createEstate(adam, { name: "No" }, "admin")).toMatchObject({ error: { code: "forbidden" } });
		expect(await createEstate(lena, { inventory: { format: "x" } }, "bad")).toMatchObject({ error: { code: "invalid" } });
		await expect(transaction(() => Promise.reject(new Error("fault")))).rejects.toThrow("fault");
		expect(await database().event.count()).toBe(before);
	});
});

describe("estates", () => {
	it("an import shows its changes before it is stored, then stores exactly those", async () => {
		const id = await newEstate("preview");
		const next = smallEstate();
		next.mfaServers = next.mfaServers.filter(({ host }) => host !== "MFA02");
		next.hosts = [{ name: "mfa01", os: "2022" }];
		const preview = await previewInventory(lena, id, next);
		if (!preview.ok) throw new Error("refused");
		expect(preview.value.changes.map(({ change, component, name, fields }) => [change, component, name, fields])).toEqual([
			["changed", "host", "mfa01", ["name", "os"]],
			["removed", "mfa-server", "MFA02", undefined],
			["removed", "host", "MFA02", undefined],
		]);
		const stored = await replaceInventory(lena, id, next, "preview-2", { expectedSequence: preview.value.sequence });
		if (!stored.ok) throw new Error("refused");
		expect(stored.value.events.map(({ event }) => event.type)).toEqual(["component-changed", "component-removed", "component-removed"]);
		const exported = await estateInventory(vera, id);
		expect(exported.ok && exported.value.mfaServers.map(({ host }) => host)).toEqual(["MFA01"]);
		expect(await previewInventory(lena, id, next)).toMatchObject({ value: { changes: [] } });
		expect(await replaceInventory(lena, id, smallEstate(), "late", { expectedSequence: 1 })).toMatchObject({
			error: { code: "stale-sequence" },
		});
	});

	it("missing is 404 before forbidden; an operator may read and not write", async () => {
		const id = await newEstate("access");
		expect(await replaceInventory(olga, "nowhere", smallEstate(), "x")).toMatchObject({ error: { code: "not-found" } });
		expect(await replaceInventory(olga, id, smallEstate(), "x")).toMatchObject({ error: { code: "forbidden" } });
		expect((await estateInventory(olga, id)).ok).toBe(true);
		expect(await estateEvents(olga, id, 12)).toMatchObject({ ok: true, value: { sequence: 13 } });
	});

	it("5,000 hosts are one correlated set, stored and read back", async () => {
		const id = await newEstate("large", manyHosts(5_000));
		const lines = await linesOf(id);
		expect(lines.length).toBe(5_001);
		expect(JSON.parse(lines[5_000] ?? "").command).toBe("large#5001");
		expect(await database().host.count({ where: { estateId: id } })).toBe(5_000);
		const all = await replaceInventory(lena, id, manyHosts(5_000, "2022"), "large-2");
		expect(all.ok && all.value.events.length).toBe(5_000);
		expect(await database().host.count({ where: { estateId: id, os: "2022" } })).toBe(5_000);
	}, 60_000);
});

describe("a log that does not verify", () => {
	/** Changes the table behind the server's back, as somebody with the file could. */
	function tamper(sql: string, ...values: string[]): void {
		const db = new Sqlite(temp.file);
		db.exec("DROP TRIGGER Event_refuse_update; DROP TRIGGER Event_refuse_delete");
		db.prepare(sql).run(...values);
		db.exec(
			"CREATE TRIGGER Event_refuse_update BEFORE UPDATE ON Event BEGIN SELECT RAISE(ABORT, 'append-only: an event cannot be changed'); END",
		);
		db.exec(
			"CREATE TRIGGER Event_refuse_delete BEFORE DELETE ON Event BEGIN SELECT RAISE(ABORT, 'append-only: an event cannot be deleted'); END",
		);
		db.close();
	}

	it.each([
		[
			"an altered head",
			"UPDATE Event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'VPN', 'VPX') AS BLOB) WHERE stream = ? AND type = 'component-added' AND CAST(bytes AS TEXT) LIKE '%VPN%'",
		],
		["a cut tail", "DELETE FROM Event WHERE stream = ? AND sequence = (SELECT max(sequence) FROM Event)"],
		["a rewritten head hash", "UPDATE Event SET hash = 'ff' WHERE stream = ? AND CAST(bytes AS TEXT) LIKE '%VPN%'"],
	])("[G1] %s stops the stream: writing is a fault, reading goes on, other streams too", async (what, sql) => {
		const id = await newEstate(`tamper ${what}`.replaceAll(" ", "-"));
		const stream = `estate/${id}`;
		tamper(sql.replace("FROM Event)", `FROM Event WHERE stream = '${stream}')`), stream);
		await expect(replaceInventory(lena, id, { ...smallEstate(), hosts: [] }, `after-${what.replaceAll(" ", "-")}`)).rejects.toThrow(
			/event/,
		);
		expect(whyStopped(stream)).toMatch(/event/);
		expect(stoppedStreams().has(stream)).toBe(true);
		expect((await estateInventory(vera, id)).ok).toBe(true);
		await newEstate(`beside-${what.replaceAll(" ", "-")}`);
	});
});
