import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { firstPrevious, hashBytes } from "@/lib/domain/chain.ts";
import { fromHex, toBase64, toHex } from "@/lib/domain/proof/bytes.ts";
import { rootOf, treeOf } from "@/lib/domain/proof/merkle.ts";
import { openNote, parseCheckpoint, parseKeyLine } from "@/lib/domain/proof/note.ts";
import { backUp, restore } from "./backup.ts";
import { checkAgainstSigned, newestHeads, originOf, signHeads } from "./checkpoints.ts";
import { closeDatabase, database } from "./db.ts";
import { env } from "./env.ts";
import { createEstate, replaceInventory } from "./estates.ts";
import { ensureInstallation, installation } from "./installation.ts";
import { allKeyLines, rotateKey } from "./key-rotation.ts";
import { sendCopies } from "./outside-copies.ts";
import { recordRestore } from "./record-restore.ts";
import { unsignedStreams } from "./sealing.ts";
import { sha256 } from "./sha256.ts";
import { hashRaw, noteKey, verifyEd25519 } from "./signing-key.ts";
import { stoppedStreams } from "./stream-state.ts";
import { smallEstate } from "./testing/inventories.ts";
import { lena } from "./testing/people.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyLog } from "./verify-log.ts";

const temp = adoptTempDatabase();
const copies = join(temp.directory, "elsewhere");
const received: string[] = [];
const webhook = createServer((request, response) => {
	request.setEncoding("utf8").on("data", (part: string) => received.push(part));
	request.on("end", () => response.writeHead(204).end());
});
const host = { hash: hashRaw, verify: verifyEd25519 };

