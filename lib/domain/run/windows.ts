/**
 * Open windows as objects: the MFA gap of a farm, the write freeze of a group, the outage of a lone node.
 * A window is open from the *start* of its opening step, because from then on any second may be the one; it closes when
 * the closing step is done (for an MFA gap that includes a passed sign-in test). A retry does not reset its clock;
 * reopening the opening step, which says that nothing was opened after all, takes the window away.
 */
import type { PlanWindow } from "../planner/plan-document.ts";
import { minutesBetween } from "./instants.ts";
import type { RunState } from "./state.ts";

export type OpenWindow = {
	readonly kind: PlanWindow["kind"];
	/** `adfs-farm:CORP`, `replication-group:default`, `mfa-server:MFA01`. */
	readonly subject: string;
	readonly opens: string;
	readonly closes: string;
	readonly since: string;
	/** Actor id of who started the opening step. */
	readonly opener: string;
	/** The plan's estimate in minutes. */
	readonly budget: number;
};

/** Windows open now, in the plan's order. */
export function openWindows(state: RunState): OpenWindow[] {
	return state.plan.windows.flatMap((window): OpenWindow[] => {
		const opening = state.steps[window.opens];
		if (opening?.firstStartedAt === undefined || state.steps[window.closes]?.status === "done") return [];
		const { kind, subject, opens, closes, estimateMinutes: budget } = window;
		return [{ kind, subject, opens, closes, since: opening.firstStartedAt, opener: opening.firstStartedBy ?? "", budget }];
	});
}

/** Whole minutes a window has been open at `at`; never negative, whatever clocks did. */
export const minutesOpen = (window: OpenWindow, at: string): number => Math.max(0, minutesBetween(window.since, at));

/** Subjects of open MFA gaps. */
export const openGaps = (state: RunState): OpenWindow[] => openWindows(state).filter((window) => window.kind === "mfa-gap");

/** How a window is written in events and refusals: `mfa-gap adfs-farm:CORP`. */
export const windowName = (window: Pick<OpenWindow, "kind" | "subject">): string => `${window.kind} ${window.subject}`;
