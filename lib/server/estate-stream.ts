/** The estate's stream: its name, its kind, and one append that keeps the inventory tables in step. */
import "server-only";
import type { Role } from "@/lib/domain/access/permissions.ts";
import { decideEstate, type EstateCommand } from "@/lib/domain/inventory/decide.ts";
import { type EstateState, foldEstate, type RecordedEstateEvent, recordedEstateEvent } from "@/lib/domain/inventory/evolve.ts";
import type { Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { Tx } from "./db.ts";
import { type Appended, append, type Envelope, type Unit } from "./event-store.ts";
import { projectEstate } from "./projections-estate.ts";
import type { StreamKind } from "./stream-state.ts";

export const estateStream = (id: string): string => `estate/${id}`;

export const estateKind: StreamKind<EstateState, RecordedEstateEvent> = { parse: recordedEstateEvent, fold: foldEstate };

/**
 * Appends what `command` makes of the estate and projects it, all in the unit's transaction. A command that needs what
 * only the log or the tables know is given as a function, called inside the transaction.
 */
export async function appendToEstate(
	unit: Unit,
	id: string,
	envelope: Omit<Envelope, "stream">,
	command: EstateCommand | ((tx: Tx) => Promise<EstateCommand>),
	role: Role,
): Promise<Result<Appended<EstateState>, Refusal>> {
	let before: EstateState | undefined;
	const appended = await append(unit, {
		...envelope,
		stream: estateStream(id),
		kind: estateKind,
		decide: async (state) => {
			before = state;
			return decideEstate(state, typeof command === "function" ? await command(unit.tx) : command, role);
		},
	});
	if (!appended.ok || appended.value.repeated) return appended;
	const { events, state } = appended.value;
	if (state && events.length > 0) {
		const recorded = events.map(({ event }) => recordedEstateEvent(event));
		await projectEstate(unit.tx, id, before, state, recorded);
	}
	return appended;
}
