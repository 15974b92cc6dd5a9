import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashFile } from "./hash-file.ts";

it("[UX-evidence] hashes over slice borders as the whole file", async () => {
	const bytes = Buffer.alloc(5 * 1024 * 1024 + 17, 7);
	const seen: number[] = [];
	const digest = await hashFile(new Blob([bytes]), (done) => seen.push(done));
	expect(digest).toBe(createHash("sha256").update(bytes).digest("hex"));
	expect(seen).toEqual([2 * 1024 * 1024, 4 * 1024 * 1024, bytes.length]);
});

it("[UX-evidence] an aborted hash gives no digest", async () => {
	const gone = new AbortController();
	gone.abort();
	await expect(hashFile(new Blob(["x"]), () => {}, gone.signal)).rejects.toThrow();
});
