/** The built product on a free port, for benches that measure what people get. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const probe = createServer().listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});

/** The server on `database` (a path); resolves once it is ready. Throws when nothing was built. */
export async function startServer(database: string): Promise<{ readonly base: string; readonly stop: () => Promise<void> }> {
	if (!existsSync(`${root}.next/BUILD_ID`)) throw new Error("There is no build to measure. Run: npm run build");
	const port = await freePort();
	const next = `${root}node_modules/next/dist/bin/next`;
	const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
		cwd: root,
		stdio: "ignore",
		env: { ...process.env, NODE_ENV: "production", DATABASE_URL: `file:${database}`, LOCKSTEP_SECRET: "x".repeat(40), PORT: String(port) },
	});
	const base = `http://127.0.0.1:${port}`;
	for (let tries = 0; ; tries++) {
		const ready = await fetch(`${base}/api/ready`).catch(() => undefined);
		if (ready?.ok) break;
		if (tries > 240 || child.exitCode !== null) throw new Error("The server did not start");
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	const stop = (): Promise<void> =>
		new Promise((resolve) => {
			child.once("close", () => resolve());
			child.kill("SIGTERM");
		});
	return { base, stop };
}
