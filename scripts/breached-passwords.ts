/**
 * Renews lib/server/breached-passwords.json from a list with one password a line, the most frequent first
 * (SecLists, `Common-Credentials/10-million-password-list-top-1000000.txt`): those long enough to be set here,
 * in lower case, as the first 48 bits of their SHA-256, sorted.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { PASSWORD_MIN } from "@/lib/wire/api-access.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
	console.error("Name the file with the list");
	process.exit(1);
}
const bytesEach = 6;
const lines = readFileSync(file, "utf8").split(/\r?\n/);
const wanted = new Set(lines.filter((line) => line.length >= PASSWORD_MIN).map((line) => line.toLowerCase()));
const digests = [...wanted].map((line) => createHash("sha256").update(line).digest().subarray(0, bytesEach)).sort(Buffer.compare);
const content = {
	source: "Passwords of 12 characters and more of the 10 million password list, top 1,000,000 (Mark Burnett; SecLists, MIT)",
	bytesEach,
	entries: digests.length,
	digests: Buffer.concat(digests).toString("base64"),
};
writeFileSync(resolve(import.meta.dirname, "../lib/server/breached-passwords.json"), `${JSON.stringify(content, null, "\t")}\n`);
console.log(`${digests.length} passwords`);
