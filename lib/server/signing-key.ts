/**
 * The installation's Ed25519 key. It lies in a file of its own (mode 0600), never in the database or its backups, and
 * is made when it is first needed. Refuses a key file that others on the machine can read.
 */
import "server-only";
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	verify as cryptoVerify,
	generateKeyPairSync,
	type KeyObject,
	sign,
} from "node:crypto";
import {
	closeSync,
	existsSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Hash } from "@/lib/domain/proof/bytes.ts";
import { type NoteKey, signatureLine, type Verify } from "@/lib/domain/proof/note.ts";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";

/** SHA-256 over raw bytes. */
export const hashRaw: Hash = (bytes) => createHash("sha256").update(bytes).digest();

const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** Whether an Ed25519 signature holds. */
export const verifyEd25519: Verify = (publicKey, message, signature) => {
	try {
		const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
		return cryptoVerify(null, message, key, signature);
	} catch {
		return false;
	}
};

type Loaded = { readonly file: string; readonly changed: number; readonly secret: KeyObject; readonly publicKey: Uint8Array };
const cache = processWide<{ loaded?: Loaded }>("signing-key", () => ({}));

const publicPart = (secret: KeyObject): Uint8Array =>
	new Uint8Array(createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(SPKI.length));

/** Writes a new private key to `file`, all or nothing and on the disk before it returns. False when one is there already. */
function writeKey(file: string, secret: KeyObject, replace: boolean): boolean {
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const partial = `${file}.${process.pid}.partial`;
	const handle = openSync(partial, "wx", 0o600);
	try {
		writeSync(handle, String(secret.export({ format: "pem", type: "pkcs8" })));
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	try {
		if (replace) renameSync(partial, file);
		else linkSync(partial, file); // fails when another process was faster
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	} finally {
		rmSync(partial, { force: true });
	}
}

function load(): Loaded {
	const file = env().signingKeyFile;
	if (!existsSync(file)) writeKey(file, generateKeyPairSync("ed25519").privateKey, false);
	const { mtimeMs: changed, mode } = statSync(file);
	if (process.platform !== "win32" && (mode & 0o077) !== 0)
		throw new Error(`The signing key ${file} can be read by others: chmod 600 it, and rotate the key if somebody may have`);
	if (cache.loaded?.file === file && cache.loaded.changed === changed) return cache.loaded;
	const secret = createPrivateKey(readFileSync(file));
	if (secret.asymmetricKeyType !== "ed25519") throw new Error(`The signing key ${file} is no Ed25519 key`);
	cache.loaded = { file, changed, secret, publicKey: publicPart(secret) };
	return cache.loaded;
}

/** The name every signature of this installation carries. */
export const keyName = (logId: string): string => `lockstep/${logId}`;

/** The public key under the installation's name. */
export const noteKey = (logId: string): NoteKey => ({ name: keyName(logId), publicKey: load().publicKey });

/** The signed note of `text`, which ends with a line end. */
export function signNote(text: string, logId: string): string {
	const { secret, publicKey } = load();
	return `${text}\n${signatureLine({ name: keyName(logId), publicKey }, sign(null, Buffer.from(text, "utf8"), secret), hashRaw)}`;
}

/** A new key, not in use yet. `sign` adds its signature line to a note; `use` puts it in the old one's place for good. */
export function nextKey(logId: string): { readonly key: NoteKey; readonly sign: (text: string) => string; readonly use: () => void } {
	const secret = generateKeyPairSync("ed25519").privateKey;
	const key = { name: keyName(logId), publicKey: publicPart(secret) };
	return {
		key,
		sign: (text) => signatureLine(key, sign(null, Buffer.from(text, "utf8"), secret), hashRaw),
		use: () => {
			writeKey(env().signingKeyFile, secret, true);
		},
	};
}
