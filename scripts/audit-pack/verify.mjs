#!/usr/bin/env node
/**
 * Checks an audit pack of Lockstep. Needs Node 20 or later and nothing else; opens no connection.
 *
 *   node verify.mjs [<folder | audit-pack.zip | events.jsonl>] [--keys keys.txt] [--checkpoint notes.txt] [--sealed]
 *
 * Without a path it checks the folder it lies in. Give `--keys` the public keys you got from elsewhere: those in the
 * pack prove only that the pack agrees with itself. Give `--checkpoint` signed notes you kept: they show a history
 * that was rewritten later. Exit 0: sound. 1: broken, with the first bad sequence. 2, only with --sealed: sound, but
 * not signed up to the last event. The format is described in docs/audit-pack.md of the product.
 */
import { createPublicKey, hash, verify as verifySignature } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";

const sha256 = (...parts) =>
	hash("sha256", Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part))), "buffer");
let scratch = Buffer.alloc(4096);
/** SHA-256 of a byte and what stands behind it, hex or bytes; one buffer serves all, since there are many thousands. */
function hashBehind(byte, parts, as) {
	let length = 1;
	for (const part of parts) length += part.length;
	if (length > scratch.length) scratch = Buffer.alloc(2 * length);
	scratch[0] = byte;
	let at = 1;
	for (const part of parts) {
		scratch.set(part, at);
		at += part.length;
	}
	return hash("sha256", scratch.subarray(0, length), as);
}
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class Broken extends Error {
	constructor(sequence, problem) {
		super(problem);
		this.sequence = sequence;
	}
}

// --- one line ---------------------------------------------------------------------------------------------------

