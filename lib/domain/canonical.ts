/**
 * RFC 8785 canonical JSON, with the refusals our log adds (contracts section 5): no null, no fraction,
 * no unsafe integer, no lone surrogate, plain objects only. What is hashed is exactly this text in UTF-8.
 */
import canonicalizeLibrary from "canonicalize";

const serialise = canonicalizeLibrary as unknown as (value: unknown) => string | undefined; // its types are CommonJS-shaped

/**
 * SHA-256 of a UTF-8 text, whole or in parts (no surrogate pair cut), as 64 lower-case hex digits. The host gives it:
 * the core has no crypto.
 */
export type Sha256 = (text: string | Iterable<string>) => string;

const SLICE = 65_536;

/**
 * A long text, whole or in parts, in slices that may be encoded one by one: no surrogate pair is cut. Hosts hash slice
 * by slice, because encoding many megabytes at once takes several times as long as hashing them.
 */
export function* slices(text: string | Iterable<string>): Generator<string> {
	if (typeof text !== "string") {
		for (const part of text) yield* slices(part);
		return;
	}
	for (let start = 0; start < text.length; ) {
		let end = Math.min(start + SLICE, text.length);
		if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end -= 1; // the first half of a pair
		yield text.slice(start, end);
		start = end;
	}
}

/** Throws a TypeError naming the place when `value` may not stand in an event or a plan. */
export function assertCanonical(value: unknown, path = "$"): void {
	if (typeof value === "string") {
		if (!value.isWellFormed()) throw new TypeError(`${path}: lone surrogate`);
		return;
	}
	if (typeof value === "boolean") return;
	if (typeof value === "number") {
		if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`${path}: not a safe whole number`);
		return;
	}
	if (Array.isArray(value)) {
		value.forEach((item, i) => {
			assertCanonical(item, `${path}[${i}]`);
		});
		return;
	}
	if (typeof value !== "object" || value === null) throw new TypeError(`${path}: ${value === null ? "null" : typeof value}`);
	const prototype = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${path}: not a plain object`);
	for (const [key, item] of Object.entries(value)) {
		if (!key.isWellFormed()) throw new TypeError(`${path}: lone surrogate in a key`);
		if (item !== undefined) assertCanonical(item, `${path}.${key}`);
	}
}

/** The canonical text of `value`; keys whose value is undefined are left out. */
export function canonicalText(value: unknown): string {
	const inOrder = ordered(value);
	if (inOrder !== ODD) return JSON.stringify(inOrder);
	assertCanonical(value);
	const text = serialise(value);
	if (text === undefined) throw new TypeError("Nothing to serialise");
	return text;
}

/** Elements of a long list serialised together: some 64 KiB of a plan's steps. */
const BATCH = 8;

/**
 * The canonical text in parts, for hashing: a plan of ten thousand steps is twenty megabytes, which need not exist as
 * one text. Only the lists directly in `value` are cut up.
 */
export function canonicalParts(value: Readonly<Record<string, unknown>>): Iterable<string> {
	const inOrder = ordered(value);
	return inOrder === ODD ? [canonicalText(value)] : orderedParts(inOrder as Readonly<Record<string, unknown>>);
}

/**
 * The same for a value whose maker has put every key in order already and holds to our refusals: neither is looked at,
 * which is a third of the time. Whoever must not rely on the maker asks `canonicalParts` or `canonicalText`.
 */
export function* orderedParts(value: Readonly<Record<string, unknown>>): Generator<string> {
	let before = "{";
	for (const [key, field] of Object.entries(value)) {
		if (field === undefined) continue;
		yield `${before}${JSON.stringify(key)}:`;
		before = ",";
		if (Array.isArray(field) && field.length > BATCH) yield* listParts(field);
		else yield JSON.stringify(field);
	}
	yield before === "{" ? "{}" : "}";
}

function* listParts(list: readonly unknown[]): Generator<string> {
	for (let start = 0; start < list.length; start += BATCH) {
		yield start === 0 ? "[" : ",";
		yield JSON.stringify(list.slice(start, start + BATCH)).slice(1, -1);
	}
	yield "]";
}

/** Stands for a value that may not stand in our documents, or whose keys a JavaScript object cannot hold in order. */
const ODD: unique symbol = Symbol("odd");

/**
 * `value` with the keys of every object in canonical order: itself where they are so already, which plans are. For
 * such a value JSON.stringify is RFC 8785 to the byte (its strings and numbers are ECMAScript's), and far faster.
 */
function ordered(value: unknown): unknown {
	if (typeof value === "string") return value.isWellFormed() ? value : ODD;
	if (typeof value === "boolean") return value;
	if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : ODD;
	if (typeof value !== "object" || value === null) return ODD;
	return Array.isArray(value) ? orderedList(value) : orderedObject(value);
}

function orderedList(list: readonly unknown[]): unknown {
	let copy: unknown[] | undefined;
	for (let i = 0; i < list.length; i++) {
		const item = ordered(list[i]);
		if (item === ODD) return ODD;
		if (item !== list[i]) copy ??= list.slice(0, i);
		copy?.push(item);
	}
	return copy ?? list;
}

function orderedObject(object: object): unknown {
	const prototype = Object.getPrototypeOf(object);
	if (prototype !== Object.prototype && prototype !== null) return ODD;
	const fields = object as Readonly<Record<string, unknown>>;
	const keys = Object.keys(fields);
	let inOrder = true;
	let before: string | undefined;
	let changed: Map<string, unknown> | undefined;
	for (const key of keys) {
		if (!key.isWellFormed()) return ODD;
		inOrder &&= before === undefined || before < key;
		before = key;
		const item = fields[key];
		if (item === undefined) continue;
		const itemInOrder = ordered(item);
		if (itemInOrder === ODD) return ODD;
		if (itemInOrder === item) continue;
		changed ??= new Map();
		changed.set(key, itemInOrder);
	}
	if (inOrder && changed === undefined) return object;
	const copy = Object.fromEntries(keys.sort().map((key): [string, unknown] => [key, changed?.has(key) ? changed.get(key) : fields[key]]));
	return isSorted(Object.keys(copy)) ? copy : ODD; // keys such as "10" and "9" stand in number order whatever we do
}

const isSorted = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || (keys[i - 1] ?? "") < key);
