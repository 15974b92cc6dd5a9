/**
 * How long it is kept who came from where. The log holds ids alone and stays whole; network addresses and browsers of
 * sessions, spent links and tries lie beside it and go after the configured days. Promises: each removal is an event that
 * says how many and from when on; a session or link that still opens a door is never removed.
 */
import "server-only";
import { ok } from "@/lib/domain/result.ts";
import { appendAccess } from "./access-stream.ts";
import { env } from "./env.ts";
import { commit } from "./event-store.ts";
import { log } from "./log.ts";
import { newId } from "./secret-token.ts";
import { SYSTEM } from "./system-actor.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes what ended before the kept days; how many records went. */
export async function removeOldAccessRecords(days: number = env().accessRetentionDays, now: Date = new Date()): Promise<number> {
	const before = new Date(now.getTime() - days * DAY_MS);
	const ended = { where: { expiresAt: { lt: before } } };
	const envelope = { actor: SYSTEM, command: { id: newId("retention"), type: "remove-access-records" }, at: now.toISOString() };
	const done = await commit(async (unit) => {
		const { tx } = unit;
		const removed = [
			await tx.session.deleteMany(ended),
			await tx.signInLink.deleteMany(ended),
			await tx.verification.deleteMany(ended),
			await tx.rateLimit.deleteMany({ where: { lastRequest: { lt: before.getTime() } } }),
		];
		const count = removed.reduce((sum, part) => sum + part.count, 0);
		if (count === 0) return ok(0);
		const event = { type: "access-records-removed", data: { before: before.toISOString(), count } } as const;
		const appended = await appendAccess(unit, envelope, [event]);
		return appended.ok ? ok(count) : appended;
	});
	if (!done.ok) throw new Error(`Removing old access records was refused: ${done.error.code}`);
	return done.value;
}

const quietly = (): Promise<unknown> =>
	removeOldAccessRecords().catch((error: unknown) => log.error("Old access records could not be removed; tried again tomorrow", {}, error));

/** Now and once a day. */
export async function startRetention(): Promise<void> {
	await quietly();
	setInterval(() => void quietly(), DAY_MS).unref();
}
