/** Walks the matrix of role by route: the same requests whether they go to the handlers themselves or over HTTP. */
import "server-only";
import { database } from "../db.ts";
import { createToken } from "../tokens.ts";
import type { ApiRoute } from "./api-routes.ts";
import { call, type Sent } from "./http.ts";
import { type Cell, type Own, routeMatrix } from "./route-matrix.ts";

type Headers = Readonly<Record<string, string>>;
export type Caller = (route: ApiRoute, sent: Sent, params: Record<string, string | string[]>) => Promise<Response>;

/** Straight to the handler, without a server. */
export const inProcess: Caller = (route, sent, params) => call(route.handler, sent, params);

export const nameOf = ({ method, path }: ApiRoute): string => `${method} ${path}`;

let made = 0;

/** `own`: the ids to ask for; those that a call uses up are made anew here. */
export function matrixWalk(routes: readonly ApiRoute[], caller: Caller, own: Own) {
	let ids = own;
	const me = routes.find((route) => nameOf(route) === "GET /api/me");

	async function idOf(headers: Headers): Promise<string | undefined> {
		if (me === undefined) return undefined;
		const answer = await caller(me, { method: "GET", path: "/api/me", headers: { ...headers } }, {});
		return ((await answer.json()) as { readonly id?: string }).id;
	}
	/** A further session of whoever these headers stand for, so that ending it ends nothing the matrix needs. */
	async function spareSession(headers: Headers): Promise<string> {
		const userId = await idOf(headers);
		const data = { id: `s-${++made}`, token: `t-${made}`, expiresAt: new Date(Date.now() + 60_000) };
		return userId === undefined ? "s-0" : (await database().session.create({ data: { ...data, userId } })).id;
	}
	async function sparePasskey(headers: Headers): Promise<string> {
		const userId = await idOf(headers);
		const data = { id: `k-${++made}`, name: "x", publicKey: new Uint8Array(1), counter: 0, transports: "[]" };
		return userId === undefined ? "k-0" : (await database().passkey.create({ data: { ...data, userId } })).id;
	}
	const uniqueEmail = (body: unknown): unknown =>
		typeof body === "object" && body !== null && "role" in body && "email" in body
			? { ...body, email: `somebody-${++made}@example.test` }
			: body;

	/** Sends what the matrix says, as `headers`, and answers the status. `missing`: asks for what does not exist. */
	return async function send(route: ApiRoute, headers: Headers, missing = false): Promise<number> {
		const cell: Cell = routeMatrix[nameOf(route)] ?? { allow: [], ok: 0 };
		if (cell.id === "token" && !missing) ids = { ...ids, token: (await createToken({ name: "x", as: { role: "viewer" } })).id };
		if (cell.id === "session" && !missing) ids = { ...ids, session: await spareSession(headers) };
		if (cell.id === "passkey" && !missing) ids = { ...ids, passkey: await sparePasskey(headers) };
		const id = cell.id === undefined ? undefined : missing ? "e-does-not-exist" : ids[cell.id];
		const asked = cell.query && missing ? { ...ids, plan: "p-does-not-exist", estate: "e-does-not-exist" } : ids;
		const path = `${route.path.replace("[id]", id ?? "")}${cell.query?.(asked) ?? ""}`;
		const body = uniqueEmail(cell.body);
		const params = { ...(id === undefined ? {} : { id }), ...(cell.params as Record<string, string[]> | undefined) };
		const sent = { method: route.method, path, ...(body === undefined ? {} : { body }), headers: { ...headers } };
		const response = await caller(route, sent, params);
		await response.body?.cancel();
		if (cell.allow === "public" || cell.sessionOnly) await database().rateLimit.deleteMany();
		return response.status;
	};
}
