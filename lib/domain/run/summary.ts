/** What the next lead needs to know, computed at the moment of the hand-over. */
import { stepViews } from "./progress.ts";
import type { HandOverSummary, RunState } from "./state.ts";
import { openWindows, windowName } from "./windows.ts";

const NEXT = 5;

export function handOverSummary(state: RunState): HandOverSummary {
	const down = Object.keys(state.down);
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
		...(down.length > 0 && { down }),
	};
}
