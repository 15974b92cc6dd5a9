/**
 * The amended plan of a run: computed from the estate as it is and the frozen facts of what was begun, and judged by the
 * independent checker. Computed before the append's transaction, so that nobody waits for it, and believed inside only
 * while plan and estate still stand where they stood; else computed again there.
 */
import "server-only";
import { err, ok } from "@/lib/domain/result.ts";
import { amendedInventory } from "@/lib/domain/run/amended-inventory.ts";
import type { AmendmentOffer } from "@/lib/domain/run/amendment.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { database, type Reader } from "./db.ts";
import { estateKind, estateStream } from "./estate-stream.ts";
import { outsideSince } from "./outside-since.ts";
import { planState } from "./plan-stream.ts";
import { checkedPlan } from "./plans.ts";
import { readHead } from "./stream-state.ts";

export type PreparedAmendment = { readonly sequence: number; readonly estateSequence: number; readonly offer: AmendmentOffer };

/** Undefined when there is no such plan, or it has no run to amend: the order is refused for that anyway. */
export async function prepareAmendment(planId: string): Promise<PreparedAmendment | undefined> {
	const state = await planState(planId);
	return state && (state.status === "running" || state.status === "paused") ? computed(database(), state) : undefined;
}

/** What `decide` is given inside the transaction. */
export async function amendmentOffer(reader: Reader, state: RunState, prepared: PreparedAmendment | undefined): Promise<AmendmentOffer> {
	const { sequence } = await readHead(reader, estateStream(state.estateId), estateKind);
	const holds = prepared?.sequence === state.sequence && prepared.estateSequence === sequence;
	return holds ? prepared.offer : (await computed(reader, state)).offer;
}

async function computed(reader: Reader, state: RunState): Promise<PreparedAmendment> {
	const { sequence: estateSequence, state: estate } = await readHead(reader, estateStream(state.estateId), estateKind);
	if (!estate) throw new Error(`A plan belongs to the estate ${state.estateId}, which is not there`);
	const inventory = amendedInventory(state, estate.inventory);
	if (!inventory.ok) return { sequence: state.sequence, estateSequence, offer: err(inventory.error) };
	const { targetVersion, recipe, purpose } = state.plan;
	const plan = checkedPlan(inventory.value, { targetVersion, recipe, purpose });
	const changes = await outsideSince(reader, state.estateId, state.estateSequence);
	return { sequence: state.sequence, estateSequence, offer: ok({ plan, inventory: inventory.value, estateSequence, changes }) };
}
