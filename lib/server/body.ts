/**
 * Reads a JSON body, counting the bytes that really arrive. Promises: a value of plain objects, arrays, finite
 * numbers and well-formed text, at most 64 levels deep; or a problem. Never a truncated success.
 * Refuses: other media types (415), too many bytes (413, also when chunked), everything else malformed (422).
 */
import "server-only";
import { err, ok, type Result } from "@/lib/domain/result.ts";

export const BODY_LIMIT = 1024 * 1024;
export const INVENTORY_LIMIT = 25 * 1024 * 1024;
const MAX_DEPTH = 64;

export type BodyProblem =
	| { readonly code: "unsupported-media-type"; readonly accepts: string }
	| { readonly code: "body-too-large"; readonly limitBytes: number }
	| { readonly code: "invalid"; readonly issues: readonly { readonly path: string; readonly message: string }[] };

const invalid = (message: string, path = ""): Result<never, BodyProblem> => err({ code: "invalid", issues: [{ path, message }] });

/** `limit` in bytes. A missing body is invalid: callers that need none do not read. `type`: the media type to accept. */
export async function readJson(
	request: Request,
	limit: number = BODY_LIMIT,
	type = "application/json",
): Promise<Result<unknown, BodyProblem>> {
	const [given = "", ...parameters] = (request.headers.get("content-type") ?? "").split(";");
	const utf8 = parameters.every((parameter) => /^\s*charset\s*=\s*"?utf-8"?\s*$/i.test(parameter));
	if (given.trim().toLowerCase() !== type || !utf8) return err({ code: "unsupported-media-type", accepts: type });
	const bytes = await readBytes(request, limit);
	if (!bytes.ok) return bytes;
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.value);
	} catch {
		return invalid("Not UTF-8 text");
	}
	if (tooDeep(text)) return invalid(`Nested deeper than ${MAX_DEPTH} levels`);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return invalid("Not JSON");
	}
	const offence = firstOffence(value, "");
	return offence ? invalid(offence.message, offence.path) : ok(value);
}

async function readBytes(request: Request, limit: number): Promise<Result<Uint8Array, BodyProblem>> {
	const tooLarge = err({ code: "body-too-large", limitBytes: limit } as const);
	const declared = request.headers.get("content-length");
	if (declared !== null && Number(declared) > limit) return tooLarge;
	if (request.body === null) return invalid("The body is missing");
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.byteLength;
			if (size > limit) {
				await reader.cancel();
				return tooLarge;
			}
			chunks.push(value);
		}
	} catch {
		return invalid("The body broke off");
	}
	if (declared !== null && Number(declared) !== size) return invalid(`Content-Length says ${declared}, ${size} bytes came`);
	return ok(Buffer.concat(chunks));
}

/** Counts brackets outside strings before anything recursive sees the text. */
function tooDeep(text: string): boolean {
	let depth = 0;
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (quoted) {
			if (c === 0x5c) i++;
			else if (c === 0x22) quoted = false;
		} else if (c === 0x22) quoted = true;
		else if (c === 0x7b || c === 0x5b) {
			if (++depth > MAX_DEPTH) return true;
		} else if (c === 0x7d || c === 0x5d) depth--;
	}
	return false;
}

type Offence = { readonly path: string; readonly message: string };

/** What JSON.parse lets through and no field of ours may hold. NUL: one database refuses it, so all do. */
function firstOffence(value: unknown, path: string): Offence | undefined {
	if (typeof value === "string") {
		if (!value.isWellFormed()) return { path, message: "Holds half a character (lone surrogate)" };
		return value.includes("\u0000") ? { path, message: "Holds a NUL character" } : undefined;
	}
	if (typeof value === "number") return Number.isFinite(value) ? undefined : { path, message: "The number is too large" };
	if (typeof value !== "object" || value === null) return undefined;
	for (const [key, item] of Object.entries(value)) {
		const at = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
		if (!Array.isArray(value)) {
			if (key === "__proto__") return { path: at, message: "This key is not allowed" };
			if (!key.isWellFormed() || key.includes("\u0000")) return { path, message: "A key holds characters that are not allowed" };
		}
		const offence = firstOffence(item, at);
		if (offence) return offence;
	}
	return undefined;
}
