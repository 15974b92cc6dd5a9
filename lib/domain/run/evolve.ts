/**
 * What a fact makes of the run. Promises: total over the union of events, the same result live and on replay,
 * the given state untouched. Refuses (throws) only a log that cannot be: a second beginning, a step that is not in the plan.
 */
import type { LogEvent } from "../log-event.ts";
import { unreachable } from "../result.ts";
import { takenOver } from "./amendment.ts";
import { type RunEvent, runEvent } from "./events.ts";
import type { Parked, RunState, StepRecord } from "./state.ts";

/** Envelope facts the fold needs: `at` is an instant, `actorId` who did it. */
export type EventMeta = { readonly sequence: number; readonly at: string; readonly actorId: string };

/** An event as it stands in the log, its `data` already typed. */
export type RecordedRunEvent = RunEvent & { readonly sequence: number; readonly at: string; readonly actor: { readonly id: string } };

/** How a part is replaced: copied for a live step, written in place while a fold owns the object. */
type Change = {
	readonly put: <T>(record: Readonly<Record<string, T>>, key: string, value: T) => Readonly<Record<string, T>>;
	readonly push: <T>(list: readonly T[], item: T) => readonly T[];
};
const copying: Change = {
	put: (record, key, value) => ({ ...record, [key]: value }),
	push: (list, item) => [...list, item],
};
const inPlace: Change = {
	put: <T>(record: Readonly<Record<string, T>>, key: string, value: T) => {
		(record as Record<string, T>)[key] = value; // the fold made this object and has not shown it to anybody yet
		return record;
	},
	push: <T>(list: readonly T[], item: T) => {
		(list as T[]).push(item); // as above
		return list;
	},
};

/** The state after `event`; the first event of a stream must be `plan-drafted`. */
export const evolve = (state: RunState | undefined, event: RunEvent, meta: EventMeta): RunState => apply(state, event, meta, copying);

/** Folds a whole stream, or what follows `from`. Linear in the number of events. Undefined when there is nothing. */
export function foldRun(events: Iterable<RecordedRunEvent>, from?: RunState): RunState | undefined {
	// The parts that a fold writes into are copied once, so a given state stays what it was.
	let state: RunState | undefined = from && { ...from, steps: { ...from.steps }, notes: [...from.notes], waivers: [...from.waivers] };
	for (const event of events) state = apply(state, event, { sequence: event.sequence, at: event.at, actorId: event.actor.id }, inPlace);
	return state;
}

/** A log event of a plan's stream as a run event; throws when type or data are not of the closed union. */
export const recordedRunEvent = (event: LogEvent): RecordedRunEvent => ({
	...runEvent.parse({ type: event.type, data: event.data }),
	sequence: event.sequence,
	at: event.at,
	actor: event.actor,
});

/** The state after one more event of the log, as the live page folds it. */
export const foldEvent = (state: RunState, event: LogEvent): RunState =>
	evolve(state, recordedRunEvent(event), { sequence: event.sequence, at: event.at, actorId: event.actor.id });

function apply(state: RunState | undefined, event: RunEvent, meta: EventMeta, change: Change): RunState {
	if (event.type === "plan-drafted") {
		if (state) throw new Error(`Event ${meta.sequence}: a plan begins once`);
		return begin(event.data, meta);
	}
	if (!state) throw new Error(`Event ${meta.sequence}: ${event.type} before plan-drafted`);
	const next = { ...state, ...patch(state, event, meta, change), sequence: meta.sequence };
	for (const key of Object.keys(next) as (keyof RunState)[]) if (next[key] === undefined) delete next[key];
	return next;
}

const open: StepRecord = { status: "open", attempts: 0 };

function begin(data: Extract<RunEvent, { type: "plan-drafted" }>["data"], meta: EventMeta): RunState {
	return {
		sequence: meta.sequence,
		estateId: data.estateId,
		estateSequence: data.estateSequence,
		plan: data.plan,
		inventory: data.inventory,
		...(data.window && { window: data.window }),
		...(data.rehearsalOf !== undefined && { rehearsalOf: data.rehearsalOf }),
		status: "draft",
		authorId: meta.actorId,
		draftedAt: meta.at,
		steps: Object.fromEntries(data.plan.steps.map((step) => [step.id, open])),
		parked: {},
		down: {},
		acknowledged: {},
		waivers: [],
		notes: [],
	};
}

