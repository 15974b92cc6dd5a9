/**
 * Answers of route handlers: values, refusals of the domain, and faults of the storage sorted into what a client
 * can do about them (reliability 6.4). Nothing signed-in is ever cached. Faults are logged here, once.
 */
import "server-only";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { ProblemCode } from "@/lib/wire/problem.ts";
import { type DatabaseTrouble, databaseTrouble } from "./database-errors.ts";
import { log } from "./log.ts";
import { problem } from "./problem.ts";
import { isMismatch } from "./stream-state.ts";

const PRIVATE = { "Cache-Control": "private, no-store" };

/** 200 unless said. `value` must be plain JSON. */
export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json", ...PRIVATE, ...headers } });

export const noContent = (headers: Record<string, string> = {}): Response =>
	new Response(null, { status: 204, headers: { ...PRIVATE, ...headers } });

/** A refusal with its facts, as a problem document. */
export function refused({ code, ...facts }: Refusal): Response {
	return problem(code, facts);
}

/** A file to keep: never shown inside a page, whatever its content. `fileName` is ASCII. */
export const download = (body: BodyInit, contentType: string, fileName: string, headers: Record<string, string> = {}): Response =>
	new Response(body, {
		headers: {
			...headers,
			"Content-Type": contentType,
			"Content-Disposition": `attachment; filename="${fileName.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
			"Content-Security-Policy": "sandbox",
			...PRIVATE,
		},
	});

const codeOf: Readonly<Record<DatabaseTrouble, ProblemCode>> = {
	busy: "busy",
	expired: "busy",
	conflict: "busy", // what a repeat sorts out; commands never get here, they re-read and answer 409
	full: "storage-full",
	"append-only": "internal",
	"storage-broken": "internal",
	other: "internal",
};

/** The answer to a thrown error. `where`: method and route, for the log. */
export function fault(error: unknown, where: string): Response {
	const code = isMismatch(error) ? "log-stopped" : codeOf[databaseTrouble(error)];
	log[code === "busy" ? "warn" : "error"](`Request failed: ${code}`, { where }, error);
	return problem(code, {}, code === "busy" ? { "Retry-After": "1" } : {});
}
