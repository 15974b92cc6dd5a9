/**
 * What was changed in an estate from outside a run. Promises: costs one look at the estate's head while nobody has
 * typed anything; what a run wrote back by itself does not count.
 */
import "server-only";
import type { InventoryChange } from "@/lib/domain/inventory/events.ts";
import { recordedEstateEvent } from "@/lib/domain/inventory/evolve.ts";
import { outsideChanges } from "@/lib/domain/inventory/outside-changes.ts";
import { logEvent } from "@/lib/domain/log-event.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { PlanOutdated } from "@/lib/wire/views.ts";
import { database, type Reader } from "./db.ts";
import { estateKind, estateStream } from "./estate-stream.ts";
import { allLines } from "./read-events.ts";
import { readHead } from "./stream-state.ts";

/** Changes made by people behind `sequence` of the estate's stream that still stand. */
export async function outsideSince(reader: Reader, estateId: string, sequence: number): Promise<readonly InventoryChange[]> {
	const stream = estateStream(estateId);
	const { state } = await readHead(reader, stream, estateKind);
	if (!state) throw new Error(`A plan belongs to the estate ${estateId}, which is not there`);
	if (state.editedSequence <= sequence) return [];
	const lines = await allLines(stream, reader, sequence);
	return outsideChanges(
		lines.map(({ line }) => recordedEstateEvent(logEvent.parse(JSON.parse(line)))),
		state.inventory,
	);
}

/** The same for a plan that is still to be used; undefined when nothing stands against it. */
export async function planOutdated({ status, estateId, estateSequence: since }: RunState): Promise<PlanOutdated | undefined> {
	if (status === "ended" || status === "rejected") return undefined;
	const changes = await outsideSince(database(), estateId, since);
	return changes.length === 0 ? undefined : { since, changes };
}