function patch(
	state: RunState,
	event: Exclude<RunEvent, { type: "plan-drafted" }>,
	{ sequence, at, actorId: by }: EventMeta,
	change: Change,
): Partial<RunState> {
	const step = (stepId: string, update: (record: StepRecord) => StepRecord): Partial<RunState> => {
		const record = state.steps[stepId];
		if (!record) throw new Error(`Event ${sequence}: no step ${stepId} in the plan`);
		return { steps: change.put(state.steps, stepId, update(record)) };
	};
	switch (event.type) {
		case "plan-submitted":
			return { status: "submitted", submittedBy: by, rejection: undefined };
		case "plan-approved":
			return {
				status: "approved",
				approval: { by, at, planDigest: event.data.planDigest, ...(event.data.reason !== undefined && { reason: event.data.reason }) },
			};
		case "plan-rejected":
			return { status: "rejected", rejection: { by, at, reason: event.data.reason }, approval: undefined };
		case "window-set":
			return {
				window: event.data.window,
				...(state.status === "approved" && { status: "submitted" as const, approval: undefined }),
			};
		case "run-started":
			return { status: "running", mode: event.data.mode, startedAt: at, leadId: by };
		case "step-claimed":
			return step(event.data.stepId, (record) => ({ ...record, claimedBy: by }));
		case "step-released":
			return step(event.data.stepId, ({ claimedBy: _, ...record }) => record);
		case "step-assigned":
			return step(event.data.stepId, (record) => ({ ...record, claimedBy: event.data.userId }));
		case "step-confirmed":
			return step(event.data.stepId, (record) => ({ ...record, confirmedBy: by }));
		case "step-started":
			return step(event.data.stepId, (record) => started(record, by, at, event.data.happenedAt));
		case "step-completed":
			return step(event.data.stepId, (record) => ({
				...record,
				status: "done",
				by,
				...finished(by, at, event.data.happenedAt),
				evidence: event.data.evidence,
				...(event.data.remarks && { remarks: event.data.remarks }),
			}));
		case "step-failed":
			return step(event.data.stepId, ({ claimedBy: _, ...record }) => ({
				...record,
				status: "failed",
				by,
				...finished(by, at, event.data.happenedAt),
				reason: event.data.reason,
			}));
		case "step-retried":
			return step(event.data.stepId, retried);
		case "step-skipped":
			return step(event.data.stepId, ({ claimedBy: _, ...record }) => ({
				...record,
				status: "skipped",
				by,
				finishedAt: at,
				reason: event.data.reason,
			}));
		case "step-reopened":
			return step(event.data.stepId, (record) => ({
				status: "open",
				attempts: record.attempts,
				reopenedAt: at,
				reason: event.data.reason,
			}));
		case "subject-parked":
			return { parked: { ...state.parked, [event.data.subject]: park(state.parked[event.data.subject], event.data, by, at) } };
		case "subject-unparked": {
			const { [event.data.subject]: _, ...parked } = state.parked;
			return { parked };
		}
		case "point-of-no-return-acknowledged": {
			const { stepId, because, reason } = event.data;
			return { acknowledged: { ...state.acknowledged, [stepId]: { by, at, because, ...(reason !== undefined && { reason }) } } };
		}
		case "member-marked-down":
			return { down: { ...state.down, [event.data.subject]: { by, at, reason: event.data.reason } } };
		case "member-marked-up": {
			const { [event.data.subject]: _, ...down } = state.down;
			return { down };
		}
		case "waived":
			return { waivers: change.push(state.waivers, { ...event.data, by, at }) };
		case "note-added":
			return { notes: change.push(state.notes, { ...event.data, by, at, sequence }) };
		case "run-paused":
			return { status: "paused", paused: { by, at, reason: event.data.reason } };
		case "run-resumed":
			return { status: "running", paused: undefined };
		case "handed-over":
			return { leadId: event.data.to, handedOver: { by, at, ...event.data } };
		case "amendment-proposed":
			return { amendment: { ...event.data, by, at } };
		case "amendment-approved":
			return takenOver(state, event.data, { by, at });
		case "amendment-withdrawn":
			return { amendment: undefined };
		case "run-ended":
			return { status: "ended", ended: { by, at, ...event.data }, paused: undefined, amendment: undefined };
		default:
			return unreachable(event);
	}
}

/** Entered afterwards, the clocks run by the time it happened. */
const finished = (by: string, at: string, happenedAt: string | undefined): Pick<StepRecord, "finishedAt" | "finishEntered"> => ({
	finishedAt: happenedAt ?? at,
	...(happenedAt !== undefined && { finishEntered: { by, at } }),
});

function started(before: StepRecord, by: string, at: string, happenedAt: string | undefined): StepRecord {
	const { finishedAt: _f, finishEntered: _n, startEntered: _s, reason: _r, evidence: _e, remarks: _m, ...record } = before;
	return {
		...record,
		status: "running",
		claimedBy: by,
		by,
		startedAt: happenedAt ?? at,
		...(happenedAt !== undefined && { startEntered: { by, at } }),
		firstStartedAt: record.firstStartedAt ?? happenedAt ?? at,
		firstStartedBy: record.firstStartedBy ?? by,
		attempts: record.attempts + 1,
	};
}

/** Parked a second time, because something of it was reopened meanwhile: both lists stay parked. */
const park = (before: Parked | undefined, data: { reason: string; stepIds: readonly string[] }, by: string, at: string): Parked => ({
	by,
	at,
	reason: data.reason,
	stepIds: [...(before?.stepIds ?? []), ...data.stepIds],
});

/** Ready once more: every gate is judged anew at the next start, the second person's look included. */
function retried({ confirmedBy: _s, by: _b, startedAt: _a, finishedAt: _f, ...record }: StepRecord): StepRecord {
	const { startEntered: _se, finishEntered: _fe, ...left } = record;
	return { ...left, status: "open" };
}
