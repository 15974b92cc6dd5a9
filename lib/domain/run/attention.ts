/**
 * What deserves to call somebody back to the screen: their step became ready, was taken back or refused, an MFA gap has
 * used half or all of its minutes. Pure: two moments of the run go in, what happened between them for one person comes out.
 * Promises: each crossing once, whatever the distance between the two moments; nothing for what lay before the first.
 */

import { plusMinutes } from "./instants.ts";
import type { Level } from "./level.ts";
import { stepViews } from "./progress.ts";
import type { RunState } from "./state.ts";
import { openGaps } from "./windows.ts";

/** A run as it was known at an instant. `refused`: ids of orders of this person that were refused, with the step they were about. */
export type Moment = {
	readonly state: RunState;
	readonly at: string;
	readonly refused?: Readonly<Record<string, string>>;
	/** The worst that was expected of the end so far: carried along, so that each colour calls once. */
	readonly level?: Level;
};

export type Attention =
	| { readonly kind: "step-ready" | "step-reopened" | "step-refused"; readonly stepId: string }
	/** `subject`: `adfs-farm:CORP`; `budget` in minutes. */
	| { readonly kind: "gap-half" | "gap-over"; readonly subject: string; readonly budget: number }
	/** The run will probably, or for all that is expected, end after its window. */
	| { readonly kind: "forecast-amber" | "forecast-red"; readonly subject: "run" };

/** What calls `me` between two moments of the same run; steps in plan order, then gaps. */
export function attentionOf(before: Moment, after: Moment, me: string): Attention[] {
	if (after.state.status !== "running" && after.state.status !== "paused") return [];
	return [...stepsThatCall(before, after, me), ...gapsThatCall(before, after), ...forecastThatCalls(before, after)];
}

const levels: readonly Level[] = ["none", "green", "amber", "red"];
/** The worse of two. */
export const worseLevel = (a: Level = "none", b: Level = "none"): Level => (levels.indexOf(a) < levels.indexOf(b) ? b : a);

function forecastThatCalls(before: Moment, after: Moment): Attention[] {
	const { level = "none" } = after;
	if ((level !== "amber" && level !== "red") || levels.indexOf(level) <= levels.indexOf(before.level ?? "none")) return [];
	return [{ kind: `forecast-${level}`, subject: "run" }];
}

function stepsThatCall(before: Moment, after: Moment, me: string): Attention[] {
	const refused = Object.entries(after.refused ?? {}).flatMap(([order, stepId]): Attention[] =>
		before.refused?.[order] === undefined && after.state.steps[stepId]?.claimedBy === me ? [{ kind: "step-refused", stepId }] : [],
	);
	if (before.state === after.state) return refused;
	const [then, now] = [stepViews(before.state), stepViews(after.state)];
	const moved = Object.entries(now).flatMap(([stepId, view]): Attention[] => {
		const [was, is] = [before.state.steps[stepId], after.state.steps[stepId]];
		if (is?.reopenedAt !== was?.reopenedAt && (was?.claimedBy === me || was?.by === me)) return [{ kind: "step-reopened", stepId }];
		const mine = view.status === "ready" && view.claimedBy === me;
		const already = then[stepId]?.status === "ready" && then[stepId]?.claimedBy === me;
		return mine && !already ? [{ kind: "step-ready", stepId }] : [];
	});
	return [...moved, ...refused];
}

function gapsThatCall(before: Moment, after: Moment): Attention[] {
	const known = new Set(openGaps(before.state).map((gap) => gap.opens));
	return openGaps(after.state).flatMap(({ opens, subject, since, budget }): Attention[] => {
		const crossed = (minutes: number): boolean => {
			const due = Date.parse(plusMinutes(since, minutes));
			return Date.parse(after.at) >= due && (!known.has(opens) || Date.parse(before.at) < due);
		};
		// Past everything it is one call, not two.
		if (crossed(budget)) return [{ kind: "gap-over", subject, budget }];
		return crossed(budget / 2) ? [{ kind: "gap-half", subject, budget }] : [];
	});
}
