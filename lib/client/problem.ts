import "client-only";
/**
 * Reads an error answer (RFC 9457 `application/problem+json`, contracts section 4) into a typed refusal.
 * Promises: never throws; a body that is not one of ours becomes `{ code: "unexpected" }` with its status.
 */
import { z } from "zod";
import { inventoryChange } from "@/lib/domain/inventory/events.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";

const text = z.string();
const texts = z.array(z.string());
const issues = z
	.array(z.looseObject({ path: text, message: text }))
	.transform((list) => list.map(({ path, message }) => ({ path, message })));
const waiting = z.object({ stepId: text, title: text, status: text, by: text.optional(), since: text.optional() });

const conflict = z.discriminatedUnion("problem", [
	z.object({ problem: z.literal("dropped"), stepId: text }),
	z.object({ problem: z.literal("other-machine"), stepId: text, before: text, after: text }),
	z.object({ problem: z.literal("waits-for"), stepId: text, steps: texts }),
]);

const refusalBody = z.discriminatedUnion("code", [
	z.object({ code: z.literal("step-blocked"), waitingFor: z.array(waiting) }),
	z.object({ code: z.literal("step-not-started") }),
	z.object({ code: z.literal("step-running"), by: text }),
	z.object({ code: z.literal("step-already-done"), by: text.optional(), at: text.optional() }),
	z.object({ code: z.literal("step-claimed"), by: text }),
	z.object({ code: z.literal("evidence-missing"), fields: texts }),
	z.object({ code: z.literal("evidence-invalid"), fields: texts, issues: issues.default([]) }),
	z.object({ code: z.literal("backup-stale"), subject: text, fields: texts.default([]), takenAt: text, maxAgeMinutes: z.number() }),
	z.object({ code: z.literal("last-serving-node"), subject: text, serving: z.number(), minInService: z.number() }),
	z.object({ code: z.literal("primary-still-primary"), subject: text }),
	z.object({ code: z.literal("mfa-gap-open"), windows: texts }),
	z.object({ code: z.literal("mfa-gap-elsewhere"), farm: text }),
	z.object({ code: z.literal("provider-name-mismatch"), expected: text, seen: text }),
	z.object({ code: z.literal("outside-window"), subject: text, start: text, end: text }),
	z.object({
		code: z.literal("change-freeze"),
		subject: text,
		scope: z.enum(["estate", "installation"]),
		start: text,
		end: text,
		because: text,
	}),
	z.object({ code: z.literal("too-late-to-finish"), subject: text, latestStart: text, closes: text.optional() }),
	z.object({ code: z.literal("needs-second-person"), confirmedBy: text.optional() }),
	z.object({
		code: z.literal("point-of-no-return"),
		stepId: text,
		because: z.array(z.enum(["copy-stale", "old-primary-down"])),
	}),
	z.object({ code: z.literal("self-approval") }),
	z.object({ code: z.literal("not-approved"), status: text }),
	z.object({ code: z.literal("plan-outdated"), changed: texts, changes: z.array(inventoryChange).optional() }),
	z.object({ code: z.literal("amendment-conflict"), conflicts: z.array(conflict).default([]), issues: issues.default([]) }),
	z.object({ code: z.literal("stale-sequence"), sequence: z.number(), changed: texts.optional() }),
	z.object({ code: z.literal("estate-archived"), at: text }),
	z.object({ code: z.literal("estate-in-use"), plans: texts }),
	z.object({ code: z.literal("rehearsal-estate") }),
	z.object({ code: z.literal("run-paused"), reason: text }),
	z.object({ code: z.literal("run-ended"), outcome: text }),
	z.object({ code: z.literal("required-step"), stepId: text.optional() }),
	z.object({ code: z.literal("reason-required") }),
	z.object({ code: z.literal("dependant-started"), steps: texts }),
	z.object({ code: z.literal("sign-in-not-fresh"), maxAgeMinutes: z.number() }),
	z.object({ code: z.literal("forbidden"), needs: text.optional() }),
	z.object({ code: z.literal("not-found"), what: text.default("this") }),
	z.object({ code: z.literal("invalid"), issues: issues.default([]) }),
]);

/** A refusal by the gate, or what stood in the way before it: the session, the limiter, the line, a fault. */
export type Problem =
	| Refusal
	| { readonly code: "unauthenticated" }
	| { readonly code: "rate-limited"; readonly retryAfterSeconds?: number }
	| { readonly code: "unreachable" }
	| { readonly code: "unexpected"; readonly status: number; readonly title: string };

const looseProblem = z.looseObject({ code: z.string().optional(), title: z.string().optional() });

/** `body` is the parsed JSON of an answer that was not ok, or undefined when there was none. */
export function readProblem(status: number, body: unknown, retryAfter: string | null = null): Problem {
	const refusal = refusalBody.safeParse(body);
	if (refusal.success) return refusal.data as Refusal; // zod spells optional keys `| undefined`; absent is what both mean
	const loose = looseProblem.safeParse(body);
	const code = loose.success ? loose.data.code : undefined;
	if (status === 401 || code === "unauthenticated") return { code: "unauthenticated" };
	if (status === 429 || code === "rate-limited") {
		const seconds = Number(retryAfter);
		return Number.isFinite(seconds) && seconds > 0 ? { code: "rate-limited", retryAfterSeconds: seconds } : { code: "rate-limited" };
	}
	if (status === 403) return { code: "forbidden" };
	if (status === 404) return { code: "not-found", what: "this" };
	return { code: "unexpected", status, title: (loose.success && loose.data.title) || `The server answered ${status}` };
}
