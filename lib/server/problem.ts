/**
 * The one place where a code becomes an HTTP status and a sentence (contracts section 4, RFC 9457).
 * Exhaustive: a new code without a row is a type error. Never holds secrets, stack traces or SQL.
 */
import "server-only";
import type { ProblemCode, ProblemDocument } from "@/lib/wire/problem.ts";

type Row = { readonly status: number; readonly title: string };

export const problems: Record<ProblemCode, Row> = {
	unauthenticated: { status: 401, title: "Sign in, or send a valid token" },
	"sign-in-failed": { status: 401, title: "The email address or the password is wrong" },
	"link-not-valid": { status: 401, title: "This sign-in link was used already or has expired" },
	"set-up-code-wrong": { status: 401, title: "The set-up code is wrong" },
	forbidden: { status: 403, title: "Your role does not allow this" },
	"self-approval": { status: 403, title: "The author of a plan cannot approve it" },
	"sign-in-not-fresh": { status: 403, title: "Confirm that it is you: this needs a fresh sign-in" },
	"origin-refused": { status: 403, title: "The request did not come from this site" },
	"not-found": { status: 404, title: "Nothing is here, or it is not yours to see" },
	"step-blocked": { status: 409, title: "Other steps must be finished first" },
	"step-not-started": { status: 409, title: "The step has not been started" },
	"step-running": { status: 409, title: "The step is already running" },
	"step-already-done": { status: 409, title: "The step is already done" },
	"step-claimed": { status: 409, title: "Somebody else has this step" },
	"backup-stale": { status: 409, title: "The backup is too old" },
	"last-serving-node": { status: 409, title: "This would leave nothing in service" },
	"primary-still-primary": { status: 409, title: "The server is still the primary of its group" },
	"mfa-gap-open": { status: 409, title: "Multi-factor authentication is off somewhere: close that gap first" },
	"mfa-gap-elsewhere": { status: 409, title: "Another farm has its gap open" },
	"provider-name-mismatch": { status: 409, title: "The provider name is not the expected one" },
	"outside-window": { status: 409, title: "The maintenance window is not open" },
	"change-freeze": { status: 409, title: "A change freeze is in force" },
	"too-late-to-finish": { status: 409, title: "Too late to finish inside the maintenance window" },
	"needs-second-person": { status: 409, title: "A second person must confirm this step" },
	"point-of-no-return": { status: 409, title: "The way back has become worse than approved: a lead must acknowledge it" },
	"not-approved": { status: 409, title: "The plan is not approved" },
	"plan-outdated": { status: 409, title: "The inventory changed since the plan was made" },
	"amendment-conflict": { status: 409, title: "The amended plan would not keep what was begun" },
	"stale-sequence": { status: 409, title: "Somebody was faster: load the present state" },
	"estate-archived": { status: 409, title: "The estate is archived: restore it first" },
	"estate-in-use": { status: 409, title: "A run of this estate has not ended" },
	"rehearsal-estate": { status: 409, title: "This estate is a copy for rehearsals: live runs belong to the original" },
	"run-paused": { status: 409, title: "The run is paused" },
	"run-ended": { status: 409, title: "The run has ended" },
	"required-step": { status: 409, title: "Required work cannot be skipped" },
	"dependant-started": { status: 409, title: "Later steps have started already" },
	"command-reused": { status: 409, title: "This Idempotency-Key belongs to another command" },
	"email-taken": { status: 409, title: "Somebody with this email address exists already" },
	"last-admin": { status: 409, title: "The last administrator must stay" },
	"set-up-done": { status: 409, title: "Set-up is done: sign in" },
	"body-too-large": { status: 413, title: "The request is too large" },
	"unsupported-media-type": { status: 415, title: "Send application/json" },
	"host-not-served": { status: 421, title: "This host name is not served here" },
	"evidence-missing": { status: 422, title: "Evidence is missing" },
	"evidence-invalid": { status: 422, title: "Evidence is not valid" },
	"reason-required": { status: 422, title: "Give a reason" },
	invalid: { status: 422, title: "The request is not valid" },
	"rate-limited": { status: 429, title: "Too many attempts: wait a little" },
	internal: { status: 500, title: "Something broke on the server" },
	"log-stopped": { status: 503, title: "The history does not verify: nothing more is written to it until somebody has looked" },
	"provider-unreachable": { status: 503, title: "Your company's sign-in cannot be reached: try again, or use a local account" },
	busy: { status: 503, title: "The database is busy: try again" },
	"shutting-down": { status: 503, title: "The server is stopping: try again in a moment" },
	"storage-full": { status: 507, title: "The server's disk is full: nothing was stored" },
};

const keepOut = { "Cache-Control": "private, no-store", Vary: "Origin, Sec-Fetch-Site, Cookie, Authorization" };

/** Facts never overwrite the fixed keys. `headers` adds e.g. `Retry-After`. */
export function problem(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}, headers: Record<string, string> = {}): Response {
	const { status, title } = problems[code];
	const document: ProblemDocument = { ...facts, type: `urn:lockstep:problem:${code}`, title, status, code };
	return new Response(JSON.stringify(document), {
		status,
		headers: { "Content-Type": "application/problem+json", ...keepOut, ...headers },
	});
}
