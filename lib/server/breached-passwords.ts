/**
 * Refuses passwords that guessers try first, when a password is set and never at sign-in. Works without a network:
 * `breached-passwords.json` holds 48 bits of the SHA-256 of every password of twelve characters or more among the
 * million most frequent in published breaches. Promises: upper and lower case make no difference; a short piece
 * said again and again, and hardly more than one's own name or address, are refused as well.
 */
import "server-only";
import { createHash } from "node:crypto";
import list from "./breached-passwords.json" with { type: "json" };
import { processWide } from "./process-wide.ts";

const BYTES = list.bytesEach;
/** So many characters must be left once what everybody knows about the person is taken out. */
const OWN_WORK = 8;

/** First bytes of the digest, as a number: 48 bits are exact. */
export const breachKey = (password: string): number => createHash("sha256").update(password.toLowerCase()).digest().readUIntBE(0, BYTES);

const known = (): ReadonlySet<number> =>
	processWide("breached-passwords", () => {
		const bytes = Buffer.from(list.digests, "base64");
		return new Set(Array.from({ length: bytes.length / BYTES }, (_, i) => bytes.readUIntBE(i * BYTES, BYTES)));
	});

/** `abcabcabcabc`: at most six characters, said again to the end. */
function repeats(password: string): boolean {
	for (let size = 1; size <= 6; size++) if ([...password].every((sign, at, all) => at < size || sign === all[at - size])) return true;
	return false;
}

export type Known = { readonly email?: string | undefined; readonly name?: string | undefined };

/** What is wrong with a new password of sufficient length, as a sentence; nothing when it will do. */
export function passwordFault(password: string, { email = "", name = "" }: Known): string | undefined {
	const text = password.normalize("NFKC").toLowerCase();
	if (known().has(breachKey(text))) return "This password stands in lists of stolen passwords: take another";
	if (repeats(text)) return "This repeats a few characters: take another";
	const words = [email, email.split("@")[0] ?? "", ...name.split(/\s+/), "lockstep", "password"];
	const left = words
		.map((word) => word.normalize("NFKC").toLowerCase())
		.filter((word) => word.length >= 3)
		.sort((a, b) => b.length - a.length)
		.reduce((rest, word) => rest.replaceAll(word, ""), text);
	if (left.length !== text.length && left.length < OWN_WORK) return "This is hardly more than a name: add some words of your own";
	return undefined;
}
