import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/chromium.mjs";

// Workers inherit what the first load of this file put into the environment.
process.env.LOCKSTEP_E2E_FOLDER ??= mkdtempSync(join(tmpdir(), "lockstep-e2e-"));
process.env.LOCKSTEP_E2E_PORT ??= "4173";
const address = `http://127.0.0.1:${process.env.LOCKSTEP_E2E_PORT}`;

/** The production server the tests run against; `e2e/people.ts` makes people in the same database. */
const serverEnv = {
	DATABASE_URL: `file:${join(process.env.LOCKSTEP_E2E_FOLDER, "lockstep.db")}`,
	LOCKSTEP_SECRET: "only-for-browser-tests-0123456789abcdef",
	PORT: process.env.LOCKSTEP_E2E_PORT,
};
Object.assign(process.env, serverEnv);

export default defineConfig({
	testDir: "e2e",
	fullyParallel: false,
	workers: 1,
	timeout: 120_000,
	expect: { timeout: 10_000 },
	reporter: [["list"]],
	forbidOnly: true,
	use: {
		baseURL: address,
		actionTimeout: 15_000,
		trace: "retain-on-failure",
		launchOptions: {
			executablePath: findChromium(),
			args: [
				...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
				"--disable-gpu",
				"--disable-quic",
				"--no-first-run",
				"--disable-background-networking",
				"--disable-component-update",
				"--disable-sync",
			],
		},
	},
	webServer: {
		command: "node scripts/start.mjs",
		url: `${address}/api/ready`,
		env: serverEnv,
		timeout: 60_000,
		gracefulShutdown: { signal: "SIGTERM", timeout: 12_000 },
	},
});
