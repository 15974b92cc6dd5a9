/**
 * Counts failures in the database, so that a limit holds across restarts and processes. Promises: an attempt is
 * counted before it is made, and given back when it succeeds: a thousand parallel guesses get no more tries than
 * one after the other, and whoever signs in rightly is never held up. A refused attempt writes nothing.
 */
import "server-only";
import { randomBytes } from "node:crypto";
import { database, transaction } from "./db.ts";

/** `max` failures within `windowSeconds`, from the first one on. */
export type Limit = { readonly key: string; readonly max: number; readonly windowSeconds: number };

export type Admission =
	| { readonly admitted: true; readonly giveBack: () => Promise<void> }
	| { readonly admitted: false; readonly retryAfterSeconds: number };

const FORGET_AFTER = 24 * 60 * 60 * 1000;

/** Takes one try from every limit, or from none. */
export async function admit(limits: readonly Limit[], now: number = Date.now()): Promise<Admission> {
	const keys = limits.map(({ key }) => key);
	const wait = await transaction(async (tx) => {
		const rows = new Map((await tx.rateLimit.findMany({ where: { key: { in: keys } } })).map((row) => [row.key, row]));
		const live = ({ key, windowSeconds }: Limit) => {
			const row = rows.get(key);
			return row && now - Number(row.lastRequest) < windowSeconds * 1000 ? row : undefined;
		};
		const waits = limits.flatMap((limit) => {
			const row = live(limit);
			return row && row.count >= limit.max ? [Number(row.lastRequest) + limit.windowSeconds * 1000 - now] : [];
		});
		if (waits.length > 0) return Math.max(...waits);
		for (const limit of limits) {
			const row = live(limit);
			if (row) await tx.rateLimit.update({ where: { key: limit.key }, data: { count: row.count + 1 } });
			else
				await tx.rateLimit.upsert({
					where: { key: limit.key },
					create: { id: randomBytes(16).toString("hex"), key: limit.key, count: 1, lastRequest: BigInt(now) },
					update: { count: 1, lastRequest: BigInt(now) },
				});
		}
		if (rows.size < keys.length) await tx.rateLimit.deleteMany({ where: { lastRequest: { lt: BigInt(now - FORGET_AFTER) } } });
		return undefined;
	});
	if (wait !== undefined) return { admitted: false, retryAfterSeconds: Math.ceil(wait / 1000) };
	return {
		admitted: true,
		giveBack: async () => {
			await database().rateLimit.updateMany({ where: { key: { in: keys }, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
		},
	};
}
