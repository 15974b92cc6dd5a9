/**
 * What quickstart, test and start share. Plain Node without packages: it runs before anything is installed.
 * Promises: says what it does, stops with one clear line and the command that failed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export function stop(message) {
	console.error(`\n${message}`);
	process.exit(1);
}

/** Refuses a Node that the packages do not support. */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
	if (!fits) stop(`Node ${process.versions.node} is not supported. Install Node 20.19 or later, 22.12 or later, or 24.`);
}

/** Runs a command in the project's root with inherited output; stops the program when it fails. */
export function run(command, args, env = {}) {
	const started = Date.now();
	const result = spawnSync(command, args, {
		cwd: root,
		stdio: "inherit",
		env: { ...process.env, ...env },
		shell: process.platform === "win32",
	});
	if (result.status !== 0) stop(`Failed: ${command} ${args.join(" ")} (exit ${result.status ?? result.signal ?? result.error?.message})`);
	return (Date.now() - started) / 1000;
}

/** Like `run`, for a named stage; prints its name and seconds. */
export function stage(title, command, args, env) {
	console.log(`\n> ${title}`);
	console.log(`  ${title}: ${run(command, args, env).toFixed(1)} s`);
}

/** better-sqlite3 compiles against Node's headers; Node's own copy serves where they cannot be downloaded. */
function headers() {
	if (process.env.npm_config_nodedir) return {};
	const prefix = dirname(dirname(process.execPath));
	return existsSync(join(prefix, "include", "node", "node.h")) ? { npm_config_nodedir: prefix } : {};
}

/** Installs the locked packages when they are missing or the lock changed since. */
export function install() {
	const digest = createHash("sha256")
		.update(readFileSync(join(root, "package-lock.json")))
		.update(process.version)
		.digest("hex");
	const marker = join(root, "node_modules", ".lockstep-installed");
	if (existsSync(marker) && readFileSync(marker, "utf8") === digest) return;
	stage("Install packages", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], headers());
	mkdirSync(dirname(marker), { recursive: true });
	writeFileSync(marker, digest);
}

export const bin = (name) => join(root, "node_modules", ".bin", name);

/** Arguments of `node` that run a TypeScript entry point with server-only modules allowed. */
export const typescript = (script, ...args) => ["--conditions=react-server", "--import", "tsx", join(root, script), ...args];
