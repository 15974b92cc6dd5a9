/** The note that a hand-over writes by itself. */
import { stepViews } from "./progress.ts";
import type { HandOverSummary, RunState } from "./state.ts";
import { openWindows, windowName } from "./windows.ts";

const NEXT = 5;

/** Open windows, who has what, the next five ready steps, and what is marked down, as they stand now. */
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
