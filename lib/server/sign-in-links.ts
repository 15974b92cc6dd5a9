/**
 * One-time sign-in links. Promises: a link works once, until it expires, and only by POST: looking at it (mail
 * scanners, previews) spends nothing. The token stands behind `#`, so it reaches no log and no Referer; the
 * database holds its hash alone.
 */
import "server-only";
import type { Actor } from "@/lib/domain/log-event.ts";
import { changeAccess } from "./access-log.ts";
import { database } from "./db.ts";
import { hashOfSecret, newId, newSecret } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

const DEFAULT_HOURS = 24;

/** Path of the page that posts the token. */
export const signInPath = (token: string): string => `/sign-in/link#${token}`;

export type SignInLink = { readonly token: string; readonly path: string; readonly expiresAt: Date };

/** A new link for a person; earlier unused links of that person stop working. */
export async function createSignInLink(
	userId: string,
	{ hours = DEFAULT_HOURS, by = SYSTEM }: { readonly hours?: number; readonly by?: Actor } = {},
	now: Date = new Date(),
): Promise<SignInLink> {
	const token = newSecret();
	const expiresAt = new Date(now.getTime() + hours * 60 * 60 * 1000);
	await changeAccess(by, `make-sign-in-link ${userId}`, async (tx) => {
		await tx.signInLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
		await tx.signInLink.create({ data: { id: newId("l"), tokenHash: hashOfSecret(token), userId, createdAt: now, expiresAt } });
		return { value: undefined, events: [{ type: "sign-in-link-made", data: { userId, expiresAt: expiresAt.toISOString() } }] };
	});
	return { token, path: signInPath(token), expiresAt };
}

/** Spends a link: the person's id the first time, nothing ever after. Two at once: one wins. */
export async function spendSignInLink(token: string, now: Date = new Date()): Promise<string | undefined> {
	const tokenHash = hashOfSecret(token);
	const spent = await database().signInLink.updateMany({
		where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
		data: { usedAt: now },
	});
	if (spent.count !== 1) return undefined;
	const link = await database().signInLink.findUnique({ where: { tokenHash }, include: { user: { select: { disabledAt: true } } } });
	return link !== null && link.user.disabledAt === null ? link.userId : undefined;
}
