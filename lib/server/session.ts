/**
 * Who is calling. The only place that turns a cookie or a bearer token into a principal; pages and route handlers
 * both ask here. Promises: fails closed; a session ends twelve hours after it began and after an hour without a
 * request; role and being switched on are read at every call, so a change holds at once.
 */
import "server-only";
import type { Route } from "next";
import { headers as pageHeaders } from "next/headers";
import { redirect } from "next/navigation";
import { rightsText } from "@/lib/domain/access/estate-access.ts";
import { role } from "@/lib/domain/access/permissions.ts";
import { auth, IDLE_SESSION_SECONDS } from "./auth.ts";
import { database } from "./db.ts";
import { env } from "./env.ts";
import { accessOf } from "./estate-roles.ts";
import { ownOrigin } from "./origin.ts";
import type { Principal } from "./principal.ts";
import { personRights, principalOfToken, tokenRights } from "./tokens.ts";

const ACTIVITY_NOTED_EVERY = 60_000;

/**
 * The principal of a request's headers; without an argument, of the page being rendered. An Authorization header
 * that opens no door is nobody, whatever cookie stands beside it.
 */
export async function currentPrincipal(given?: Headers): Promise<Principal | undefined> {
	const headers = given ?? (await pageHeaders());
	if (ownOrigin(headers, env().origins) === undefined) return undefined;
	const authorization = headers.get("authorization");
	if (authorization !== null) {
		const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1];
		return token === undefined ? undefined : principalOfToken(token);
	}
	return principalOfCookie(headers);
}

/** The principal of the page being rendered; whoever is nobody is led to the sign-in page and back here afterwards. */
export async function requirePrincipal(): Promise<Principal> {
	const principal = await currentPrincipal();
	if (principal !== undefined) return principal;
	const path = (await pageHeaders()).get("x-lockstep-path") ?? "/";
	redirect((path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`) as Route);
}

async function principalOfCookie(headers: Headers): Promise<Principal | undefined> {
	if (!headers.has("cookie")) return undefined;
	const found = await auth().api.getSession({ headers, query: { disableRefresh: true } });
	if (!found) return undefined;
	const { session, user } = found;
	const now = Date.now();
	const idle = now - session.updatedAt.getTime();
	if (idle > IDLE_SESSION_SECONDS * 1000) {
		await database().session.deleteMany({ where: { id: session.id } });
		return undefined;
	}
	const itsRole = role.safeParse(user.role);
	if (!itsRole.success || user.disabledAt) return undefined;
	if (idle > ACTIVITY_NOTED_EVERY)
		// A note: a full disk must not lock readers out.
		await database()
			.session.updateMany({ where: { id: session.id }, data: { updatedAt: new Date(now) } })
			.catch(() => undefined);
	const { id, name, email, everyEstate } = user;
	const estates = accessOf(everyEstate === true, await database().estateRole.findMany({ where: { userId: id } }));
	const provedAt = session.provedAt ?? session.createdAt;
	return { id, kind: "person", name, email, role: itsRole.data, estates, provedAt, viaToken: false, sessionId: session.id };
}

/** Which of these may go on reading a stream: session or token alive, person switched on, every role as it was. */
export async function stillAllowed(principals: readonly Principal[]): Promise<ReadonlySet<Principal>> {
	const now = new Date();
	const idleSince = new Date(now.getTime() - IDLE_SESSION_SECONDS * 1000);
	const sessionIds = principals.flatMap(({ sessionId }) => (sessionId === undefined ? [] : [sessionId]));
	const tokenIds = principals.flatMap(({ tokenId }) => (tokenId === undefined ? [] : [tokenId]));
	const user = { include: { estateRoles: true } };
	const sessions = await database().session.findMany({
		where: { id: { in: sessionIds }, expiresAt: { gt: now }, updatedAt: { gt: idleSince } },
		include: { user },
	});
	const tokens = await database().apiToken.findMany({ where: { id: { in: tokenIds } }, include: { user } });
	const rights = new Map<string, string | undefined>([
		...sessions.map(({ id, user }) => [id, rightsOf(personRights(user))] as const),
		...tokens.map((row) => [row.id, rightsOf(tokenRights(row, now))] as const),
	]);
	return new Set(principals.filter((principal) => rights.get(principal.sessionId ?? principal.tokenId ?? "") === rightsOf(principal)));
}

/** `role` as it is before it is narrowed to an estate: what a stream was opened with. */
const rightsOf = (given: Pick<Principal, "role" | "ownRole" | "estates"> | undefined): string | undefined =>
	given && rightsText(given.ownRole ?? given.role, given.estates);
