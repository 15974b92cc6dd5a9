import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/server/db.ts";
import { ensureInstallation } from "@/lib/server/installation.ts";
import { planStream } from "@/lib/server/plan-stream.ts";
import { readEvents } from "@/lib/server/read-events.ts";
import { draftedNight } from "@/lib/server/testing/stored-night.ts";
import { adoptTempDatabase, tempDatabase } from "@/lib/server/testing/temp-database.ts";

const temp = adoptTempDatabase();
const folder = mkdtempSync(join(tmpdir(), "lockstep-admin-"));
const root = fileURLToPath(new URL("..", import.meta.url));
const node = ["--conditions=react-server", "--import", "tsx"];
let planId = "";
beforeAll(async () => {
	await ensureInstallation();
	planId = (await draftedNight()).planId;
}, 240_000);
afterAll(async () => {
	await closeDatabase();
	temp.remove();
	rmSync(folder, { recursive: true, force: true });
});

/** Runs a command line on the database `file`, as another process beside this one. */
function run(script: "admin" | "verify", args: readonly string[], file = temp.file) {
	const env = { ...process.env, DATABASE_URL: `file:${file}` };
	const { status, stdout, stderr } = spawnSync(process.execPath, [...node, `scripts/${script}.ts`, ...args], {
		cwd: root,
		env,
		encoding: "utf8",
	});
	return { status, stdout, stderr };
}

function query<T>(file: string, sql: string): T[] {
	const db = new Sqlite(file, { readonly: true });
	try {
		return db.prepare(sql).all() as T[]; // the caller names the columns it selects
	} finally {
		db.close();
	}
}

describe("npm run admin", { timeout: 240_000 }, () => {
	it("create-user prints a one-time password alone, and refuses a taken address or an unknown role in one sentence", () => {
		const ada = ["create-user", "--email", "ada@example.org", "--name", "Ada", "--role", "lead"];
		const made = run("admin", ada);
		expect([made.status, made.stderr]).toEqual([0, ""]);
		expect(made.stdout).toMatch(/^\S{12,}\n$/);
		expect(
			query<{ role: string; oneTimePassword: number }>(temp.file, "SELECT role, oneTimePassword FROM User WHERE name = 'Ada'"),
		).toEqual([{ role: "lead", oneTimePassword: 1 }]);
		expect(run("admin", ada)).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("ada@example.org") });
		const odd = run("admin", ["create-user", "--email", "bo@example.org", "--name", "Bo", "--role", "boss"]);
		expect(odd).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("--role") });
	});

	it("create-token prints the token alone, once, and stores only its hash", () => {
		const made = run("admin", ["create-token", "--name", "Pipeline", "--role", "operator"]);
		expect([made.status, made.stderr]).toEqual([0, ""]);
		const token = made.stdout.trim();
		expect(made.stdout).toBe(`${token}\n`);
		expect(query<{ role: string }>(temp.file, "SELECT role FROM ApiToken WHERE name = 'Pipeline'")).toEqual([{ role: "operator" }]);
		expect(readFileSync(temp.file).includes(token) || readFileSync(`${temp.file}-wal`).includes(token)).toBe(false);
		expect(run("admin", ["create-token", "--name", "x"])).toMatchObject({ status: 1, stdout: "" });
		expect(run("admin", ["create-token", "--name", "x", "--user", "nobody@example.org"])).toMatchObject({ status: 1, stdout: "" });
	});

	it("an unknown command explains itself and changes nothing", () => {
		expect(run("admin", ["format-disk"])).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("Usage") });
	});
});

/** Eight people writing in a process of their own until they are stopped; the acknowledgements so far on demand. */
async function busyWriter() {
	const child = spawn(process.execPath, [...node, "lib/server/testing/writer-process.ts", planId, "beside"], {
		cwd: root,
		env: { ...process.env, DATABASE_URL: `file:${temp.file}` },
		stdio: ["ignore", "pipe", "inherit"],
	});
	let text = "";
	child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
		text += chunk;
	});
	const acknowledged = () =>
		text
			.slice(0, text.lastIndexOf("\n") + 1)
			.split("\n")
			.flatMap((line) => (line.startsWith("ack ") ? [line.split(" ")[2] ?? ""] : []));
	while (acknowledged().length < 20) await new Promise((resolve) => setTimeout(resolve, 50));
	const ended = new Promise((resolve) => child.on("close", resolve));
	const stop = () => {
		child.kill("SIGKILL");
		return ended;
	};
	return { acknowledged, stop };
}

