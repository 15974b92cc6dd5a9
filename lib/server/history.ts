/**
 * The history of a plan, straight from the log's bytes. Promises: the verdict is over exactly the bytes that are stored,
 * computed at every call; a line that can no longer be read is shown as such and not hidden.
 */
import "server-only";
import { hashBytes, readEvent, verifyChain } from "@/lib/domain/chain.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { ChainVerdict, HistoryEntry, HistoryView } from "@/lib/wire/views.ts";
import { notFound } from "./access.ts";
import { checkpointOf } from "./checkpoint-view.ts";
import type { Reader } from "./db.ts";
import { allowOnPlan } from "./estate-roles.ts";
import { installation } from "./installation.ts";
import { people } from "./people.ts";
import { planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { allLines, type StoredLine } from "./read-events.ts";
import { sha256 } from "./sha256.ts";

/** Judges the chain of one stream as it is stored, the stored head hash included. */
export async function chainVerdict(stream: string, lines: readonly StoredLine[], reader?: Reader): Promise<ChainVerdict> {
	const { logId: log } = await installation(reader);
	const texts = lines.map(({ line }) => line);
	const last = lines.at(-1);
	const verdict = verifyChain(texts, sha256, { log, stream, ...(last && { head: last.hash }) });
	return verdict.sound ? { sound: true, events: verdict.events, head: verdict.head } : verdict;
}

/** The frozen plan and inventory weigh megabytes and have pages of their own: the history shows what names them. */
function shownData(type: string, data: Readonly<Record<string, unknown>>): HistoryEntry["data"] {
	if (type !== "plan-drafted" && type !== "amendment-proposed") return data;
	const { plan, inventory: _, ...rest } = data;
	const { planDigest, inventoryDigest, targetVersion, recipe, purpose, status } = plan as Record<string, unknown>; // the event's own shape
	return { ...rest, planDigest, inventoryDigest, targetVersion, recipe, purpose, status };
}

function entryOf({ sequence, line }: StoredLine): HistoryEntry {
	const hash = hashBytes(line, sha256);
	const event = readEvent(line);
	if (typeof event === "string") return { sequence, type: "unreadable", at: "", actorId: "", hash, previous: "", data: { problem: event } };
	const { type, at, previous, data } = event;
	return { sequence, type, at, actorId: event.actor.id, hash, previous, data: shownData(type, data) };
}

/** Who did what when, oldest first, and whether the chain holds. */
export async function planHistory(principal: Principal, planId: string): Promise<Result<HistoryView, Refusal>> {
	const allowed = await allowOnPlan(principal, planId, "read");
	if (!allowed.ok) return allowed;
	const stream = planStream(planId);
	const lines = await allLines(stream);
	if (lines.length === 0) return notFound("plan");
	const checkpoint = await checkpointOf(stream);
	const verdict = await chainVerdict(stream, lines);
	return ok({ entries: lines.map(entryOf), verdict, people: await people(), ...(checkpoint && { checkpoint }) });
}
