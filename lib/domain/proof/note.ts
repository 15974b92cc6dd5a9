/**
 * Checkpoints as C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) with Ed25519, signature type 0x01.
 * Promises: what is parsed is exactly what is written; a signature by a key that was not given counts for nothing.
 * Refuses: control characters, sizes with leading zeros, roots that are not 32 bytes, a note without signature lines.
 */
import { fromBase64, type Hash, toBase64, toHex, utf8 } from "./bytes.ts";

export type Checkpoint = { readonly origin: string; readonly size: number /** 32 bytes. */; readonly root: Uint8Array };

/** A public key under its name, as an auditor is given it. */
export type NoteKey = { readonly name: string /** 32 bytes. */; readonly publicKey: Uint8Array };

export type SignatureLine = { readonly name: string /** 8 hex digits. */; readonly keyId: string; readonly signature: Uint8Array };
export type Note = { /** With its final line end. */ readonly text: string; readonly signatures: readonly SignatureLine[] };

/** Checks an Ed25519 signature; the host gives it. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const ED25519 = 1;
const NAME = /^[^\s+]+$/u;

/** The three lines that are signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** The checkpoint a note's text states, or undefined. Extension lines are refused: we write none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
	const [origin, sizeText, rootText, end, ...more] = text.split("\n");
	if (!origin || end !== "" || more.length > 0 || !/^(0|[1-9]\d{0,14})$/.test(sizeText ?? "")) return undefined;
	const root = fromBase64(rootText ?? "");
	return root?.length === 32 ? { origin, size: Number(sizeText), root } : undefined;
}

/** First four bytes of SHA-256 of name, line end, type and key. 8 hex digits. */
export function keyId({ name, publicKey }: NoteKey, hash: Hash): string {
	return toHex(hash(Uint8Array.from([...utf8(name), 10, ED25519, ...publicKey])).subarray(0, 4));
}

/** One line of `keys.txt`: name, key id, type and key, the way Go's note package and its kin read verifier keys. */
export const keyLine = (key: NoteKey, hash: Hash): string =>
	`${key.name}+${keyId(key, hash)}+${toBase64(Uint8Array.from([ED25519, ...key.publicKey]))}`;

/** A line of `keys.txt`, or undefined when it is no Ed25519 key or its id is not that of its name and key. */
export function parseKeyLine(line: string, hash: Hash): NoteKey | undefined {
	const [name = "", id, ...rest] = line.split("+");
	const bytes = fromBase64(rest.join("+"));
	if (!NAME.test(name) || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
	const key = { name, publicKey: bytes.subarray(1) };
	return keyId(key, hash) === id ? key : undefined;
}

/** A signature line: em dash, key name, base64 of key id and signature. */
export const signatureLine = (key: NoteKey, signature: Uint8Array, hash: Hash): string => {
	const id = hash(Uint8Array.from([...utf8(key.name), 10, ED25519, ...key.publicKey])).subarray(0, 4);
	return `\u2014 ${key.name} ${toBase64(Uint8Array.from([...id, ...signature]))}\n`;
};

/** Text and signature lines, or undefined when it is no signed note. At most 64 signatures are looked at. */
export function parseNote(note: string): Note | undefined {
	const at = note.lastIndexOf("\n\n");
	if (at < 0 || !note.endsWith("\n") || !note.isWellFormed()) return undefined;
	for (const sign of note) if (sign < " " && sign !== "\n") return undefined;
	const lines = note.slice(at + 2, -1).split("\n");
	if (lines.length > 64) return undefined;
	const signatures = lines.map((line): SignatureLine | undefined => {
		const [dash, name = "", code = "", ...more] = line.split(" ");
		const bytes = fromBase64(code);
		if (dash !== "\u2014" || !NAME.test(name) || more.length > 0 || bytes === undefined || bytes.length < 5) return undefined;
		return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
	});
	const sound = signatures.filter((line) => line !== undefined);
	return sound.length === lines.length ? { text: note.slice(0, at + 1), signatures: sound } : undefined;
}

/**
 * Which of the given keys signed the note. A signature that claims one of them and does not hold spoils the whole note
 * (undefined), as does none at all by a given key.
 */
export function openNote(
	note: string,
	keys: readonly NoteKey[],
	host: { readonly hash: Hash; readonly verify: Verify },
): { readonly text: string; readonly signers: readonly NoteKey[] } | undefined {
	const parsed = parseNote(note);
	if (!parsed) return undefined;
	const signers: NoteKey[] = [];
	for (const line of parsed.signatures) {
		const key = keys.find((candidate) => candidate.name === line.name && keyId(candidate, host.hash) === line.keyId);
		if (!key) continue;
		if (!host.verify(key.publicKey, utf8(parsed.text), line.signature)) return undefined;
		signers.push(key);
	}
	return signers.length > 0 ? { text: parsed.text, signers } : undefined;
}
