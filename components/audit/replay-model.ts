/**
 * The run as it stood after any event. Pure. Every fiftieth state is kept, so that dragging the slider back folds at
 * most fifty events again.
 */
import { type LogEvent, logEvent } from "@/lib/domain/log-event.ts";
import { foldRun, type RecordedRunEvent, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import { type StepStatus, stepViews } from "@/lib/domain/run/progress.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { type OpenWindow, openWindows } from "@/lib/domain/run/windows.ts";

const EVERY = 50;

export type Replay = { readonly events: readonly LogEvent[]; readonly at: (sequence: number) => RunState | undefined };

/** Reads exact lines; throws when one of them is no event of a plan. */
export function replayOf(lines: readonly string[]): Replay {
	const events = lines.map((line) => logEvent.parse(JSON.parse(line)));
	const recorded: RecordedRunEvent[] = events.map(recordedRunEvent);
	const kept = new Map<number, RunState>();
	const at = (sequence: number): RunState | undefined => {
		const wanted = Math.max(1, Math.min(sequence, recorded.length));
		let from = Math.floor(wanted / EVERY) * EVERY;
		while (from > 0 && !kept.has(from)) from -= EVERY;
		let state = kept.get(from);
		for (let next = from; next < wanted; ) {
			const stop = Math.min(wanted, (Math.floor(next / EVERY) + 1) * EVERY);
			state = foldRun(recorded.slice(next, stop), state);
			if (state && stop % EVERY === 0) kept.set(stop, state);
			next = stop;
		}
		return state;
	};
	return { events, at };
}

export type BoardStep = {
	readonly id: string;
	readonly title: string;
	readonly status: StepStatus;
	/** Who has it or had it, and since when it stands like this. */
	readonly by?: string;
	readonly since?: string;
};
export type BoardPhase = {
	readonly id: string;
	readonly title: string;
	readonly done: number;
	readonly running: number;
	readonly failed: number;
	readonly total: number;
	readonly steps: readonly BoardStep[];
};
export type Board = {
	readonly phases: readonly BoardPhase[];
	/** Steps by status that somebody would have looked at: in progress, failed, ready. */
	readonly running: readonly string[];
	readonly failed: readonly string[];
	readonly ready: readonly string[];
	readonly windows: readonly OpenWindow[];
};

/** What the board showed in this state; steps by title. */
export function boardOf(state: RunState): Board {
	const views = stepViews(state);
	const titles = new Map(state.plan.steps.map(({ id, title }) => [id, title]));
	const having = (status: string, ids: readonly string[]) => ids.filter((id) => views[id]?.status === status);
	const all = state.plan.phases.flatMap(({ stepIds }) => stepIds);
	const named = (status: string) => having(status, all).map((id) => titles.get(id) ?? id);
	const live = state.status === "running" || state.status === "paused";
	const stepOf = (id: string): BoardStep => {
		const { status = "waiting", by, startedAt, finishedAt } = views[id] ?? {};
		const since = finishedAt ?? startedAt;
		return { id, title: titles.get(id) ?? id, status, ...(by !== undefined && { by }), ...(since !== undefined && { since }) };
	};
	return {
		phases: state.plan.phases.map(({ id, title, stepIds }) => ({
			id,
			title,
			done: having("done", stepIds).length + having("skipped", stepIds).length,
			running: having("running", stepIds).length,
			failed: having("failed", stepIds).length,
			total: stepIds.length,
			steps: stepIds.map(stepOf),
		})),
		running: named("running"),
		failed: named("failed"),
		ready: live ? named("ready") : [],
		windows: openWindows(state),
	};
}

/** How many events fall into each of `count` equal parts of the sequence's time; for the little chart under the slider. */
export function density(events: readonly LogEvent[], count: number): readonly number[] {
	const bars = new Array<number>(count).fill(0);
	const times = events.map(({ at }) => Date.parse(at));
	const [begin, end] = [Math.min(...times.slice(0, 1)), Math.max(...times.slice(-1))];
	for (const time of times) {
		const bar = Math.min(count - 1, Math.max(0, Math.floor(((time - begin) / Math.max(1, end - begin)) * count)));
		bars[bar] = (bars[bar] ?? 0) + 1;
	}
	return bars;
}
