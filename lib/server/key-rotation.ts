/**
 * A new signing key in the old one's place. Promises: the change is an event whose note both keys signed, stored before
 * the new key signs anything; the old private key is gone afterwards. Interrupted in between, the event names a key
 * that was never used, and the next rotation starts from the old one again.
 */
import "server-only";
import { toBase64 } from "@/lib/domain/proof/bytes.ts";
import { keyLine, type NoteKey, parseNote } from "@/lib/domain/proof/note.ts";
import { accessEvents, appendAccess } from "./access-stream.ts";
import { commit } from "./event-store.ts";
import { installation } from "./installation.ts";
import { newId } from "./secret-token.ts";
import { hashRaw, keyName, nextKey, noteKey, signNote } from "./signing-key.ts";
import { SYSTEM } from "./system-actor.ts";

/** What a rotation note says: the log, the old key and the new one, base64. */
export const rotationText = (logId: string, from: NoteKey, to: NoteKey): string =>
	`${keyName(logId)}/keys\nlockstep-key-rotation/v1\n${toBase64(from.publicKey)}\n${toBase64(to.publicKey)}\n`;

/** The line of `keys.txt` of the new key. */
export async function rotateKey(at: string = new Date().toISOString()): Promise<string> {
	const { logId } = await installation();
	const from = noteKey(logId);
	const next = nextKey(logId);
	const text = rotationText(logId, from, next.key);
	const note = signNote(text, logId) + next.sign(text);
	if (parseNote(note)?.signatures.length !== 2) throw new Error("The rotation note did not come out as it should");
	const data = { from: keyLine(from, hashRaw), to: keyLine(next.key, hashRaw), note };
	const envelope = { actor: SYSTEM, command: { id: newId("rotate"), type: "rotate-signing-key" }, at };
	const done = await commit((unit) => appendAccess(unit, envelope, [{ type: "signing-key-rotated", data }]));
	if (!done.ok) throw new Error(`The rotation was refused: ${done.error.code}`);
	next.use();
	return data.to;
}

/** Every key that ever signed, as lines of `keys.txt`, oldest first; the last one is in use. */
export async function allKeyLines(): Promise<readonly string[]> {
	const { logId } = await installation();
	const rotations = await accessEvents("signing-key-rotated");
	return [...new Set([...rotations.map(({ data }) => data.from), keyLine(noteKey(logId), hashRaw)])];
}
