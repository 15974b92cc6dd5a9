/**
 * What the signer has ever signed, kept outside the database so that restoring an old backup cannot make it forget.
 * One line of JSON a checkpoint in a file beside the signing key, on the disk before the signature is shown to anybody.
 * Promises: the largest size signed for each origin; how often a restore was recorded. Several processes may share it.
 */
import "server-only";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { z } from "zod";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";

const entry = z.union([
	z.strictObject({ origin: z.string(), size: z.int(), root: z.string() }),
	/** From here on the log goes on from a restored backup, under origins of their own. */
	z.strictObject({ restored: z.int().min(2), at: z.string() }),
]);
type Entry = z.infer<typeof entry>;

/** `root`: base64. */
export type SignedSize = { readonly size: number; readonly root: string };
type Memory = { file: string; bytes: number; branch: number; readonly largest: Map<string, SignedSize> };

const memory = processWide<Memory>("signer-memory", () => ({ file: "", bytes: 0, branch: 1, largest: new Map() }));

/** A file of the signer's, beside its key. */
export const besideKey = (end: string): string => `${env().signingKeyFile.replace(/\.signing-key\.pem$/, "")}.${end}`;
const fileName = (): string => besideKey("signed-heads.jsonl");

/** Reads what this or another process added; a half-written last line is left for the next time. */
function refresh(): Memory {
	const file = fileName();
	if (memory.file !== file) Object.assign(memory, { file, bytes: 0, branch: 1 }, memory.largest.clear());
	if (!existsSync(file) || statSync(file).size === memory.bytes) return memory;
	const text = readFileSync(file).subarray(memory.bytes).toString("utf8");
	const whole = text.slice(0, text.lastIndexOf("\n") + 1);
	for (const line of whole.split("\n")) {
		const read = readLine(line);
		if (read) take(read);
	}
	memory.bytes += Buffer.byteLength(whole);
	return memory;
}

/** A line that a crash cut off was never shown to anybody, so nothing is lost with it. */
function readLine(line: string): Entry | undefined {
	try {
		return entry.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}

function take(line: Entry): void {
	if ("restored" in line) memory.branch = Math.max(memory.branch, line.restored);
	else if ((memory.largest.get(line.origin)?.size ?? -1) < line.size) memory.largest.set(line.origin, { size: line.size, root: line.root });
}

function append(lines: readonly Entry[]): void {
	const cutOff = existsSync(fileName()) && statSync(fileName()).size > refresh().bytes; // a half line at the end
	const handle = openSync(fileName(), "a", 0o600);
	try {
		writeSync(handle, (cutOff ? "\n" : "") + lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	refresh();
}

/** The largest checkpoint ever signed for `origin`. */
export const rememberedSize = (origin: string): SignedSize | undefined => refresh().largest.get(origin);

/** Everything remembered of the present branch and the ones before: origin to the largest size. */
export const rememberedSizes = (): ReadonlyMap<string, SignedSize> => refresh().largest;

/** 1, and one more for each recorded restore. */
export const branch = (): number => refresh().branch;

export const remember = (signed: readonly (SignedSize & { readonly origin: string })[]): void =>
	append(signed.map(({ origin, size, root }) => ({ origin, size, root })));

/** Records that the log goes on from a backup; the number of the new branch. */
export function rememberRestore(at: string): number {
	const next = branch() + 1;
	append([{ restored: next, at }]);
	return next;
}
