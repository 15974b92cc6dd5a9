/** Runs signers as processes of their own that share one key file, and gathers what they were given. */
import "server-only";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("signer-process.ts", import.meta.url));

export type Signer = { readonly name: string; readonly database: string; readonly rounds: number };
export type Signed = { readonly tries: number; readonly heads: readonly string[] };

/** `ready` is called when the process waits for its start. */
const one = ({ name, database, rounds }: Signer, key: string, ready: (start: () => void) => void): Promise<Signed> =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", program, name, String(rounds)], {
			env: { ...process.env, DATABASE_URL: `file:${database}`, LOCKSTEP_SIGNING_KEY: key },
			stdio: ["pipe", "pipe", "pipe"],
		});
		let [text, errors] = ["", ""];
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			if (text === "" && chunk.startsWith("ready")) ready(() => child.stdin.end());
			text += chunk;
		});
		child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
			errors += chunk;
		});
		child.on("close", (code) => {
			const lines = text.trimEnd().split("\n");
			const tries = Number(/^tries (\d+)$/.exec(lines.at(-1) ?? "")?.[1]);
			if (code !== 0 || Number.isNaN(tries)) reject(new Error(`Signer ${name} ended with ${code}: ${errors.slice(-2_000)}`));
			else resolve({ tries, heads: lines.slice(0, -1).filter((line) => line.startsWith("{")) });
		});
	});

/** All at once, beginning in the same moment. */
export function runSigners(signers: readonly Signer[], key: string): Promise<readonly Signed[]> {
	const waiting: (() => void)[] = [];
	const ready = (start: () => void) => {
		waiting.push(start);
		if (waiting.length === signers.length) for (const go of waiting) go();
	};
	return Promise.all(signers.map((signer) => one(signer, key, ready)));
}

/** Origins and sizes for which more than one root was seen. */
export function twoRoots(heads: readonly string[]): readonly string[] {
	const roots = new Map<string, string>();
	return [...new Set(heads)].flatMap((line) => {
		const { origin, size, root } = JSON.parse(line) as { origin: string; size: number; root: string };
		const before = roots.get(`${origin} ${size}`);
		roots.set(`${origin} ${size}`, root);
		return before === undefined || before === root ? [] : [`${origin} ${size}`];
	});
}
