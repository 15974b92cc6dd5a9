/** What the next lead needs to know, computed at the moment of the hand-over. */
import { stepViews } from "./progress.ts";
import type { RunState } from "./state.ts";
import { openWindows, windowName } from "./windows.ts";

export type HandOverSummary = {
	/** `mfa-gap adfs-farm:CORP`. */
	readonly openWindows: string[];
	/** Step id, a space, the actor id of who has it; running and claimed steps in plan order. */
	readonly claims: string[];
	/** Ids of the next five steps that can start. */
	readonly nextReady: string[];
};

const NEXT = 5;

export function handOverSummary(state: RunState): HandOverSummary {
	const views = Object.entries(stepViews(state));
	return {
		openWindows: openWindows(state).map(windowName),
		claims: views.flatMap(([id, { status, claimedBy }]) =>
			claimedBy !== undefined && (status === "running" || status === "ready" || status === "waiting") ? [`${id} ${claimedBy}`] : [],
		),
		nextReady: views
			.filter(([, view]) => view.status === "ready")
			.map(([id]) => id)
			.slice(0, NEXT),
	};
}
