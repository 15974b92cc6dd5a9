import "client-only";
/**
 * SHA-256 of a file, computed in the browser in slices. Promises: nothing leaves the machine; memory stays at one
 * slice; the page stays responsive; an aborted signal ends it with an AbortError. A file that changes while it is
 * read makes the browser throw, and so does this.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const SLICE_BYTES = 2 * 1024 * 1024;

/** `onProgress` is told the bytes hashed so far. Resolves to 64 lower-case hex digits. */
export async function hashFile(file: Blob, onProgress: (bytes: number) => void, signal?: AbortSignal): Promise<string> {
	const hash = sha256.create();
	for (let start = 0; start < file.size; start += SLICE_BYTES) {
		signal?.throwIfAborted();
		const end = Math.min(start + SLICE_BYTES, file.size);
		hash.update(new Uint8Array(await file.slice(start, end).arrayBuffer()));
		onProgress(end);
	}
	return bytesToHex(hash.digest());
}