describe("backup and restore", { timeout: 240_000 }, () => {
	it("[I1] a backup beside a running writer holds everything acknowledged before it began, and a restore of it verifies", async () => {
		const file = join(folder, "backup.db");
		const writer = await busyWriter();
		const before = writer.acknowledged();
		const made = await backUpBeside(file);
		await writer.stop();
		expect(made).toMatchObject({ status: 0, stdout: `${file}\n` });
		const stored = new Set(query<{ commandId: string }>(file, "SELECT commandId FROM Event").map(({ commandId }) => commandId));
		expect(before.filter((id) => !stored.has(id))).toEqual([]);
		expect(run("verify", [], file)).toMatchObject({ status: 0 });

		const other = tempDatabase();
		try {
			const restored = run("admin", ["restore", file], other.file);
			expect(restored).toMatchObject({ status: 0, stdout: `${other.file}\n` });
			const events = (path: string) => query<{ n: number }>(path, "SELECT COUNT(*) AS n FROM Event")[0]?.n ?? 0;
			expect(events(other.file)).toBeGreaterThanOrEqual(events(file));
			const generation = (path: string) => query<{ generation: string }>(path, "SELECT generation FROM Installation")[0]?.generation;
			expect(generation(other.file)).not.toBe(generation(file));
			expect(run("verify", [], other.file)).toMatchObject({ status: 0 });
		} finally {
			other.remove();
		}
	});

	it("[I1] what is no backup is refused, and the database in place stays", () => {
		const file = join(folder, "not-a-backup.db");
		writeFileSync(file, "no database");
		const before = query<{ n: number }>(temp.file, "SELECT COUNT(*) AS n FROM Event");
		expect(run("admin", ["restore", file])).toMatchObject({ status: 1, stdout: "" });
		expect(run("admin", ["restore", join(folder, "nowhere.db")])).toMatchObject({ status: 1, stdout: "" });
		expect(query<{ n: number }>(temp.file, "SELECT COUNT(*) AS n FROM Event")).toEqual(before);
	});

	it("export writes a file that is not there yet; wipe says what would go, and does it only when the log's id is typed", () => {
		const own = tempDatabase();
		try {
			expect(run("admin", ["create-user", "--email", "wim@example.org", "--name", "Wim", "--role", "admin"], own.file).status).toBe(0);
			const zip = join(folder, "everything.zip");
			expect(run("admin", ["export", zip], own.file)).toMatchObject({ status: 0, stdout: `${zip}\n` });
			expect(run("admin", ["export", zip], own.file).status).toBe(1);
			const log = query<{ logId: string }>(own.file, "SELECT logId FROM Installation")[0]?.logId ?? "";
			for (const args of [[], ["--confirm", "yes"]]) {
				const asked = run("admin", ["wipe", ...args], own.file);
				expect(asked).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining(`wipe --confirm ${log}`) });
				expect(asked.stderr).toContain("1 person with their sessions");
			}
			expect(query(own.file, "SELECT id FROM User")).toHaveLength(1);
			const wiped = run("admin", ["wipe", "--confirm", log], own.file);
			expect(wiped).toMatchObject({ status: 0, stderr: expect.stringContaining("Restart the server") });
			expect(query(own.file, "SELECT logId FROM Installation")).toEqual([{ logId: wiped.stdout.trim() }]);
			expect(query(own.file, "SELECT id FROM User")).toEqual([]);
			expect(run("verify", [], own.file)).toMatchObject({ status: 0 });
		} finally {
			own.remove();
		}
	});
});

/** In the background, so that the writer's acknowledgements go on being read meanwhile. */
function backUpBeside(file: string): Promise<{ status: number | null; stdout: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [...node, "scripts/admin.ts", "backup", file], {
			cwd: root,
			env: { ...process.env, DATABASE_URL: `file:${temp.file}` },
			stdio: ["ignore", "pipe", "inherit"],
		});
		let stdout = "";
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			stdout += chunk;
		});
		child.on("close", (status) => resolve({ status, stdout }));
	});
}

describe("npm run verify", { timeout: 240_000 }, () => {
	it("[G1] exits 0 for sound lines, 1 with the first bad sequence for altered ones, 2 for unsealed ones when seals are asked for", async () => {
		const lines = (await readEvents(planStream(planId), 0)).map(({ line }) => line);
		const write = (name: string, text: readonly string[]): string => {
			writeFileSync(join(folder, name), `${text.join("\n")}\n`);
			return join(folder, name);
		};
		expect(lines.length).toBeGreaterThan(2);
		const sound = write("events.jsonl", lines);
		expect(run("verify", [sound])).toMatchObject({ status: 0, stderr: "" });
		expect(run("verify", [sound, "--sealed"])).toMatchObject({ status: 2 });
		const altered = lines.map((line, i) => (i === 1 ? line.replace('"sequence":2', '"sequence":3') : line));
		expect(run("verify", [write("altered.jsonl", altered)])).toMatchObject({ status: 1, stdout: expect.stringMatching(/sequence 2\b/) });
		expect(run("verify", [write("gap.jsonl", lines.toSpliced(1, 1))])).toMatchObject({
			status: 1,
			stdout: expect.stringMatching(/sequence [23]\b/),
		});
		expect(existsSync(join(folder, "nowhere.jsonl"))).toBe(false);
		expect(run("verify", [join(folder, "nowhere.jsonl")])).toMatchObject({ status: 1, stdout: "" });
	});
});
