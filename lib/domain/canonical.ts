/**
 * RFC 8785 canonical JSON, with the refusals our log adds (contracts section 5): no null, no fraction,
 * no unsafe integer, no lone surrogate, plain objects only. What is hashed is exactly this text in UTF-8.
 */
import canonicalizeLibrary from "canonicalize";

const serialise = canonicalizeLibrary as unknown as (value: unknown) => string | undefined; // its types are CommonJS-shaped

/** SHA-256 of a UTF-8 text, as 64 lower-case hex digits. The host gives it: the core has no crypto. */
export type Sha256 = (text: string) => string;

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
	assertCanonical(value);
	const text = serialise(value);
	if (text === undefined) throw new TypeError("Nothing to serialise");
	return text;
}
