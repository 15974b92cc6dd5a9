/**
 * What wants a fresh sign-in: saying yes to something as a second pair of eyes, and starting the step that opens an
 * MFA gap. An unlocked laptop on a desk must not be able to do either. Rehearsals touch nothing and ask for nothing.
 */
import type { RunCommand } from "../run/commands.ts";
import type { RunState } from "../run/state.ts";

export const FRESH_MINUTES = 10;

const approvals: ReadonlySet<RunCommand["type"]> = new Set([
	"approve-plan",
	"approve-amendment",
	"acknowledge-point-of-no-return",
	"confirm-step",
	"waive",
] as const);

/** Whether `command`, given now, wants one. */
export function wantsFreshSignIn(state: Pick<RunState, "plan" | "mode">, command: RunCommand): boolean {
	if (state.mode === "rehearsal") return false;
	if (approvals.has(command.type)) return true;
	return command.type === "start-step" && state.plan.windows.some(({ kind, opens }) => kind === "mfa-gap" && opens === command.stepId);
}

/** `provedAt`: when they last proved who they are. A clock that ran backwards is no proof. */
export function isFresh(provedAt: Date, now: Date): boolean {
	const age = now.getTime() - provedAt.getTime();
	return age >= -5_000 && age <= FRESH_MINUTES * 60_000;
}
