/**
 * Rehearsals: the same frozen plan carried out for practice. Either an approved plan's own stream is started as one, or
 * a plan is frozen a second time into a stream of its own, which can never run live, so the original stays free.
 * Promises: a rehearsal changes no inventory, holds up no live run and is told apart wherever it is shown.
 * Refuses: a rehearsal of a rehearsal.
 */
import { err, ok, type Result } from "../result.ts";
import type { Draft } from "./draft.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

/** Whether what happens in this stream is practice. */
export const isRehearsal = (state: Pick<RunState, "rehearsalOf" | "mode">): boolean =>
	state.rehearsalOf !== undefined || state.mode === "rehearsal";

/** Undefined, or why an order about approval is refused: a rehearsal of its own touches nothing that could be approved. */
export const needsNoApproval = (state: RunState): Refusal | undefined =>
	state.rehearsalOf === undefined
		? undefined
		: { code: "invalid", issues: [{ path: "type", message: "A rehearsal needs no approval; start it as a rehearsal" }] };

/**
 * What freezes `original` once more, to be rehearsed. Without its window: practice is held beforehand.
 * `estateSequence` stays what it was, because the inventory is the one the original was computed from.
 */
export function rehearsalDraft(originalId: string, original: RunState, estateSequence: number): Result<Draft, Refusal> {
	if (original.rehearsalOf !== undefined) {
		const message = `This is a rehearsal already; rehearse ${original.rehearsalOf} instead`;
		return err({ code: "invalid", issues: [{ path: "rehearsalOf", message }] });
	}
	const { estateId, plan, inventory } = original;
	return ok({ estateId, estateSequence, plan, inventory, rehearsalOf: originalId });
}
