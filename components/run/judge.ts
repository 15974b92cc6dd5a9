/**
 * What the server would most likely answer to an order, by the same function on the same state. For greying out and
 * explaining, never for permitting: every order is judged again where it counts.
 */
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { decide } from "@/lib/domain/run/decide.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";

/** The refusal to expect at `now` (milliseconds), or undefined when nothing speaks against it here. */
export function judge(
	state: RunState,
	command: RunCommand,
	{ me, measured, freezes }: Pick<PlanPageView, "me" | "measured" | "freezes">,
	now: number,
): Refusal | undefined {
	const decision = decide(state, command, {
		actor: { id: me.id, kind: "person", role: me.role, ...(me.teams && { teams: me.teams }) },
		at: new Date(now).toISOString(),
		measured,
		freezes,
		knownUser: () => true,
	});
	return decision.ok ? undefined : decision.error;
}

/** The same of a start, had its holder asked and a second person looked: what would stand in the way whoever does it. */
export function judgeBehindPeople(
	state: RunState,
	stepId: string,
	{ me, ...given }: Pick<PlanPageView, "me" | "measured" | "freezes">,
	now: number,
): Refusal | undefined {
	const record = state.steps[stepId];
	if (!record) return undefined;
	const { teams: _, ...anybody } = me;
	const open: RunState = { ...state, steps: { ...state.steps, [stepId]: { ...record, claimedBy: me.id, confirmedBy: "somebody else" } } };
	return judge(open, { type: "start-step", stepId }, { ...given, me: anybody }, now);
}
