/**
 * A person's own sessions: seen, and ended one by one or all others at once. Promises: nobody sees or ends a session
 * of somebody else here; an ended one is gone at the next request and closes its live streams within five seconds.
 */
import "server-only";
import { signInMethod } from "@/lib/domain/access/sign-in-events.ts";
import type { SessionView } from "@/lib/wire/api-access-views.ts";
import { actorOf } from "./access.ts";
import { changeAccess } from "./access-log.ts";
import { IDLE_SESSION_SECONDS } from "./auth.ts";
import { database } from "./db.ts";
import type { Principal } from "./principal.ts";

const living = (userId: string, now: Date) => ({
	userId,
	expiresAt: { gt: now },
	updatedAt: { gt: new Date(now.getTime() - IDLE_SESSION_SECONDS * 1000) },
});

/** Newest use first; sessions that ended by themselves are left out. */
export async function ownSessions({ id, sessionId }: Principal, now: Date = new Date()): Promise<readonly SessionView[]> {
	const rows = await database().session.findMany({ where: living(id, now), orderBy: { updatedAt: "desc" }, take: 200 });
	return rows.map((row) => {
		const method = signInMethod.safeParse(row.method);
		return {
			id: row.id,
			current: row.id === sessionId,
			browser: browserText(row.userAgent ?? ""),
			...(method.success && { method: method.data }),
			createdAt: row.createdAt.toISOString(),
			seenAt: row.updatedAt.toISOString(),
			expiresAt: row.expiresAt.toISOString(),
		};
	});
}

export const sessionIsOwn = async ({ id = "" }: { readonly id?: string }, principal: Principal): Promise<boolean> =>
	id === "all-others" || (await database().session.count({ where: { id, userId: principal.id } })) > 0;

/** Ends one of the principal's sessions, or with `all-others` every one but the present. */
export async function endSessions(principal: Principal, which: string): Promise<void> {
	const userId = principal.id;
	const where = which === "all-others" ? { userId, id: { not: principal.sessionId ?? "" } } : { userId, id: which };
	await changeAccess(actorOf(principal), `end-sessions ${which}`, async (tx) => {
		const { count } = await tx.session.deleteMany({ where });
		return { value: undefined, events: count === 0 ? [] : [{ type: "sessions-ended", data: { userId, count } }] };
	});
}

const browsers = [
	["Edge", /\bEdg\//],
	["Firefox", /\bFirefox\//],
	["Chrome", /Chrom(e|ium)\//],
	["Safari", /\bSafari\//],
] as const;
const systems = [
	["Windows", /\bWindows\b/],
	["Android", /\bAndroid\b/],
	["iOS", /\b(iPhone|iPad)\b/],
	["macOS", /\bMac OS X\b/],
	["Linux", /\bLinux\b/],
] as const;

/** `Firefox on Windows`; what a browser says of itself is a hint for its owner, nothing to rely on. */
export function browserText(userAgent: string): string {
	const [browser] = browsers.find(([, sign]) => sign.test(userAgent)) ?? [];
	const [system] = systems.find(([, sign]) => sign.test(userAgent)) ?? [];
	return [browser ?? "A browser", system && `on ${system}`].filter(Boolean).join(" ");
}
