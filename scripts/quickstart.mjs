/**
 * `npm run quickstart`: from a fresh checkout to a running Lockstep with a sample estate and five demo people.
 * Running it again keeps the data. What it generates (secret, port, database) is kept in .env.local, mode 0600.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { bin, checkNode, install, root, stage, stop, typescript } from "./setup.mjs";

const settingsFile = join(root, ".env.local");

function dataFolder() {
	if (process.platform === "win32" && process.env.LOCALAPPDATA) return join(process.env.LOCALAPPDATA, "lockstep");
	return join(process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "lockstep");
}

/** The settings of .env.local, the environment winning, the missing ones generated. */
function settings() {
	const kept = existsSync(settingsFile)
		? Object.fromEntries(
				readFileSync(settingsFile, "utf8")
					.split("\n")
					.map((line) => line.match(/^([A-Z_]+)="?(.*?)"?$/))
					.flatMap((match) => (match ? [[match[1], match[2]]] : [])),
			)
		: {};
	const chosen = {
		...kept,
		LOCKSTEP_SECRET: process.env.LOCKSTEP_SECRET ?? kept.LOCKSTEP_SECRET ?? randomBytes(32).toString("base64url"),
		PORT: process.env.PORT ?? kept.PORT ?? "3000",
		DATABASE_URL: process.env.DATABASE_URL ?? kept.DATABASE_URL ?? `file:${join(dataFolder(), "lockstep.db")}`,
	};
	const lines = Object.entries(chosen).map(([key, value]) => `${key}="${value}"`);
	writeFileSync(settingsFile, `${lines.join("\n")}\n`, { mode: 0o600 });
	chmodSync(settingsFile, 0o600);
	return chosen;
}

async function ready(address, server) {
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		if (server.exitCode !== null) stop("The server stopped while starting; its message is above.");
		const answer = await fetch(`${address}/api/ready`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	stop(`The server did not answer on ${address} within a minute.`);
}

checkNode();
const env = { ...settings(), NEXT_TELEMETRY_DISABLED: "1" };
if (env.DATABASE_URL.startsWith("file:")) mkdirSync(dirname(env.DATABASE_URL.slice("file:".length)), { recursive: true, mode: 0o700 });
install();
stage("Generate the database client", bin("prisma"), ["generate"], env);
stage("Build", bin("next"), ["build"], env);
stage("Migrate the database", bin("prisma"), ["migrate", "deploy"], env);
stage("Load the sample estate", process.execPath, typescript("prisma/seed.ts"), env);
const address = `http://127.0.0.1:${env.PORT}`;
console.log("\n> Demo people");
const demo = spawnSync(process.execPath, typescript("scripts/demo.ts", address), {
	cwd: root,
	encoding: "utf8",
	stdio: ["ignore", "pipe", "inherit"],
	env: { ...process.env, ...env },
});
if (demo.status !== 0) stop("Making the demo people failed; the message is above.");

const server = spawn(process.execPath, [join(root, "scripts", "start.mjs")], {
	cwd: root,
	stdio: "inherit",
	env: { ...process.env, ...env },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
await ready(address, server);
console.log(`\nLockstep is running on ${address}\n\n${demo.stdout}`);
