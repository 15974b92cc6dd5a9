import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, database } from "./db.ts";
import { ensureInstallation } from "./installation.ts";
import { rebuildProjections } from "./projections.ts";
import { draftedNight } from "./testing/stored-night.ts";
import { adoptTempDatabase } from "./testing/temp-database.ts";
import { verifyStreams } from "./verify-streams.ts";

const temp = adoptTempDatabase();
const writer = fileURLToPath(new URL("testing/writer-process.ts", import.meta.url));
const KILLS = 4;
let planId = "";
beforeAll(async () => {
	await ensureInstallation();
	planId = (await draftedNight()).planId;
});
afterAll(async () => {
	await closeDatabase();
	temp.remove();
});

/** Starts the writer, kills it after `count` acknowledgements, and gives every one that arrived. */
function acknowledgedUntilKilled(prefix: string, count: number): Promise<string[]> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", writer, planId, prefix], {
			env: { ...process.env, DATABASE_URL: `file:${temp.file}` },
			stdio: ["ignore", "pipe", "inherit"],
		});
		let text = "";
		const complete = () =>
			text
				.slice(0, text.lastIndexOf("\n") + 1)
				.split("\n")
				.filter((line) => line.startsWith("ack "));
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			text += chunk;
			if (complete().length >= count) child.kill("SIGKILL");
		});
		child.on("close", (_, signal) =>
			signal === "SIGKILL" ? resolve(complete()) : reject(new Error(`The writer ended by itself: ${text}`)),
		);
	});
}

describe("a process that is killed while eight people write", () => {
	it("[A1] loses nothing it acknowledged, leaves no half command, and its chains verify", async () => {
		const acknowledged: string[] = [];
		for (let kill = 0; kill < KILLS; kill++) {
			acknowledged.push(...(await acknowledgedUntilKilled(`k${kill}`, 20 + 17 * kill)));
			for await (const { stream, verdict } of verifyStreams()) expect({ stream, sound: verdict.sound }).toEqual({ stream, sound: true });
		}
		const stored = await database().event.findMany({
			where: { actorId: { startsWith: "writer-" } },
			select: { actorId: true, commandId: true },
		});
		const commands = new Set(stored.map(({ actorId, commandId }) => `ack ${actorId} ${commandId}`));
		expect(acknowledged.filter((line) => !commands.has(line))).toEqual([]);
		// Eight writers have one command each under way when the process dies: at most those may be stored unacknowledged.
		const whole = stored.filter(({ commandId }) => !commandId.includes("#")).length;
		expect(whole - acknowledged.length).toBeLessThanOrEqual(8 * KILLS);
		const before = await database().host.count();
		await rebuildProjections();
		expect(await database().host.count()).toBe(before);
	}, 240_000);
});
