/** The built product on a free port: what people get, for tests and benches that need more than handlers. */
import "server-only";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { request, type Sent } from "./http.ts";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const probe = createServer().listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});

export type BuiltServer = {
	readonly base: string;
	readonly port: number;
	readonly pid: number;
	/** Everything it has written to stdout and stderr so far. */
	readonly said: () => string;
	readonly stop: () => Promise<void>;
};

/** The server on `database` (a path); resolves once it is ready. Throws when nothing was built. `folder`: where the build is. */
export async function startServer(
	database: string,
	{ env = {}, folder = root }: { readonly env?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): Promise<BuiltServer> {
	if (!existsSync(join(folder, ".next/BUILD_ID"))) throw new Error("There is no build to measure. Run: npm run build");
	const port = await freePort();
	const next = join(root, "node_modules/next/dist/bin/next");
	const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
		cwd: folder,
		stdio: ["ignore", "pipe", "pipe"],
		env: {
			...process.env,
			NODE_ENV: "production",
			DATABASE_URL: `file:${database}`,
			LOCKSTEP_SECRET: "x".repeat(40),
			PORT: String(port),
			...env,
		},
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding("utf8").on("data", (text: string) => {
			said += text;
		});
	const base = `http://127.0.0.1:${port}`;
	for (let tries = 0; ; tries++) {
		const ready = await fetch(`${base}/api/ready`).catch(() => undefined);
		if (ready?.ok) break;
		if (tries > 240 || child.exitCode !== null) throw new Error(`The server did not start: ${said}`);
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	const stop = (): Promise<void> =>
		new Promise((resolve) => {
			if (child.exitCode !== null) return resolve();
			child.once("close", () => resolve());
			child.kill("SIGTERM");
		});
	return { base, port, pid: child.pid ?? 0, said: () => said, stop };
}

/**
 * The build as it would be without proxy.ts: a folder of links to it, with the compiled proxy left out and struck from
 * the manifest by which the server finds it. That it is gone is for the caller to see: documents have no nonce.
 */
export function buildWithoutProxy(): { readonly folder: string; readonly remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), "lockstep-no-proxy-"));
	const link = (names: readonly string[], from: string, to: string) => {
		for (const name of names) symlinkSync(join(from, name), join(to, name));
	};
	link(
		readdirSync(root).filter((name) => ![".next", ".git", "proxy.ts"].includes(name)),
		root,
		folder,
	);
	const [built, copy] = [join(root, ".next"), join(folder, ".next")];
	mkdirSync(join(copy, "server"), { recursive: true });
	link(
		readdirSync(built).filter((name) => !["server", "dev", "cache", "types"].includes(name)),
		built,
		copy,
	);
	const manifest = "functions-config-manifest.json";
	link(
		readdirSync(join(built, "server")).filter((name) => name !== manifest && !/^middleware(\.js.*)?$/.test(name)),
		join(built, "server"),
		join(copy, "server"),
	);
	const { functions, ...rest } = JSON.parse(readFileSync(join(built, "server", manifest), "utf8")) as {
		functions: Record<string, unknown>;
	};
	if (!("/_middleware" in functions)) throw new Error("The build has no proxy to leave out");
	const others = Object.fromEntries(Object.entries(functions).filter(([name]) => name !== "/_middleware"));
	writeFileSync(join(copy, "server", manifest), JSON.stringify({ ...rest, functions: others }));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Sends a request exactly as it is written: path unchanged, host of the caller's choice. Event streams are cut after their head. */
export function overHttp(port: number, sent: Sent): Promise<Response> {
	const { headers } = request({ ...sent, path: "/" });
	const body = sent.body === undefined ? undefined : typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body);
	return new Promise((resolve, reject) => {
		const given = { ...Object.fromEntries(headers), ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }) };
		const outgoing = httpRequest(
			{ host: "127.0.0.1", port, method: sent.method, path: sent.path, headers: given, agent: false },
			(answer) => {
				const head = new Headers();
				for (let i = 0; i < answer.rawHeaders.length; i += 2) head.append(answer.rawHeaders[i] ?? "", answer.rawHeaders[i + 1] ?? "");
				const status = answer.statusCode ?? 0;
				const finish = (text: string) => resolve(new Response([204, 304].includes(status) ? null : text, { status, headers: head }));
				if (head.get("content-type")?.startsWith("text/event-stream")) {
					outgoing.destroy();
					return finish("");
				}
				const chunks: Buffer[] = [];
				answer.on("data", (chunk: Buffer) => chunks.push(chunk));
				answer.on("error", reject);
				answer.on("end", () => finish(Buffer.concat(chunks).toString()));
			},
		);
		outgoing.on("error", reject);
		outgoing.end(body);
	});
}
