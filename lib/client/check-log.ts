import "client-only";
/**
 * The history checked where it is read: fetches the exact lines of a plan's log and judges the chain in this browser,
 * with the same function that the server and the command line use. Trusts the server for nothing but the bytes.
 */
import { sha256 as sha256Bytes } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Sha256, slices } from "@/lib/domain/canonical.ts";
import { type Verdict, verifyChain } from "@/lib/domain/chain.ts";

const sha256: Sha256 = (text) => {
	const hash = sha256Bytes.create();
	for (const slice of slices(text)) hash.update(utf8ToBytes(slice));
	return bytesToHex(hash.digest());
};

/** Lines of `events.jsonl`, without line ends; a last line without its end counts. */
export const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

/** The plan's log as the file of exact lines. Throws when the server does not give it. */
export async function fetchLog(planId: string): Promise<string> {
	const answer = await fetch(`/api/v1/plans/${encodeURIComponent(planId)}/events?after=0`, { headers: { accept: "application/jsonl" } });
	if (!answer.ok) throw new Error(`The log of ${planId}: ${answer.status}`);
	return answer.text();
}

/** The verdict over these exact lines as the log of `planId`. */
export const checkLog = (planId: string, text: string): Verdict => verifyChain(linesOf(text), sha256, { stream: `plan/${planId}` });
