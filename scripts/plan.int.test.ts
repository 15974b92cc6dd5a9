import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { planDocument } from "@/lib/domain/planner/plan-document.ts";

const golden = (name: string): string => fileURLToPath(new URL(`../lib/domain/testing/golden/${name}.json`, import.meta.url));
const inventoryOf = async (name: string): Promise<string> => {
	const { readFile } = await import("node:fs/promises");
	return JSON.stringify(JSON.parse(await readFile(golden(name), "utf8")).inventory);
};

function run(args: readonly string[], input = "") {
	const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/plan.ts", ...args], {
		cwd: fileURLToPath(new URL("..", import.meta.url)),
		input,
		encoding: "utf8",
	});
	return { status, stdout, stderr };
}

describe("npm run plan", { timeout: 120_000 }, () => {
	it("prints the plan document alone with --json, and exits 0", async () => {
		const { status, stdout, stderr } = run(["-", "--target", "8.1", "--json"], await inventoryOf("G2"));
		expect([status, stderr, planDocument.parse(JSON.parse(stdout)).status]).toEqual([0, "", "ready"]);
	});

	it("prints an outline to read, findings before steps", async () => {
		const { status, stdout } = run(["-", "--target", "8.1"], await inventoryOf("G1"));
		expect(status).toBe(0);
		expect(stdout).toMatch(/^Upgrade plan for G1 to MFA Server 8\.1\n/);
		expect(stdout.indexOf("end-of-service")).toBeLessThan(stdout.indexOf("mfa-server.install:MFA01"));
		expect(stdout).toContain("after mfa-server.backup-data:MFA01: ");
	});

	it("exits 0 when nothing is to be done, 2 when something or everything is blocked", async () => {
		expect(run(["-", "--target", "8.1"], await inventoryOf("G5")).status).toBe(0);
		expect(run(["-", "--target", "8.1"], await inventoryOf("G16")).status).toBe(2);
		expect(run(["-", "--target", "8.1"], await inventoryOf("G10")).status).toBe(2);
	});

	it("exits 1 with the JSON path on stderr and nothing on stdout", () => {
		const broken = JSON.stringify({ format: "lockstep.inventory/1", estate: { name: "E" }, mfaServers: [{ host: "M1", pools: ["lb"] }] });
		expect(run(["-", "--target", "8.1"], broken)).toEqual({
			status: 1,
			stdout: "",
			stderr: 'mfaServers[0].pools[0]: No pool named "lb"\n',
		});
		expect(run(["-", "--target", "8.1"], "{")).toMatchObject({ status: 1, stdout: "" });
		expect(run(["/nowhere.json", "--target", "8.1"])).toMatchObject({ status: 1, stdout: "" });
		expect(run(["-", "--target", "8.1", "--recipe", "mine"], "{}").stderr).toContain("--recipe");
	});

	it("checks a plan against its inventory", async () => {
		const { mkdtemp, writeFile } = await import("node:fs/promises");
		const { tmpdir } = await import("node:os");
		const folder = await mkdtemp(`${tmpdir()}/plan-`);
		const inventory = await inventoryOf("G6");
		const plan = JSON.parse(run(["-", "--target", "8.1", "--json"], inventory).stdout);
		await writeFile(`${folder}/sound.json`, JSON.stringify(plan));
		expect(run(["--check", `${folder}/sound.json`, "-"], inventory)).toMatchObject({ status: 0, stdout: "Sound: no violation found.\n" });
		const edges = plan.edges.filter((edge: { to: string }) => edge.to !== "mfa-server.promote:default");
		await writeFile(`${folder}/broken.json`, JSON.stringify({ ...plan, edges }));
		expect(run(["--check", `${folder}/broken.json`, "-"], inventory)).toMatchObject({ status: 2 });
	});

	it("explains itself", () => {
		expect(run(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("--target <version>") });
	});
});
