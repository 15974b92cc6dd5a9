/**
 * Who may call what: the pivot of the access tests. Every method of every `app/api` route stands here, or the test
 * fails. `allow`: the roles that get `ok`; every other role gets 403, nobody gets 401, a wrong id 404.
 */
import "server-only";
import type { Role } from "@/lib/domain/access/permissions.ts";

/** Ids that exist when the matrix is walked. */
export type Own = {
	readonly estate: string;
	readonly plan: string;
	readonly person: string;
	readonly token: string;
	readonly session: string;
	readonly passkey: string;
};

export type Cell = {
	/** `public`: signed in or not makes no difference, the answer is `ok`. */
	readonly allow: "public" | readonly Role[];
	/** Status for those who may. */
	readonly ok: number;
	/** Which of the ids stands in the path as `[id]`. */
	readonly id?: keyof Own;
	readonly body?: unknown;
	/** Parameters of a catch-all. */
	readonly params?: Readonly<Record<string, readonly string[]>>;
	readonly query?: (own: Own) => string;
	/** A read that is itself told in the stream `access`. */
	readonly noted?: true;
	/** Refused to tokens whatever their role; `ok` is what a browser session gets. */
	readonly sessionOnly?: true;
};

const everybody: readonly Role[] = ["viewer", "auditor", "operator", "lead", "admin"];
const workers: readonly Role[] = ["operator", "lead"];

export const inventory = {
	format: "lockstep.inventory/1",
	estate: { name: "Contoso" },
	mfaServers: [
		{ host: "MFA01", role: "primary", version: "7.3.0.3", pools: ["mfa-lb"] },
		{ host: "MFA02", role: "subordinate", version: "7.3.0.3", pools: ["mfa-lb"] },
	],
	pools: [{ name: "mfa-lb", kind: "mfa" }],
};

const unknownPasskey = {
	id: "AAAA",
	rawId: "AAAA",
	type: "public-key",
	clientExtensionResults: {},
	response: { clientDataJSON: "e30", authenticatorData: "AAAA", signature: "AAAA" },
};

