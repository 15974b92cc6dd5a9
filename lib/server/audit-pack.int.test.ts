import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as pack } from "@/app/api/v1/plans/[id]/audit-pack/route.ts";
import type { RunSummary } from "@/lib/domain/proof/run-summary.ts";
import { judge } from "@/scripts/audit-pack/verify.mjs";
import { database } from "./db.ts";
import { rotateKey } from "./key-rotation.ts";
import { lineOf } from "./stream-state.ts";
import { apiWorld, endWorld, order, runningPlan, type World } from "./testing/api-world.ts";
import { call } from "./testing/http.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";

const temp = adoptTempDatabase();
const folder = mkdtempSync(join(tmpdir(), "lockstep-pack-"));
let world: World;
let plan: Awaited<ReturnType<typeof runningPlan>>;
beforeAll(async () => {
	world = await apiWorld();
	plan = await runningPlan(world);
	await order(plan.id, { type: "add-note", text: "<script>alert(1)</script>" }, world.operator);
	await order(plan.id, { type: "pause-run", reason: "<img src=x onerror=alert(1)>" }, world.lead);
});
afterAll(async () => {
	await endWorld(temp);
	rmSync(folder, { recursive: true });
});

async function files(): Promise<Map<string, Uint8Array>> {
	const answer = await call(pack, { method: "GET", path: `/api/v1/plans/${plan.id}/audit-pack`, headers: world.operator }, { id: plan.id });
	expect(answer.status).toBe(200);
	const bytes = new Uint8Array(await answer.arrayBuffer());
	writeFileSync(join(folder, "pack.zip"), bytes);
	return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]));
}
const text = (all: Map<string, Uint8Array>, name: string) => strFromU8(all.get(name) ?? new Uint8Array());

it("[PACK15] the pack holds the exact stored bytes, all files of the contract, and is sealed to its end", async () => {
	const all = await files();
	const rows = await database().event.findMany({ where: { stream: `plan/${plan.id}` }, orderBy: { sequence: "asc" } });
	expect(text(all, "events.jsonl")).toBe(rows.map(({ bytes }) => `${lineOf(bytes)}\n`).join(""));
	for (const name of [
		"plan.json",
		"report.html",
		"checkpoint.txt",
		"keys.txt",
		"verify.mjs",
		"verify.py",
		"inclusion.json",
		"summary.json",
	])
		expect(all.get(name)?.length ?? 0, name).toBeGreaterThan(10);
	expect(judge(all, { sealed: true })).toMatchObject({ code: 0 });
});

it("[PACK12] both verifiers of the pack run from the unpacked folder, with what lies in it alone", async () => {
	for (const [name, bytes] of await files()) writeFileSync(join(folder, name), bytes);
	for (const [program, ...args] of [
		[process.execPath, "verify.mjs"],
		["python3", "-B", "verify.py"],
	] as const) {
		const run = spawnSync(program, [...args, "--sealed"], { cwd: folder, encoding: "utf8" });
		expect(run, run.stderr).toMatchObject({
			status: 0,
			stdout: expect.stringContaining("Rules: order, checkpoints, four eyes and gaps were kept"),
		});
	}
});

it("[PACK15] after a change of the key the pack still verifies with the key an auditor was given before", async () => {
	const before = text(await files(), "keys.txt");
	await rotateKey();
	await order(plan.id, { type: "add-note", text: "later" }, world.operator);
	const all = await files();
	expect(judge(all, { keys: before, sealed: true })).toMatchObject({ code: 0 });
	all.delete("rotations.txt");
	expect(judge(all, { keys: before, sealed: true })).toMatchObject({ code: 1 });
});

it("[PACK16] the report escapes what people wrote and runs nothing; names come from beside the chain", async () => {
	const all = await files();
	const report = text(all, "report.html");
	expect(report).not.toMatch(/<script|<img/);
	expect(report).toContain("&#60;img src=x");
	expect(report).toContain("default-src 'none'");
	const summary = JSON.parse(text(all, "summary.json")) as RunSummary;
	expect(summary.approvals).toHaveLength(1);
	expect(summary.deviations.map(({ kind }) => kind)).toEqual(["paused"]);
	expect(JSON.parse(text(all, "people.json"))).toHaveLength(3);
	expect(text(all, "events.jsonl")).not.toContain("@example.test");
});
