import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "@/scripts/audit-pack/verify.mjs";
import { removeOldAccessRecords } from "./access-retention.ts";
import { accessEvents } from "./access-stream.ts";
import { checkAgainstSigned, newestHeads, signHeads } from "./checkpoints.ts";
import { database } from "./db.ts";
import { installation } from "./installation.ts";
import { exportInstallation } from "./installation-export.ts";
import { hashOfSecret } from "./secret-token.ts";
import { stoppedStreams } from "./stream-state.ts";
import { apiWorld, endWorld, order, runningPlan, type World } from "./testing/api-world.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyLog } from "./verify-log.ts";
import { wipe, wipeFacts } from "./wipe.ts";

const temp = adoptTempDatabase();
let world: World;
let plan: Awaited<ReturnType<typeof runningPlan>>;
beforeAll(async () => {
	world = await apiWorld();
	plan = await runningPlan(world);
});
afterAll(() => endWorld(temp));

const day = (text: string) => new Date(`${text}T12:00:00.000Z`);

it("[PACK24] access records go after the kept days, the living ones stay, and the log says how many went", async () => {
	const { id: userId } = await database().user.findFirstOrThrow();
	const session = (id: string, expiresAt: Date) => ({ id, token: `t-${id}`, userId, expiresAt, ipAddress: "203.0.113.9" });
	await database().session.createMany({
		data: [session("old", day("2026-01-01")), session("kept", day("2026-05-01")), session("alive", day("2999-01-01"))],
	});
	await database().signInLink.create({ data: { id: "l", tokenHash: hashOfSecret("l"), userId, expiresAt: day("2026-01-02") } });
	expect(await removeOldAccessRecords(90, day("2026-06-01"))).toBe(2);
	expect((await database().session.findMany({ where: { userId }, select: { id: true } })).map(({ id }) => id).sort()).toEqual(
		expect.arrayContaining(["alive", "kept"]),
	);
	expect(await database().session.count({ where: { id: "old" } })).toBe(0);
	expect(await removeOldAccessRecords(90, day("2026-06-01"))).toBe(0);
	const said = (await accessEvents("access-records-removed")).map(({ data }) => data);
	expect(said).toEqual([{ before: "2026-03-03T12:00:00.000Z", count: 2 }]);
	expect(await verifyLog()).toMatchObject({ broken: [] });
});

it("[PACK25] the export holds every stream's exact bytes, verifies stream by stream, and no secret", async () => {
	const { zip, streams, events } = await exportInstallation("2026-11-24T12:00:00.000Z");
	const folder = join(temp.directory, "export");
	for (const name of ["", "streams", "inventories"]) mkdirSync(join(folder, name), { recursive: true });
	const files = unzipSync(zip);
	for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
	const names = Object.keys(files).filter((name) => name.startsWith("streams/"));
	expect([names.length, events]).toEqual([streams, await database().event.count()]);
	for (const name of names) {
		const said: string[] = [];
		const keep = ["--keys", join(folder, "keys.txt"), "--checkpoint", join(folder, "checkpoints.txt"), "--sealed"];
		expect(
			main([join(folder, name), ...keep], (line: string) => said.push(line)),
			`${name}: ${said.join("; ")}`,
		).toBe(0);
	}
	const all = Object.values(files).map((bytes) => Buffer.from(bytes).toString("latin1"));
	const tokens = await database().apiToken.findMany({ select: { hash: true } });
	const hidden = [...tokens.map(({ hash }) => hash), ...Object.values(world).map((headers) => headers.authorization?.slice(7) ?? "?")];
	expect(hidden.length).toBeGreaterThan(4);
	expect(hidden.filter((secret) => all.some((text) => text.includes(secret)))).toEqual([]);
});

it("[PACK26, G7] a wipe leaves nothing in the files, keeps the guards and the signer's memory, and a new log begins", async () => {
	const user = await database().user.findFirstOrThrow();
	const before = await wipeFacts(temp.file);
	const remembered = readFileSync(`${temp.file}.signed-heads.jsonl`, "utf8");
	writeFileSync(`${temp.file}.before-restore-2026-11-01T000000.000Z`, "an older database");
	expect(before.putAside).toEqual([]);
	const contents = () =>
		readdirSync(temp.directory)
			.filter((name) => name.startsWith("test.db") && !name.includes("signed-heads") && !name.endsWith(".pem"))
			.map((name) => readFileSync(join(temp.directory, name), "latin1"))
			.join("");
	expect([contents().includes("Contoso"), contents().includes(user.email), contents().includes(plan.id)]).toEqual([true, true, true]);

	const fresh = await wipe(temp.file);
	expect([contents().includes("Contoso"), contents().includes(user.email), contents().includes(plan.id)]).toEqual([false, false, false]);
	expect(contents()).not.toContain("an older database");
	expect(fresh).not.toBe(before.logId);
	expect((await installation()).logId).toBe(fresh);
	expect((await accessEvents("installation-wiped")).map(({ data }) => data)).toEqual([{ log: before.logId, events: before.events }]);
	expect([await database().user.count(), await database().event.count(), await database().plan.count()]).toEqual([0, 1, 0]);
	expect((await order(plan.id, { type: "add-note", text: "x" }, world.lead)).http).toBe(401);

	expect(readFileSync(`${temp.file}.signed-heads.jsonl`, "utf8")).toBe(remembered);
	await checkAgainstSigned();
	expect([...stoppedStreams()]).toEqual([]);
	await expect(database().event.deleteMany({})).rejects.toThrow();
	expect(await signHeads(["access"])).toHaveLength(2);
	expect((await newestHeads()).every(({ origin }) => origin.includes(fresh))).toBe(true);
	expect(await verifyLog()).toMatchObject({ streams: 1, events: 1, broken: [] });
});
