/**
 * The hash chain of one stream (contracts section 5), checked from its exact lines.
 * Promises: sound means every line is the canonical form of one well-formed event, the sequence counts 1, 2, 3 …, every
 * `previous` is the hash of the line before, all lines are of one stream of one log. Otherwise the first bad sequence.
 * Cannot tell (nobody could from the lines alone): a tail cut off, or a whole chain written anew. That takes a signed
 * head from elsewhere; give it as `head`.
 */
import { canonicalText, type Sha256 } from "./canonical.ts";
import { type LogEvent, logEvent } from "./log-event.ts";

/** SHA-256 of 0x00 and the bytes: the RFC 6962 leaf hash. U+0000 is the byte 0x00 in UTF-8. */
export const hashBytes = (text: string, sha256: Sha256): string => sha256(`\0${text}`);

/** `previous` of the first event of `stream`. */
export const firstPrevious = (log: string, stream: string, sha256: Sha256): string => sha256(`lockstep-log/v1\n${log}\n${stream}\n`);

export type Verdict =
	| { readonly sound: true; readonly events: number; readonly head: string; readonly log?: string; readonly stream?: string }
	| { readonly sound: false; readonly sequence: number; readonly problem: string };

export type Expected = {
	/** The stream and log the lines must be of; without them the first line says. */
	readonly log?: string;
	readonly stream?: string;
	/** Hash of the last event, known from elsewhere. */
	readonly head?: string;
	/** The lines are what follows this event; it was checked before. */
	readonly after?: { readonly sequence: number; readonly hash: string };
};

const bad = (sequence: number, problem: string): Verdict => ({ sound: false, sequence, problem });

/** `lines`: canonical texts without line ends, first event first. */
export function verifyChain(lines: readonly string[], sha256: Sha256, expected: Expected = {}): Verdict {
	let { log, stream } = expected;
	const begin = expected.after?.sequence ?? 0;
	let previous = expected.after?.hash ?? "";
	for (let i = 0; i < lines.length; i++) {
		const sequence = begin + i + 1;
		const line = lines[i] ?? "";
		const read = readEvent(line);
		if (typeof read === "string") return bad(sequence, read);
		log ??= read.log;
		stream ??= read.stream;
		if (read.log !== log || read.stream !== stream) return bad(sequence, `Belongs to ${read.log} ${read.stream}, not to ${log} ${stream}`);
		if (read.sequence !== sequence) return bad(sequence, `Expected sequence ${sequence}, found ${read.sequence}`);
		if (sequence === 1) previous = firstPrevious(log, stream, sha256);
		const hash = hashBytes(line, sha256);
		if (read.previous !== previous) return blame(lines, i, begin, hash, expected.head);
		previous = hash;
	}
	if (expected.head !== undefined && previous !== expected.head)
		return bad(Math.max(begin + lines.length, 1), "The last event does not hash to the head given");
	return {
		sound: true,
		events: begin + lines.length,
		head: previous,
		...(log !== undefined && { log }),
		...(stream !== undefined && { stream }),
	};
}

/**
 * Line `i` names another hash than the line before it has: one of the two was altered. If what comes after still
 * vouches for line `i` (the next line's `previous`, or the head), it was the one before.
 */
function blame(lines: readonly string[], i: number, begin: number, hash: string, head: string | undefined): Verdict {
	const witness = i + 1 < lines.length ? previousOf(lines[i + 1] ?? "") : head;
	const at = begin + i;
	if (at > 0 && (witness === hash || witness === undefined)) return bad(at, `Altered: event ${at + 1} names another hash of it`);
	return bad(at + 1, at === 0 ? "Its previous is not the beginning of this stream" : `Its previous is not the hash of event ${at}`);
}

function previousOf(line: string): string | undefined {
	const read = readEvent(line);
	return typeof read === "string" ? undefined : read.previous;
}

/** One exact line as an event, or what is wrong with it. Duplicate keys cannot survive the canonical comparison. */
export function readEvent(line: string): LogEvent | string {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return "Not JSON";
	}
	try {
		if (!isCanonical(value, line)) return "Not in canonical form";
	} catch (error) {
		return `Not canonical: ${(error as Error).message}`;
	}
	const parsed = logEvent.safeParse(value);
	if (!parsed.success)
		return `Not an event: ${parsed.error.issues[0]?.path.join(".") ?? ""} ${parsed.error.issues[0]?.message ?? ""}`.trim();
	return parsed.data;
}

/**
 * True when `line` is the canonical text of `value`. The engine's own serialiser writes exactly RFC 8785 for a clean
 * value, so the slow library, which also names what is wrong, is asked only about lines that are odd.
 */
const isCanonical = (value: unknown, line: string): boolean =>
	(isClean(value) && JSON.stringify(value) === line) || canonicalText(value) === line;

/** Keys in order, whole safe numbers, whole characters, no null: what `assertCanonical` asks of parsed JSON. */
function isClean(value: unknown): boolean {
	if (typeof value === "string") return value.isWellFormed();
	if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0);
	if (typeof value !== "object") return true;
	if (value === null) return false;
	if (Array.isArray(value)) return value.every(isClean);
	let last: string | undefined;
	for (const [key, item] of Object.entries(value)) {
		if ((last !== undefined && key <= last) || !key.isWellFormed() || !isClean(item)) return false;
		last = key;
	}
	return true;
}
