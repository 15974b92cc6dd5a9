/**
 * The board as lists: what failed, what can start, what is moving, what comes next, and the whole plan by phase and
 * lane. Pure. Promises: plan order inside every list (only mine first among the ready ones), so nothing jumps when
 * other things change.
 */
import { type PhaseLanes, phaseLanes } from "@/components/plan/lanes.ts";
import { after, reach, runGraph } from "@/lib/domain/run/graph.ts";
import type { StepStatus, StepView } from "@/lib/domain/run/progress.ts";
import type { RunState } from "@/lib/domain/run/state.ts";

export type Views = Readonly<Record<string, StepView>>;

export type Count = { readonly total: number; readonly done: number; readonly running: number; readonly failed: number };
export type PhaseBoard = PhaseLanes & { readonly count: Count };

export type Board = {
	readonly failed: readonly string[];
	readonly ready: readonly string[];
	/** How many of the ready ones are mine. */
	readonly readyForMe: number;
	readonly running: readonly string[];
	/** Waiting for nothing but what is moving or has failed now. */
	readonly next: readonly string[];
	readonly parked: readonly string[];
	readonly phases: readonly PhaseBoard[];
	readonly count: Count;
};

const NEXT_SHOWN = 8;
/** Longer sections are cut here until somebody asks for the rest. */
const SECTION_SHOWN = 25;
/** So many open steps are compared; beyond that the answer would not be found by reading either. */
const CANDIDATES = 200;

export function countOf(stepIds: readonly string[], views: Views): Count {
	const tally = { total: 0, done: 0, running: 0, failed: 0 };
	for (const id of stepIds) {
		tally.total++;
		const status = views[id]?.status;
		if (status === "done" || status === "skipped") tally.done++;
		else if (status === "running") tally.running++;
		else if (status === "failed") tally.failed++;
	}
	return tally;
}

export function boardOf(state: RunState, views: Views, meId: string): Board {
	const { order } = runGraph(state.plan);
	const of = (status: StepStatus) => order.filter((id) => views[id]?.status === status);
	const ready = of("ready");
	const mine = (id: string) => views[id]?.claimedBy === meId;
	const moving = (id: string) => views[id]?.status === "running" || views[id]?.status === "failed";
	const phases = phaseLanes(state.plan).map((phase) => ({ ...phase, count: countOf(phase.stepIds, views) }));
	return {
		failed: of("failed"),
		ready: [...ready.filter(mine), ...ready.filter((id) => !mine(id))],
		readyForMe: ready.filter(mine).length,
		running: of("running"),
		next: of("waiting")
			.filter((id) => views[id]?.waitingFor.every(moving))
			.slice(0, NEXT_SHOWN),
		parked: of("parked"),
		phases,
		count: countOf(order, views),
	};
}

export type Holder = { readonly stepId: string; readonly waiting: number };

/**
 * The open step that most unfinished work waits for, directly or through other steps: running before failed before
 * ready where equal. Undefined when nothing waits.
 */
export function holdingMost(state: RunState, views: Views): Holder | undefined {
	const graph = runGraph(state.plan);
	const rank: Partial<Record<StepStatus, number>> = { running: 0, failed: 1, ready: 2 };
	let best: (Holder & { readonly rank: number }) | undefined;
	let compared = 0;
	for (const id of graph.order) {
		const mine = rank[views[id]?.status ?? "done"];
		if (mine === undefined || ++compared > CANDIDATES) continue;
		let waiting = 0;
		for (const behind of reach(graph, [id], after)) if (behind !== id && views[behind]?.status === "waiting") waiting++;
		if (waiting > 0 && (!best || waiting > best.waiting || (waiting === best.waiting && mine < best.rank)))
			best = { stepId: id, waiting, rank: mine };
	}
	return best && { stepId: best.stepId, waiting: best.waiting };
}

export type BoardRow =
	| { readonly kind: "section"; readonly key: string; readonly title: string; readonly note: string; readonly aside?: string }
	/** The rest of a long section, folded. */
	| { readonly kind: "more"; readonly key: string; readonly title: string; readonly count: number }
	| { readonly kind: "step"; readonly key: string; readonly stepId: string; readonly plain: boolean }
	| { readonly kind: "phase"; readonly key: string; readonly phase: PhaseBoard; readonly open: boolean }
	| { readonly kind: "lane"; readonly key: string; readonly lane: PhaseLanes["lanes"][number]; readonly open: boolean };

/** The board as one flat list of rows, for a list that draws only what is seen. `folded`: keys of phases and lanes. */
export function boardRows(board: Board, isOpen: (key: string) => boolean): readonly BoardRow[] {
	const rows: BoardRow[] = [];
	const section = (title: string, ids: readonly string[], aside?: string) => {
		if (ids.length === 0) return;
		rows.push({ kind: "section", key: title, title, note: String(ids.length), ...(aside !== undefined && { aside }) });
		const more = `more ${title}`;
		const shown = ids.length > SECTION_SHOWN && !isOpen(more) ? ids.slice(0, SECTION_SHOWN) : ids;
		for (const stepId of shown) rows.push({ kind: "step", key: `${title} ${stepId}`, stepId, plain: false });
		if (shown.length < ids.length) rows.push({ kind: "more", key: more, title, count: ids.length - shown.length });
	};
	section("Failed", board.failed);
	section("Ready now", board.ready, board.readyForMe > 0 ? `${board.readyForMe} for you` : undefined);
	section("In progress", board.running);
	section("Next in line", board.next);
	section("Parked", board.parked);
	rows.push({ kind: "section", key: "Plan", title: "Plan", note: `${board.count.total} ${board.count.total === 1 ? "step" : "steps"}` });
	for (const phase of board.phases) {
		const phaseKey = `phase ${phase.id}`;
		const phaseOpen = isOpen(phaseKey);
		rows.push({ kind: "phase", key: phaseKey, phase, open: phaseOpen });
		if (!phaseOpen) continue;
		for (const lane of phase.lanes) {
			const laneKey = `${phaseKey} ${lane.key}`;
			const laneOpen = isOpen(laneKey);
			rows.push({ kind: "lane", key: laneKey, lane, open: laneOpen });
			if (laneOpen) for (const stepId of lane.stepIds) rows.push({ kind: "step", key: `${laneKey} ${stepId}`, stepId, plain: true });
		}
	}
	return rows;
}
