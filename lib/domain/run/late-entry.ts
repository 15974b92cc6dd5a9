/**
 * Work that was done while nobody could reach the server and is entered afterwards, with the time it happened.
 * Promises: the same gate, asked as of that time; the log keeps both times. Such a time is not in the future, not
 * before the run began, and not before what the step waited for was finished; a time that names the same minute as such
 * a bound counts as the bound, because paper knows minutes.
 */
import type { InputIssue } from "../inventory/parse-inventory.ts";
import { err, ok, type Result } from "../result.ts";
import { before, runGraph } from "./graph.ts";
import { isBefore, toUtc } from "./instants.ts";
import type { Refusal } from "./refusals.ts";
import type { RunState } from "./state.ts";

/** When it happened, in UTC. `entered`: it is told afterwards, so the event holds the time beside its own. */
export type Moment = { readonly at: string; readonly entered: boolean };

const refuse = (message: string): Result<never, Refusal> => {
	const issues: InputIssue[] = [{ path: "happenedAt", message }];
	return err({ code: "invalid", issues });
};

const MINUTE = 60_000;
const sameMinute = (a: string, b: string): boolean => Math.floor(Date.parse(a) / MINUTE) === Math.floor(Date.parse(b) / MINUTE);

/** Earliest time at which the step can have started: the run's start, its predecessors' finish, its own attempts before. */
export function earliestStart(state: RunState, stepId: string): string {
	const record = state.steps[stepId];
	const bounds = [state.startedAt, record?.firstStartedAt, record?.reopenedAt, ...finishesBefore(state, stepId)];
	return latest(bounds) ?? state.draftedAt;
}

/** `given` as the moment of a start; without it, now. */
export const startMoment = (state: RunState, stepId: string, given: string | undefined, now: string): Result<Moment, Refusal> =>
	moment(given, now, earliestStart(state, stepId), "before the run began or what this step waited for was finished");

/** `given` as the moment at which a running step was done or failed; without it, now. */
export const finishMoment = (state: RunState, stepId: string, given: string | undefined, now: string): Result<Moment, Refusal> =>
	moment(given, now, state.steps[stepId]?.startedAt ?? now, "before the step was started");

function moment(given: string | undefined, now: string, earliest: string, tooEarly: string): Result<Moment, Refusal> {
	if (given === undefined) return ok({ at: now, entered: false });
	const at = toUtc(given);
	if (at === undefined) return refuse("No moment on the calendar");
	if (isBefore(now, at)) return refuse("The time it happened lies in the future");
	if (!isBefore(at, earliest)) return ok({ at, entered: true });
	return sameMinute(at, earliest) ? ok({ at: earliest, entered: true }) : refuse(`The time it happened lies ${tooEarly}`);
}

/** When the steps directly in front were finished, gates and skipped steps looked through. */
function finishesBefore(state: RunState, stepId: string): string[] {
	const graph = runGraph(state.plan);
	const found: string[] = [];
	const seen = new Set<string>();
	const look = (id: string) => {
		for (const source of before(graph, id)) {
			if (seen.has(source)) continue;
			seen.add(source);
			const record = state.steps[source];
			if (graph.gates.has(source) || record?.status === "skipped") look(source);
			else if (record?.finishedAt !== undefined) found.push(record.finishedAt);
		}
	};
	look(stepId);
	return found;
}

const latest = (instants: readonly (string | undefined)[]): string | undefined =>
	instants.filter((one) => one !== undefined).reduce<string | undefined>((a, b) => (a === undefined || isBefore(a, b) ? b : a), undefined);
