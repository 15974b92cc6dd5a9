/**
 * `npm start`: brings the database up to date, then serves. Production needs DATABASE_URL and LOCKSTEP_SECRET.
 * Listens on 127.0.0.1 (LOCKSTEP_HOST) and port 3000 (PORT): a reverse proxy with TLS stands in front.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bin, checkNode, root, run, stop, typescript } from "./setup.mjs";

checkNode();
if (existsSync(join(root, ".env.local"))) process.loadEnvFile(join(root, ".env.local"));
if (!existsSync(join(root, ".next", "BUILD_ID"))) stop("There is no build yet. Run: npm run build");
if (spawnSync(process.execPath, typescript("scripts/check-configuration.ts"), { cwd: root, stdio: "inherit" }).status !== 0)
	process.exit(1);
run(bin("prisma"), ["migrate", "deploy"], { PRISMA_HIDE_UPDATE_MESSAGE: "1" });
const server = spawn(
	process.execPath,
	[
		join(root, "node_modules", "next", "dist", "bin", "next"),
		"start",
		"-H",
		process.env.LOCKSTEP_HOST ?? "127.0.0.1",
		"-p",
		process.env.PORT ?? "3000",
		// Longer than proxies keep an idle connection: the side that reuses it must not be the last to know it is closed.
		"--keepAliveTimeout",
		"65000",
	],
	{ cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