/** The RFC 8785 text of a value without nulls, fractions and lone surrogates; throws for anything else. */
function canonical(value) {
	if (typeof value === "string") {
		if (!value.isWellFormed()) throw new Error("half a character");
		return JSON.stringify(value);
	}
	if (typeof value === "boolean") return String(value);
	if (typeof value === "number") {
		if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error("not a whole number");
		return String(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (value === null) throw new Error("null");
	const keys = Object.keys(value).sort(); // by UTF-16 code units, as the RFC asks
	return `{${keys.map((key) => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
}

/**
 * True when JSON.stringify of this value is its RFC 8785 text: keys in order, nothing that may not stand in an event.
 * Only a quick way; what it does not vouch for is asked of `canonical`.
 */
function isInOrder(value) {
	if (typeof value === "string") return value.isWellFormed();
	if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0);
	if (typeof value === "boolean") return true;
	if (value === null) return false;
	if (Array.isArray(value)) return value.every(isInOrder);
	let before;
	for (const key of Object.keys(value)) {
		if ((before !== undefined && before >= key) || !key.isWellFormed() || !isInOrder(value[key])) return false;
		before = key;
	}
	return true;
}

const shape = {
	v: (value) => value === 1,
	log: (value) => /^[a-zA-Z0-9_-]{1,64}$/.test(value),
	stream: (value) => /^((plan|estate)\/[A-Za-z0-9_-]{1,64}|access)$/.test(value),
	sequence: (value) => Number.isSafeInteger(value) && value >= 1,
	previous: (value) => /^[0-9a-f]{64}$/.test(value),
	type: (value) => /^[a-z][a-z0-9-]{0,63}$/.test(value),
	at: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value),
	actor: (value) =>
		isObject(value) && hasKeys(value, ["id", "kind"]) && shape.log(value.id) && ["person", "token", "system"].includes(value.kind),
	command: (value) => /^[\x21-\x7e]{1,136}$/.test(value),
	data: (value) => isObject(value),
};
const texts = ["log", "stream", "previous", "type", "at", "command"];
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const hasKeys = (value, keys) => Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));

/** A canonical event, to the character: keys in order, nothing between them, only `data` left to read. */
const ENVELOPE = new RegExp(
	[
		/^\{"actor":\{"id":"([\w-]{1,64})","kind":"(person|token|system)"\}/,
		/,"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","command":"[\x21\x23-\x5b\x5d-\x7e]{1,136}","data":(\{.*\})/,
		/,"log":"([\w-]{1,64})","previous":"([0-9a-f]{64})","sequence":([1-9]\d{0,14})/,
		/,"stream":"((?:plan|estate)\/[\w-]{1,64}|access)","type":"([a-z][a-z0-9-]{0,63})","v":1\}$/,
	]
		.map(({ source }) => source)
		.join(""),
	"s",
);

const words = new Map();
/** The same text for the same word: a part of a line would keep the whole line in memory. */
function once(word) {
	const known = words.get(word);
	if (known === undefined) words.set(word, word);
	return known ?? word;
}

/** The event on a line, or a sentence that says why it is none. */
function readEvent(bytes) {
	let text;
	try {
		text = utf8.decode(bytes);
	} catch {
		return "Not JSON";
	}
	const found = ENVELOPE.exec(text);
	const data = found === null ? undefined : readData(found[3]);
	if (data === undefined) return readSlowly(text);
	const [log, stream, type, id, kind] = [found[4], found[7], found[8], found[1], found[2]].map(once);
	return { log, stream, sequence: Number(found[6]), previous: found[5], type, actor: { id, kind }, data };
}

function readData(text) {
	try {
		const data = JSON.parse(text);
		return isInOrder(data) && JSON.stringify(data) === text ? data : undefined;
	} catch {
		return undefined;
	}
}

/** The same for any line: by its values, with the reason. A key that stands twice does not survive the comparison. */
function readSlowly(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return "Not JSON";
	}
	try {
		if (canonical(value) !== text) return "Not in canonical form";
	} catch (error) {
		return `Not canonical: ${error.message}`;
	}
	if (!isObject(value) || !hasKeys(value, Object.keys(shape))) return "Not an event: other keys than an event has";
	const wrong = Object.keys(shape).find((key) => (texts.includes(key) && typeof value[key] !== "string") || !shape[key](value[key]));
	return wrong === undefined ? value : `Not an event: ${wrong}`;
}

// --- the chain --------------------------------------------------------------------------------------------------

/** Where each line begins and ends. */
function splitLines(bytes) {
	const ends = [];
	for (let from = 0; from < bytes.length; ) {
		const end = bytes.indexOf(10, from);
		ends.push(end < 0 ? bytes.length : end);
		from = ends.at(-1) + 1;
	}
	return { length: ends.length, at: (i) => bytes.subarray(i === 0 ? 0 : ends[i - 1] + 1, ends[i]) };
}

/** Hash of an event, hex. */
const leafHash = (bytes) => hashBehind(0, [bytes], "hex");

/** Every event with its hash; throws at the first that does not fit. */
function checkChain(bytes, settled) {
	const lines = splitLines(bytes);
	if (lines.length === 0) throw new Broken(1, "There is no event in it");
	const events = [];
	const hashes = [];
	for (let i = 0; i < lines.length; i++) {
		const line = lines.at(i);
		const event = readEvent(line);
		if (typeof event === "string") throw new Broken(i + 1, event);
		const first = events[0] ?? event;
		if (event.log !== first.log || event.stream !== first.stream)
			throw new Broken(i + 1, `Belongs to ${event.log} ${event.stream}, not to ${first.log} ${first.stream}`);
		if (event.sequence !== i + 1) throw new Broken(i + 1, `Expected sequence ${i + 1}, found ${event.sequence}`);
		const before = hashes[i - 1] ?? sha256(`lockstep-log/v1\n${event.log}\n${event.stream}\n`).toString("hex");
		const hash = leafHash(line);
		if (event.previous !== before) {
			const broken = blame(lines, i, hash);
			const isLast = i > 0 && i === lines.length - 1;
			throw isLast ? settled({ broken, event, hashes: [...hashes.slice(0, -1), event.previous, hash] }) : broken;
		}
		const { sequence, type, actor, data } = event;
		events.push({ log: first.log, stream: first.stream, sequence, type, actor, data });
		hashes.push(hash);
	}
	return { events, hashes };
}

/** Event i+1 names another hash than event i has. If the event behind it vouches for it, the one before was altered. */
function blame(lines, i, hash) {
	const next = i + 1 < lines.length ? readEvent(lines.at(i + 1)) : undefined;
	const witness = typeof next === "object" ? next.previous : undefined;
	const vouched = i + 1 < lines.length ? witness === hash || witness === undefined : true;
	if (i > 0 && vouched) return new Broken(i, `Altered: event ${i + 1} names another hash of it`);
	return new Broken(i + 1, i === 0 ? "Its previous is not the beginning of this stream" : `Its previous is not the hash of event ${i}`);
}

/** The last link does not hold: a signed root tells whether the last event or the one before it was altered. */
function settle({ broken, event, hashes }, notes, keys) {
	const root = rootsAt(hashes, [event.sequence]).get(event.sequence).toString("base64");
	const about = notes.filter(
		(note) => note.text.startsWith(`lockstep/${event.log}/${event.stream}`) && note.text.split("\n")[1] === String(event.sequence),
	);
	if (about.length === 0 || about.some((note) => note.text.split("\n")[2] === root && isSigned(note, keys))) return broken;
	return new Broken(event.sequence, `Its previous is not the hash of event ${event.sequence - 1}`);
}

// --- checkpoints ------------------------------------------------------------------------------------------------

const nodeHash = (left, right) => hashBehind(1, [left, right], "buffer");
const split = (n) => 2 ** Math.floor(Math.log2(n - 1));

/** Merkle root of RFC 6962 over the first `size` leaf hashes (hex), grown leaf by leaf; one root for each size asked for. */
function rootsAt(hashes, sizes) {
	const wanted = new Set(sizes);
	const found = new Map();
	const peaks = [];
	hashes.forEach((leaf, count) => {
		let node = Buffer.from(leaf, "hex");
		for (let size = count; size % 2 === 1; size = (size - 1) / 2) node = nodeHash(peaks.pop(), node);
		peaks.push(node);
		if (wanted.has(count + 1))
			found.set(
				count + 1,
				peaks.reduceRight((right, left) => nodeHash(left, right)),
			);
	});
	return found;
}

/** The root that a leaf gives with its audit path, or undefined when the path is too short or too long. */
function rootFromPath(leaf, index, size, path) {
	if (size <= 1) return size === 1 && index === 0 && path.length === 0 ? leaf : undefined;
	if (path.length === 0) return undefined;
	const k = split(size);
	const below = rootFromPath(leaf, index < k ? index : index - k, index < k ? k : size - k, path.slice(0, -1));
	if (below === undefined) return undefined;
	return index < k ? nodeHash(below, path.at(-1)) : nodeHash(path.at(-1), below);
}

const keyId = (name, key) => sha256(name, "\n\x01", key).subarray(0, 4).toString("hex");

/** Lines `name+id+base64(0x01, key)`; lines of other kinds of keys are passed over. */
function readKeys(text) {
	return text.split("\n").flatMap((line) => {
		const [name, id, ...rest] = line.trim().split("+");
		const bytes = Buffer.from(rest.join("+"), "base64");
		if (!name || bytes.length !== 33 || bytes[0] !== 1) return [];
		const key = bytes.subarray(1);
		if (keyId(name, key) !== id) throw new Broken(0, `The key of ${name} does not have the id it is listed under`);
		return [{ name, id, key }];
	});
}

/** Signed notes that stand one after the other: text, empty line, signature lines, empty line, and so on. */
function readNotes(text) {
	const notes = [];
	let body = [];
	let signatures = [];
	for (const line of `${text}\n`.split("\n")) {
		if (line.startsWith("\u2014 ")) signatures.push(line);
		else if (signatures.length > 0) {
			notes.push({
				text: body
					.slice(0, -1)
					.map((part) => `${part}\n`)
					.join(""),
				signatures,
			});
			[body, signatures] = [line === "" ? [] : [line], []];
		} else body.push(line);
	}
	return notes;
}

const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** Whether one of the keys signed the note. A signature in a key's name that does not hold counts against the note. */
function isSigned(note, keys) {
	let signed = false;
	for (const line of note.signatures) {
		const [, name, code = ""] = line.split(" ");
		const bytes = Buffer.from(code, "base64");
		const known = keys.find((key) => key.name === name && key.id === bytes.subarray(0, 4).toString("hex"));
		if (!known) continue;
		const key = createPublicKey({ key: Buffer.concat([SPKI, known.key]), format: "der", type: "spki" });
		if (!verifySignature(null, Buffer.from(note.text), key, bytes.subarray(4))) return false;
		signed = true;
	}
	return signed;
}

/** Adds the keys that a trusted key introduced: a note with the old and the new key, signed by both. */
function withRotations(keys, text) {
	let known = [...keys];
	for (const note of readNotes(text)) {
		const [origin, kind, from, to] = note.text.split("\n");
		const name = origin.replace(/\/keys$/, "");
		const next = Buffer.from(to ?? "", "base64");
		if (kind !== "lockstep-key-rotation/v1" || next.length !== 32)
			throw new Broken(0, "rotations.txt holds something else than key rotations");
		const added = { name, id: keyId(name, next), key: next };
		const old = known.find((key) => key.name === name && key.key.equals(Buffer.from(from, "base64")));
		if (old && isSigned(note, [old]) && isSigned(note, [added])) known = [...known, added];
	}
	return known;
}

/** The largest size that a trusted checkpoint covers, 0 for none. Throws when a checkpoint and the events disagree. */
function checkNotes(notes, keys, { events, hashes }) {
	const name = `lockstep/${events[0].log}`;
	const ours = new RegExp(`^${name}/${events[0].stream}(/restored-[1-9][0-9]*)?$`);
	const heads = notes.map((note) => {
		const [origin, size = "", root = "", end, ...more] = note.text.split("\n");
		const isHead = /^(0|[1-9][0-9]{0,14})$/.test(size) && Buffer.from(root, "base64").length === 32 && end === "" && more.length === 0;
		if (!isHead) throw new Broken(0, "A checkpoint does not have the three lines of one");
		if (!isSigned(note, keys)) throw new Broken(0, `The checkpoint of ${origin} at ${size} is not signed by a key that is trusted here`);
		return { origin, size: Number(size), root, text: note.text };
	});
	const own = heads.filter(({ origin }) => ours.test(origin)).sort((a, b) => a.size - b.size);
	const roots = rootsAt(
		hashes,
		own.map(({ size }) => size),
	);
	let sealed = 0;
	for (const { size, root } of own) {
		if (size > events.length)
			throw new Broken(events.length + 1, `${size} events were signed, ${size - events.length} of them are missing at the end`);
		if (size > 0 && roots.get(size).toString("base64") !== root)
			throw new Broken(size, `Events ${sealed + 1} to ${size} are not those that were signed`);
		sealed = size;
	}
	return { heads, own, sealed };
}

/** The head of this stream stands in the log of all heads, at the place the pack says. */
function checkInclusion(text, { heads, own }, log) {
	const { index, size, path } = JSON.parse(text);
	const all = heads.find((head) => head.origin.startsWith(`lockstep/${log}`) && head.size === size && !own.includes(head));
	const leaf = own.at(-1);
	if (!all || !leaf) throw new Broken(0, "inclusion.json speaks of checkpoints that are not there");
	const root = rootFromPath(
		sha256("\0", leaf.text),
		index,
		size,
		path.map((node) => Buffer.from(node, "base64")),
	);
	if (root?.toString("base64") !== all.root) throw new Broken(leaf.size, "The head of this stream does not stand in the log of all heads");
}

// --- the rules --------------------------------------------------------------------------------------------------

const twoPersons = new Set(["adfs.disable-provider", "mfa-server.promote"]);
const same = (a, b) => String(a).toLowerCase() === String(b).toLowerCase();

/**
 * Reads the run as its frozen plan allows it; one entry for each event that should not have been possible. Undefined
 * when these are not a plan's events.
 *
 * @param {readonly any[]} events
 * @returns {{ found: { sequence: number, problem: string }[], plan: any } | undefined}
 */
export function replayRules(events) {
	const found = [];
	const draft = events[0];
	if (draft?.type !== "plan-drafted" || !Array.isArray(draft.data.plan?.steps)) return undefined;
	let { plan } = draft.data;
	let status = "draft";
	let proposed;
	const records = new Map();
	const parked = new Map();
	const stepOf = (id) => plan.steps.find((step) => step.id === id);
	const record = (id) => records.get(id) ?? { status: "open" };
	const finished = (id) => ["done", "skipped"].includes(record(id).status);
	const openGaps = () =>
		plan.windows.filter(({ kind, opens, closes }) => kind === "mfa-gap" && record(opens).begun && record(closes).status !== "done");
	const waitsFor = (id, seen = new Set()) =>
		plan.edges.some(({ from, to }) => {
			if (to !== id || seen.has(from)) return false;
			seen.add(from);
			return plan.gates.some((gate) => gate.id === from) ? waitsFor(from, seen) : !finished(from);
		});

	for (const { sequence, type, actor, data } of events) {
		const id = data.stepId;
		const step = type.startsWith("step-") ? stepOf(id) : undefined;
		const report = (problem) => found.push({ sequence, problem: id === undefined ? problem : `${problem} (${id})` });
		const put = (changes) => records.set(id, { ...record(id), ...changes });
		if (status === "ended") report("after-the-end");
		if (type.startsWith("step-")) {
			if (!step) {
				report("unknown-step");
				continue;
			}
			if ([...parked.values()].some((ids) => ids.includes(id))) report("parked-step-worked-on");
		}
		switch (type) {
			case "plan-drafted":
				if (sequence !== 1) report("begins-twice");
				break;
			case "plan-submitted":
				status = "submitted";
				break;
			case "plan-rejected":
				status = "rejected";
				break;
			case "plan-approved":
				if (same(actor.id, draft.actor.id)) report("approved-by-author");
				if (data.planDigest !== plan.planDigest) report("approved-other-plan");
				status = "approved";
				break;
			case "amendment-proposed":
				proposed = { plan: data.plan, by: actor.id };
				break;
			case "amendment-withdrawn":
				proposed = undefined;
				break;
			case "amendment-approved":
				if (proposed === undefined || data.planDigest !== proposed.plan.planDigest) report("amended-other-plan");
				else if (same(actor.id, proposed.by)) report("amended-by-proposer");
				if (openGaps().length > 0) report("amended-in-open-gap");
				plan = proposed?.plan ?? plan;
				proposed = undefined;
				break;
			case "run-started": {
				const rehearsal = draft.data.rehearsalOf !== undefined && data.mode === "rehearsal";
				if (status !== "approved" && !(rehearsal && status === "draft")) report("started-unapproved");
				status = "running";
				break;
			}
			case "run-paused":
				status = "paused";
				break;
			case "run-resumed":
				status = "running";
				break;
			case "step-confirmed":
				put({ confirmedBy: actor.id });
				break;
			case "step-started": {
				const { confirmedBy } = data;
				const looked = confirmedBy !== undefined && confirmedBy === record(id).confirmedBy && confirmedBy !== actor.id;
				if (status !== "running") report("started-unapproved");
				if (record(id).status !== "open") report("step-out-of-turn");
				if (waitsFor(id)) report("step-before-its-time");
				if (twoPersons.has(step.kind) && !looked) report("two-eyes");
				if (step.kind === "adfs.disable-provider" && openGaps().some(({ subject }) => !same(subject, step.subject))) report("second-gap");
				put({ status: "running", begun: true });
				break;
			}
			case "step-completed": {
				if (record(id).status !== "running") report("step-out-of-turn");
				const copies = step.checkpoint ? step.evidence.filter((field) => field.required && field.type === "file-digest") : [];
				const given = (name) => Array.isArray(data.evidence[name]) && data.evidence[name].length > 0;
				if (!copies.every(({ name }) => given(name))) report("checkpoint-without-copy");
				put({ status: "done" });
				break;
			}
			case "step-failed":
				if (record(id).status !== "running") report("step-out-of-turn");
				put({ status: "failed" });
				break;
			case "step-retried":
				put({ status: "open", confirmedBy: undefined });
				break;
			case "step-reopened":
				records.set(id, { status: "open" });
				break;
			case "step-skipped":
				if (!step.optional) report("required-step-skipped");
				put({ status: "skipped" });
				break;
			case "subject-parked":
				parked.set(data.subject, [...(parked.get(data.subject) ?? []), ...data.stepIds]);
				break;
			case "subject-unparked":
				parked.delete(data.subject);
				break;
			case "run-ended":
				if (openGaps().length > 0) report("ended-in-open-gap");
				if (data.outcome === "complete" && plan.steps.some((one) => !one.optional && record(one.id).status !== "done"))
					report("ended-incomplete");
				status = "ended";
				break;
		}
	}
	return { found, plan };
}

/** plan.json is the plan in force, to the byte, and has the digest that was approved. */
function checkPlan(bytes, plan, sequence) {
	const { planDigest, ...rest } = plan;
	if (`sha256:${sha256(canonical(rest)).toString("hex")}` !== planDigest)
		throw new Broken(sequence, "The frozen plan does not have its digest");
	if (utf8.decode(bytes).trimEnd() !== canonical(plan)) throw new Broken(sequence, "plan.json is not the plan that was frozen");
}

// --- everything together ----------------------------------------------------------------------------------------

/**
 * @param {Map<string, Uint8Array>} files
 * @param {{ keys?: string | undefined, checkpoints?: readonly string[], sealed?: boolean }} [options]
 * @returns {{ code: number, sequence?: number, lines: string[] }}
 *
 * Judges the files of a pack, by name. `keys`, `checkpoints`: texts from elsewhere. `code`: 0 sound, 1 broken, 2 sound
 * and not sealed although that was asked; `lines`: what to say.
 */
export function judge(files, { keys: given, checkpoints = [], sealed: mustBeSealed = false } = {}) {
	const lines = [];
	try {
		const text = (name) => utf8.decode(files.get(name) ?? new Uint8Array());
		const keys = withRotations(readKeys(given ?? text("keys.txt")), text("rotations.txt"));
		const notes = [text("checkpoint.txt"), ...checkpoints].flatMap(readNotes);
		const chain = checkChain(files.get("events.jsonl"), (doubt) => settle(doubt, notes, keys));
		const { events, hashes } = chain;
		lines.push(`Sound: ${events.length} events of ${events[0].stream}, head ${hashes.at(-1)}`);
		const signed = checkNotes(notes, keys, chain);
		if (files.has("inclusion.json")) checkInclusion(text("inclusion.json"), signed, events[0].log);
		const rules = replayRules(events);
		if (rules?.found.length > 0) {
			for (const { sequence, problem } of rules.found.slice(1)) lines.push(`Also at sequence ${sequence}: ${problem}`);
			throw new Broken(rules.found[0].sequence, rules.found[0].problem);
		}
		if (files.has("plan.json") && rules) checkPlan(files.get("plan.json"), rules.plan, 1);
		lines.push(rules ? "Rules: order, checkpoints, four eyes and gaps were kept" : "Rules: not a plan's history, nothing to replay");
		if (signed.sealed > 0)
			lines.push(
				`Signed by ${keys.map(({ id, name }) => `${name} ${id}`).join(", ")}, ${given === undefined ? "keys from the pack itself: compare their ids with those you were given" : "keys you gave"}`,
			);
		const isSealed = signed.sealed === events.length;
		lines.push(
			isSealed
				? `Sealed: a signed checkpoint covers all ${events.length} events`
				: `Not sealed: no checkpoint covers events ${signed.sealed + 1} to ${events.length}; a tail that was cut off or rewritten there would not show`,
		);
		return { code: mustBeSealed && !isSealed ? 2 : 0, lines };
	} catch (error) {
		const sequence = error instanceof Broken ? error.sequence : 0;
		const place = sequence > 0 ? `BROKEN at sequence ${sequence}` : "BROKEN";
		return { code: 1, sequence, lines: [`${place}: ${error.message}`, ...lines.filter((line) => line.startsWith("Also"))] };
	}
}

const MAX_BYTES = 512 * 1024 * 1024;
const known = ["events.jsonl", "plan.json", "checkpoint.txt", "keys.txt", "rotations.txt", "inclusion.json"];

/** The files of a zip archive that matter here. Refuses a name twice, and more bytes than any pack has. */
function readZip(zip) {
	let end = zip.length - 22;
	while (end >= 0 && zip.readUInt32LE(end) !== 0x06054b50) end--;
	if (end < 0) throw new Error("Not a zip archive");
	const files = new Map();
	let at = zip.readUInt32LE(end + 16);
	for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
		const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
		const [size, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
		if (known.includes(name)) {
			if (files.has(name)) throw new Error(`The archive holds ${name} twice`);
			const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const packed = zip.subarray(from, from + size);
			files.set(name, zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MAX_BYTES }));
		}
		at += 46 + nameLength + extra + comment;
	}
	return files;
}

/** The files at a path: a folder, a zip archive, or one file of events. */
export function readFiles(path) {
	if (statSync(path).isDirectory())
		return new Map(
			readdirSync(path)
				.filter((name) => known.includes(name))
				.map((name) => [name, readFileSync(join(path, name))]),
		);
	const bytes = readFileSync(path);
	return bytes.subarray(0, 2).toString("latin1") === "PK" ? readZip(bytes) : new Map([["events.jsonl", bytes]]);
}

/** Runs on arguments as the command line gives them; the exit code. */
export function main(args, say = console.log) {
	const options = { checkpoints: [], sealed: false };
	const paths = [];
	for (let i = 0; i < args.length; i++) {
		if (args[i] === "--sealed") options.sealed = true;
		else if (args[i] === "--keys") options.keys = readFileSync(args[++i], "utf8");
		else if (args[i] === "--checkpoint") options.checkpoints.push(readFileSync(args[++i], "utf8"));
		else paths.push(args[i]);
	}
	if (paths.length > 1 || paths[0]?.startsWith("--"))
		throw new Error("Usage: verify.mjs [<folder | audit-pack.zip | events.jsonl>] [--keys <file>] [--checkpoint <file>] [--sealed]");
	const files = readFiles(paths[0] ?? dirname(fileURLToPath(import.meta.url)));
	if (!files.has("events.jsonl")) throw new Error("There is no events.jsonl in it");
	const { code, lines } = judge(files, options);
	for (const line of lines) say(line);
	return code;
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] && existsSync(process.argv[1]) && realpathSync(process.argv[1]) === realpathSync(self)) {
	try {
		process.exitCode = main(process.argv.slice(2));
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