export const routeMatrix: Readonly<Record<string, Cell>> = {
	"POST /api/auth/[...all]": {
		allow: "public",
		ok: 401,
		params: { all: ["sign-in", "email"] },
		body: { email: "nobody@example.test", password: "x" },
	},
	// No provider is configured here; its own test has one.
	"GET /api/auth/oidc/callback": { allow: "public", ok: 404 },
	"POST /api/setup": { allow: "public", ok: 409, body: { code: "x", name: "X", email: "x@example.test", password: "long enough to try" } },
	"POST /api/sign-in-links": { allow: "public", ok: 401, body: { token: "x" } },
	"POST /api/csp-reports": { allow: "public", ok: 415 },
	"GET /api/health": { allow: "public", ok: 200 },
	"GET /api/ready": { allow: "public", ok: 200 },
	"GET /api/[...rest]": { allow: "public", ok: 404, params: { rest: ["nothing"] } },
	"POST /api/[...rest]": { allow: "public", ok: 404, params: { rest: ["nothing"] } },
	"PUT /api/[...rest]": { allow: "public", ok: 404, params: { rest: ["nothing"] } },
	"PATCH /api/[...rest]": { allow: "public", ok: 404, params: { rest: ["nothing"] } },
	"DELETE /api/[...rest]": { allow: "public", ok: 404, params: { rest: ["nothing"] } },

	"GET /api/me": { allow: everybody, ok: 200 },
	"GET /api/me/sessions": { allow: everybody, ok: 200, sessionOnly: true },
	"DELETE /api/me/sessions/[id]": { allow: everybody, ok: 204, id: "session", sessionOnly: true },
	"GET /api/me/prove": { allow: everybody, ok: 200, sessionOnly: true },
	// The people of the matrix came by a link and have no password to prove.
	"POST /api/me/prove": { allow: everybody, ok: 422, body: { password: "x" }, sessionOnly: true },
	"POST /api/me/prove/passkey": { allow: everybody, ok: 422, body: { passkey: unknownPasskey }, sessionOnly: true },
	"POST /api/me/passkeys": { allow: everybody, ok: 200, body: { type: "begin" }, sessionOnly: true },
	"DELETE /api/me/passkeys/[id]": { allow: everybody, ok: 204, id: "passkey", sessionOnly: true },
	"POST /api/me/authenticator": { allow: everybody, ok: 422, body: { type: "begin", password: "x" }, sessionOnly: true },
	"POST /api/me/password": { allow: everybody, ok: 204, body: { next: "a password of mine" }, sessionOnly: true },
	"GET /api/people": { allow: ["admin"], ok: 200 },
	"POST /api/people": { allow: ["admin"], ok: 201, body: { email: "somebody@example.test", name: "Some Body", role: "viewer" } },
	"PATCH /api/people/[id]": { allow: ["admin"], ok: 204, id: "person", body: { role: "viewer" } },
	"PUT /api/people/[id]/estate-roles": { allow: ["admin"], ok: 204, id: "person", body: { everyEstate: true } },
	"POST /api/people/[id]/reset": { allow: ["admin"], ok: 201, id: "person" },
	"POST /api/people/[id]/sign-in-link": { allow: ["admin"], ok: 201, id: "person" },
	"GET /api/tokens": { allow: ["admin"], ok: 200 },
	"POST /api/tokens": { allow: ["admin"], ok: 201, body: { name: "script", as: { role: "viewer" } } },
	"DELETE /api/tokens/[id]": { allow: ["admin"], ok: 204, id: "token" },
	"GET /api/live": { allow: everybody, ok: 200, query: ({ plan }) => `?plan=${plan}:0` },

	"GET /api/v1/openapi.json": { allow: everybody, ok: 200 },
	"POST /api/v1/plan-previews": { allow: everybody, ok: 200, body: { inventory, targetVersion: "8.1" } },
	"GET /api/v1/estates": { allow: everybody, ok: 200 },
	"POST /api/v1/estates": { allow: ["lead"], ok: 201, body: { name: "Fabrikam" } },
	"GET /api/v1/estates/[id]/inventory": { allow: everybody, ok: 200, id: "estate", noted: true },
	"PUT /api/v1/estates/[id]/inventory": { allow: ["lead"], ok: 200, id: "estate", body: inventory },
	"POST /api/v1/estates/[id]/commands": { allow: ["lead"], ok: 200, id: "estate", body: { type: "set-fact-age-limit", days: 14 } },
	"GET /api/v1/estates/[id]/events": { allow: everybody, ok: 200, id: "estate" },
	"GET /api/v1/estates/[id]/teams": { allow: everybody, ok: 200, id: "estate" },
	"PUT /api/v1/estates/[id]/teams": { allow: ["admin"], ok: 404, id: "estate", body: { userId: "nobody", teams: ["network"] } },
	"GET /api/v1/estates/[id]/availability": { allow: everybody, ok: 200, id: "estate" },
	"GET /api/v1/freezes": { allow: everybody, ok: 200 },
	"POST /api/v1/freezes": {
		allow: ["admin"],
		ok: 200,
		body: {
			type: "set-freeze",
			start: "2026-12-23T17:00:00.000Z",
			end: "2027-01-02T17:00:00.000Z",
			timeZone: "Europe/Berlin",
			reason: "End of year",
		},
	},
	"GET /api/v1/estates/[id]/plans": { allow: everybody, ok: 200, id: "estate" },
	"POST /api/v1/estates/[id]/plans": { allow: ["lead"], ok: 201, id: "estate", body: { targetVersion: "8.1" } },
	"GET /api/v1/plans/[id]": { allow: everybody, ok: 200, id: "plan" },
	"POST /api/v1/plans/[id]/commands": { allow: workers, ok: 200, id: "plan", body: { type: "add-note", text: "Seen" } },
	"GET /api/v1/plans/[id]/events": { allow: everybody, ok: 200, id: "plan" },
	"GET /api/v1/plans/[id]/review": { allow: everybody, ok: 200, id: "plan" },
	// The plan of the matrix has not ended: whoever may add a remark is told so.
	"POST /api/v1/plans/[id]/review": { allow: ["lead"], ok: 422, id: "plan", body: { type: "add-remark", text: "Went well" } },
	// The plan of the matrix has no window: whoever may read it is told so.
	"GET /api/v1/plans/[id]/calendar": { allow: everybody, ok: 422, id: "plan" },
	"GET /api/v1/plans/[id]/audit-pack": { allow: everybody, ok: 200, id: "plan", noted: true },
	"GET /api/v1/audit/events": { allow: everybody, ok: 200, noted: true },
	"GET /api/v1/audit/checkpoint": { allow: everybody, ok: 200, noted: true },
	"GET /api/v1/audit/export": { allow: ["admin"], ok: 200, noted: true },
	"GET /api/v1/plans/[id]/compare": { allow: everybody, ok: 200, id: "plan", query: ({ plan }) => `?with=${plan}` },
	"GET /api/v1/plans/[id]/back-out": { allow: everybody, ok: 200, id: "plan" },
};
