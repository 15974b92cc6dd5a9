/** Logs with their signed heads, for the tests of the verifiers. */
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { hashBytes } from "@/lib/domain/chain.ts";
import { fromHex, type Hash } from "@/lib/domain/proof/bytes.ts";
import { rootOf, treeOf } from "@/lib/domain/proof/merkle.ts";
import { checkpointText, keyLine, type NoteKey, signatureLine } from "@/lib/domain/proof/note.ts";
import { sha256 } from "@/lib/domain/testing/sha256.ts";

export const hashRaw: Hash = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());

/** A key pair made from one byte, the same at every run. */
export function keyPair(seed: number, name = "lockstep/log-1") {
	const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, seed)]);
	const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
	const publicKey = new Uint8Array(createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32));
	const key: NoteKey = { name, publicKey };
	return {
		key,
		line: keyLine(key, hashRaw),
		signature: (text: string) => signatureLine(key, new Uint8Array(sign(null, Buffer.from(text), secret)), hashRaw),
	};
}
export type Pair = ReturnType<typeof keyPair>;

export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** The signed note over the first `size` lines. */
export function noteOver(lines: readonly string[], size: number, pair: Pair, origin = "lockstep/log-1/plan/p1"): string {
	const leaves = lines.slice(0, size).map((line) => fromHex(hashBytes(line, sha256)));
	const text = checkpointText({ origin, size, root: rootOf(treeOf(leaves, hashRaw), hashRaw) });
	return `${text}\n${pair.signature(text)}`;
}

export type Bundle = Readonly<Record<string, string>>;

/** The files of a pack over these lines, signed at these sizes. */
export const bundleOf = (lines: readonly string[], sizes: readonly number[], pair: Pair): Bundle => ({
	"events.jsonl": textOf(lines),
	"checkpoint.txt": sizes.map((size) => noteOver(lines, size, pair)).join("\n"),
	"keys.txt": `${pair.line}\n`,
});