beforeAll(async () => {
	mkdirSync(copies);
	await new Promise<void>((done) => {
		webhook.listen(0, "127.0.0.1", done);
	});
	process.env.LOCKSTEP_CHECKPOINT_DIRECTORY = copies;
	process.env.LOCKSTEP_CHECKPOINT_WEBHOOK = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`;
	await ensureInstallation();
});
afterAll(async () => {
	await closeDatabase();
	webhook.close();
	temp.remove();
});

let number = 0;
const nextId = () => `checkpoint-${++number}`;
async function estate(): Promise<string> {
	const made = await createEstate(lena, { inventory: smallEstate() }, nextId());
	if (!made.ok) throw new Error("refused");
	return made.value.id;
}
const change = (id: string) => replaceInventory(lena, id, { ...smallEstate(`Contoso ${number}`), hosts: [] }, nextId());

it("[CHK10] a head is the Merkle root over the exact events, signed under the stream's origin by the installation's key", async () => {
	const id = await estate();
	await change(id);
	const [head, log] = await signHeads([`estate/${id}`]);
	const { logId } = await installation();
	const opened = head && openNote(head.note, [noteKey(logId)], host);
	const checkpoint = opened && parseCheckpoint(opened.text);
	const rows = await database().event.findMany({ where: { stream: `estate/${id}` }, orderBy: { sequence: "asc" } });
	const leaves = rows.map(({ bytes }) => fromHex(hashBytes(Buffer.from(bytes).toString("utf8"), sha256)));
	expect(checkpoint).toMatchObject({ origin: originOf(logId, `estate/${id}`), size: rows.length });
	expect(checkpoint && toHex(checkpoint.root)).toBe(toHex(rootOf(treeOf(leaves, hashRaw), hashRaw)));
	expect(log && openNote(log.note, [noteKey(logId)], host)?.text).toBe(`lockstep/${logId}\n${log?.size}\n${log?.root}\n`);
	expect(rows[0]?.previous).toBe(firstPrevious(logId, `estate/${id}`, sha256));
});

it("[CHK10] the key lies in a file of its own that only its owner reads, and one that others can read is refused", async () => {
	expect(statSync(env().signingKeyFile).mode & 0o777).toBe(0o600);
	expect(env().signingKeyFile).not.toBe(temp.file);
	expect(readFileSync(temp.file).includes("PRIVATE KEY")).toBe(false);
	chmodSync(env().signingKeyFile, 0o640);
	expect(() => noteKey("any")).toThrow("can be read by others");
	chmodSync(env().signingKeyFile, 0o600);
	expect(noteKey("any").publicKey).toHaveLength(32);
});

it("[CHK11] what did not grow is not signed again; what grew is found by asking the table", async () => {
	const id = await estate();
	expect(await unsignedStreams()).toContain(`estate/${id}`);
	expect(await signHeads([`estate/${id}`])).toHaveLength(2);
	expect(await unsignedStreams()).not.toContain(`estate/${id}`);
	expect(await signHeads([`estate/${id}`])).toEqual([]);
});

it("[CHK12, G7] three hundred tries, many at once, while others write: no origin and size ever has two roots", async () => {
	const ids = [await estate(), await estate(), await estate()];
	const streams = ids.map((id) => `estate/${id}`);
	for (let round = 0; round < 25; round++) {
		const changes = ids.map((id) => change(id));
		await Promise.all([...changes, ...streams.flatMap((stream) => Array.from({ length: 4 }, () => signHeads([stream])))]);
	}
	const lines = readFileSync(`${temp.file}.signed-heads.jsonl`, "utf8").trimEnd().split("\n");
	const roots = new Map<string, Set<string>>();
	for (const line of lines) {
		const { origin, size, root } = JSON.parse(line) as { origin: string; size: number; root: string };
		const key = `${origin} ${size}`;
		roots.set(key, (roots.get(key) ?? new Set()).add(root));
	}
	expect([...roots.values()].filter((set) => set.size > 1)).toEqual([]);
	expect(roots.size).toBeGreaterThan(50);
	expect(await database().checkpoint.count()).toBe(lines.length);
}, 120_000);

it("[CHK13] checkpoints leave the machine: the directory and the webhook hold notes that open with the public key", async () => {
	const id = await estate();
	await signHeads([`estate/${id}`]);
	await sendCopies();
	const { logId } = await installation();
	const file = readFileSync(join(copies, `checkpoints-${logId}.txt`), "utf8");
	const [head] = await newestHeads([`estate/${id}`]);
	expect(file).toContain(head?.note);
	expect(received.join("")).toContain(head?.note);
	const marks = await database().checkpointCopy.findMany({ where: { stream: `estate/${id}` }, orderBy: { place: "asc" } });
	expect(marks.map(({ place, size }) => [place, size])).toEqual([
		["directory", head?.size],
		["webhook", head?.size],
	]);
	rmSync(copies, { recursive: true });
	await change(id);
	await signHeads([`estate/${id}`]);
	await sendCopies();
	expect((await newestHeads([`estate/${id}`]))[0]?.size).toBeGreaterThan(head?.size ?? 0);
	const [kept] = await database().checkpointCopy.findMany({ where: { stream: `estate/${id}`, place: "directory" } });
	expect(kept?.size).toBe(head?.size);
	mkdirSync(copies);
});

it("[CHK14] a new key is introduced by an event that both keys signed, and signs from then on", async () => {
	const { logId } = await installation();
	const old = noteKey(logId);
	const line = await rotateKey();
	const event = await database().event.findFirstOrThrow({ where: { type: "signing-key-rotated" } });
	const { note } = (JSON.parse(Buffer.from(event.bytes).toString("utf8")) as { data: { note: string } }).data;
	const fresh = parseKeyLine(line, hashRaw);
	expect(fresh).toEqual(noteKey(logId));
	expect(openNote(note, [old], host)?.text.split("\n")[3]).toBe(toBase64(noteKey(logId).publicKey));
	expect(openNote(note, [noteKey(logId)], host)?.signers).toEqual([noteKey(logId)]);
	const [head] = await signHeads(["access"]);
	expect(head && openNote(head.note, [old], host)).toBeUndefined();
	expect(head && openNote(head.note, [noteKey(logId)], host)).toBeDefined();
	expect(await allKeyLines()).toHaveLength(2);
	expect(statSync(env().signingKeyFile).mode & 0o777).toBe(0o600);
});

it("[CHK15, G8] an old database put in place behind the server's back: writing stops until a restore is recorded, and no size gets a second root", async () => {
	const id = await estate();
	await signHeads(await unsignedStreams());
	await backUp(temp.file, join(temp.directory, "old.backup"));
	await change(id);
	await change(id);
	const [later] = await signHeads([`estate/${id}`]);
	await restore(join(temp.directory, "old.backup"), temp.file);

	await checkAgainstSigned();
	expect([...stoppedStreams().keys()]).toContain("*");
	await expect(change(id)).rejects.toThrow("read-only");
	expect(await signHeads([`estate/${id}`])).toEqual([]);

	expect(await recordRestore("The disk broke")).toBe(2);
	expect((await change(id)).ok).toBe(true);
	await checkAgainstSigned();
	expect([...stoppedStreams()]).toEqual([]);
	const [head] = await signHeads([`estate/${id}`]);
	expect(head?.origin).toBe(`${later?.origin}/restored-2`);
	expect(await database().event.count({ where: { type: "log-restored" } })).toBe(1);
});

it("[CHK16] an event altered in the table is never signed: the stream is stopped", async () => {
	const id = await estate();
	await signHeads([`estate/${id}`]);
	const copy = join(temp.directory, "kept.db");
	copyFileSync(temp.file, copy);
	await database().$executeRawUnsafe("DROP TRIGGER Event_refuse_update");
	await database().$executeRawUnsafe(
		`UPDATE Event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'VPN', 'VPX') AS BLOB) WHERE stream = 'estate/${id}'`,
	);
	await change(id).catch(() => undefined);
	const { broken } = await verifyLog();
	expect(broken).toEqual([`estate/${id}`]);
	expect(await signHeads([`estate/${id}`])).toEqual([]);
	writeFileSync(copy, "");
});
