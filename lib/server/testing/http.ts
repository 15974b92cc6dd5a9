/** Requests as a browser or a script sends them, and people to send them, for tests that call route handlers. */
import "server-only";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { addPerson } from "../people-admin.ts";
import { createSignInLink } from "../sign-in-links.ts";
import { createToken } from "../tokens.ts";

export const HOST = "127.0.0.1:3000";
export const ORIGIN = `http://${HOST}`;

export type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;

export type Sent = { readonly method: string; readonly path: string; readonly body?: unknown; readonly headers?: Record<string, string> };

/** A same-origin request; `headers` win, an empty value takes a header away. */
export function request({ method, path, body, headers = {} }: Sent): Request {
	const all = new Headers({ host: HOST, origin: ORIGIN, "sec-fetch-site": "same-origin" });
	if (body !== undefined) all.set("content-type", "application/json");
	for (const [name, value] of Object.entries(headers))
		if (value === "") all.delete(name);
		else all.set(name, value);
	return new Request(`${ORIGIN}${path}`, {
		method,
		headers: all,
		...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
}

/** Calls a handler; `params` are those of the path. */
export const call = (handler: unknown, sent: Sent, params: Record<string, string | string[]> = {}): Promise<Response> =>
	(handler as Handler)(request(sent), { params: Promise.resolve(params as never) });

export const cookieOf = (response: Response): string =>
	response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0] ?? "")
		.filter((pair) => !pair.endsWith("="))
		.join("; ");

let people = 0;

/** A person of this role with a one-time link, as added by an administrator. */
export async function person(role: Role): Promise<{ readonly id: string; readonly email: string; readonly linkToken: string }> {
	const email = `${role}-${++people}@example.test`;
	const added = await addPerson({ email, name: `${role} ${people}`, role }, false);
	if (!added.ok) throw new Error(added.error.code);
	const { token } = await createSignInLink(added.value.id);
	return { id: added.value.id, email, linkToken: token };
}

/** Authorization header of a token bound to a new person of this role. */
export async function bearer(role: Role): Promise<{ readonly authorization: string }> {
	const { id } = await person(role);
	const { token } = await createToken({ name: "test", as: { userId: id } });
	return { authorization: `Bearer ${token}` };
}
