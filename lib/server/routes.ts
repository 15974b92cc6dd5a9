/**
 * What every route handler is wrapped in, so that no handler can forget a check. Order of judgement (contracts
 * section 4): host, 401, origin, 404, 403, body (415, 413, 422), then the handler's one call.
 *
 * Promises: a denied request reaches no handler; a cookie alone changes nothing without this site's own Origin; a
 * thrown error becomes a problem document. Refuses to rely on proxy.ts for any of it.
 */
import "server-only";
import type { z } from "zod";
import { may, type Permission } from "@/lib/domain/access/permissions.ts";
import { zodIssues } from "@/lib/domain/inventory/parse-inventory.ts";
import { readJson } from "./body.ts";
import { commandIdOf } from "./command-id.ts";
import { env } from "./env.ts";
import { originVerdict, ownOrigin } from "./origin.ts";
import type { Principal } from "./principal.ts";
import { problem } from "./problem.ts";
import { fault } from "./respond.ts";
import { currentPrincipal } from "./session.ts";
import { isShuttingDown } from "./shutdown.ts";

export type Params = Readonly<Record<string, string>>;
/** Next hands routes without a name in their path a promise of nothing. */
type Context = { readonly params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, context: Context) => Promise<Response>;

type Shared<B> = {
	/** Shape of the JSON body; without it no body is read. */
	readonly body?: z.ZodType<B>;
	/** Bytes a body may have; 1 MiB unless said. */
	readonly limit?: number;
};

export type PublicCall<B> = { readonly request: Request; readonly url: URL; readonly params: Params; readonly body: B };
export type Call<B> = PublicCall<B> & {
	readonly principal: Principal;
	/** Id of the command this request is: the Idempotency-Key, or a new one. */
	readonly commandId: string;
};

const reads = (method: string): boolean => method === "GET" || method === "HEAD" || method === "OPTIONS";

/**
 * `permission`: one that suffices, or a list of which one suffices. `find`: whether what the path names exists
 * for the caller, or the caller with the role they have there; asked before the permission, so that a wrong id, and one
 * that is not theirs to see, is 404 for everybody who is signed in.
 */
export function route<B = undefined>(
	spec: Shared<B> & {
		readonly permission: Permission | readonly Permission[];
		readonly find?: (params: Params, principal: Principal) => Promise<boolean | Principal | undefined>;
	},
	handler: (call: Call<B>) => Promise<Response>,
): Handler {
	const permissions = [spec.permission].flat();
	return guarded(async (request, params) => {
		const caller = await currentPrincipal(request.headers);
		if (caller === undefined) return problem("unauthenticated", {}, { "WWW-Authenticate": "Bearer" });
		if (!reads(request.method) && !caller.viaToken) {
			const verdict = originVerdict(request.headers, env().origins);
			if (verdict !== "same-origin") return problem("origin-refused", { why: verdict });
		}
		const found = spec.find ? await spec.find(params, caller) : true;
		if (!found) return problem("not-found");
		const principal = found === true ? caller : found;
		if (!permissions.some((permission) => may(principal.role, permission)))
			return problem("forbidden", { needs: permissions.join(" or ") });
		const commandId = commandIdOf(request.headers.get("idempotency-key"));
		if (commandId === undefined)
			return problem("invalid", { issues: [{ path: "Idempotency-Key", message: "1 to 255 visible ASCII characters" }] });
		const body = await parsedBody(request, spec);
		if (body instanceof Response) return body;
		return handler({ request, url: new URL(request.url), params, principal, commandId, body: body.value });
	});
}

/** For sign-in, set-up and probes. Changes still need this site's own Origin. `anyHost`: probes come by address. */
export function publicRoute<B = undefined>(
	spec: Shared<B> & { readonly anyHost?: boolean },
	handler: (call: PublicCall<B>) => Promise<Response>,
): Handler {
	return guarded(async (request, params) => {
		if (!reads(request.method)) {
			const verdict = originVerdict(request.headers, env().origins);
			if (verdict !== "same-origin") return problem("origin-refused", { why: verdict });
		}
		const body = await parsedBody(request, spec);
		if (body instanceof Response) return body;
		return handler({ request, url: new URL(request.url), params, body: body.value });
	}, spec.anyHost);
}

function guarded(inner: (request: Request, params: Params) => Promise<Response>, anyHost = false): Handler {
	return async (request, context) => {
		try {
			if (!anyHost && ownOrigin(request.headers, env().origins) === undefined) return problem("host-not-served");
			if (isShuttingDown()) return problem("shutting-down", {}, { "Retry-After": "3" });
			const params = Object.entries((await context.params) ?? {}).flatMap(([key, value]) =>
				typeof value === "string" ? [[key, value] as const] : [],
			);
			return await inner(request, Object.fromEntries(params));
		} catch (error) {
			return fault(error, `${request.method} ${new URL(request.url).pathname}`);
		}
	};
}

async function parsedBody<B>(request: Request, spec: Shared<B>): Promise<Response | { readonly value: B }> {
	if (!spec.body) return { value: undefined as B }; // B is undefined exactly when no schema is given
	const read = await readJson(request, spec.limit);
	if (!read.ok) {
		const { code, ...facts } = read.error;
		return problem(code, facts);
	}
	const parsed = spec.body.safeParse(read.value);
	return parsed.success ? { value: parsed.data } : problem("invalid", { issues: zodIssues(parsed.error).slice(0, 200) });
}
