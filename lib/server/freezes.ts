/**
 * Change freezes of the whole installation, and those that hold on one estate. Promises: they are facts of the log; the
 * gate reads them in its own transaction.
 */
import "server-only";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import { compareText } from "@/lib/domain/names.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import { freezeIssues } from "@/lib/domain/schedule/freeze-order.ts";
import type { FreezeBody } from "@/lib/wire/api-schedule.ts";
import { actorOf, allow, instantNow, notFound } from "./access.ts";
import { accessEvents, appendAccess } from "./access-stream.ts";
import { database, type Reader } from "./db.ts";
import { estateKind, estateStream } from "./estate-stream.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import type { Principal } from "./principal.ts";
import { readHead } from "./stream-state.ts";

/** Freezes on every estate that were set and not lifted, past ones too, oldest first. */
export async function installationFreezes(reader: Reader = database()): Promise<readonly ChangeFreeze[]> {
	const set = await accessEvents("freeze-set", reader);
	if (set.length === 0) return [];
	const lifted = new Set((await accessEvents("freeze-lifted", reader)).map(({ data }) => data.freezeId));
	return set
		.map(({ sequence, data }): ChangeFreeze => ({ freezeId: `f${sequence}`, ...data, scope: "installation" }))
		.filter(({ freezeId }) => !lifted.has(freezeId));
}

/** Freezes that have not ended at `at`, the next one first. */
export const notEnded = (freezes: readonly ChangeFreeze[], at: string): readonly ChangeFreeze[] =>
	freezes.filter(({ end }) => end > at).toSorted((a, b) => compareText(a.start, b.start));

/** Everything that may hold up a run of this estate. */
export async function freezesOn(reader: Reader, estateId: string): Promise<readonly ChangeFreeze[]> {
	const { state } = await readHead(reader, estateStream(estateId), estateKind);
	return [...(await installationFreezes(reader)), ...(state?.freezes ?? [])];
}

/** Sets or lifts a freeze on every estate. The same freeze again makes no event. */
export async function orderFreeze(
	principal: Principal,
	order: FreezeBody,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<{ readonly sequence: number; readonly events: readonly StoredEvent[] }, Refusal>> {
	const allowed = allow(principal, "administer");
	if (!allowed.ok) return allowed;
	const about = order.type === "lift-freeze" ? `${order.type} ${order.freezeId}` : order.type;
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: about }, at };
	const done = await commit((unit) => appendAccess(unit, envelope, async () => decideFreeze(order, await installationFreezes(unit.tx))));
	return done.ok ? ok({ sequence: done.value.sequence, events: done.value.events }) : done;
}

function decideFreeze(order: FreezeBody, freezes: readonly ChangeFreeze[]): Result<readonly AccessEvent[], Refusal> {
	if (order.type === "lift-freeze") {
		const { freezeId, reason } = order;
		if (!freezes.some((freeze) => freeze.freezeId === freezeId)) return notFound("freeze");
		return ok([{ type: "freeze-lifted", data: { freezeId, ...(reason !== undefined && { reason }) } }]);
	}
	const { start, end, timeZone, reason } = order;
	const issues = freezeIssues({ start, end, timeZone, reason });
	if (issues.length > 0) return err({ code: "invalid", issues });
	const same = freezes.some((known) => known.start === start && known.end === end && known.reason === reason);
	return ok(same ? [] : [{ type: "freeze-set", data: { start, end, timeZone, reason } }]);
}
