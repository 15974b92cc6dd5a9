/** The plan's stream: its name, its kind, and one append that keeps the plan's row in step. */
import "server-only";
import { isOccasion } from "@/lib/domain/proof/occasions.ts";
import type { Result } from "@/lib/domain/result.ts";
import type { RunEvent } from "@/lib/domain/run/events.ts";
import { foldRun, type RecordedRunEvent, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { database } from "./db.ts";
import { type Appended, append, type Envelope, type Unit } from "./event-store.ts";
import { signSoon } from "./growth.ts";
import { projectPlan } from "./projections-plan.ts";
import { currentState, type StreamKind } from "./stream-state.ts";

export const planStream = (id: string): string => `plan/${id}`;

export const planKind: StreamKind<RunState, RecordedRunEvent> = {
	parse: recordedRunEvent,
	fold: (state, events) => foldRun(events, state),
};

type Decide = (state: RunState | undefined) => Promise<Result<readonly RunEvent[], Refusal>>;

/** Appends what `decide` answers about the plan and projects it, all in the unit's transaction. */
export async function appendToPlan(
	unit: Unit,
	id: string,
	envelope: Omit<Envelope, "stream">,
	decide: Decide,
): Promise<Result<Appended<RunState>, Refusal>> {
	let before: RunState | undefined;
	const appended = await append<RunState, RecordedRunEvent, RunEvent>(unit, {
		...envelope,
		stream: planStream(id),
		kind: planKind,
		decide: (state) => {
			before = state;
			return decide(state);
		},
	});
	if (appended.ok && !appended.value.repeated && appended.value.state && appended.value.events.length > 0) {
		const { state } = appended.value;
		await projectPlan(unit.tx, id, state, envelope.at);
		if (isOccasion(before, state)) unit.afterCommit(() => signSoon(planStream(id)));
	}
	return appended;
}

/** The run as it folds now; undefined when there is no such plan. No check: for server code that made one. */
export const planState = async (id: string): Promise<RunState | undefined> =>
	(await currentState(database(), planStream(id), planKind)).state;
