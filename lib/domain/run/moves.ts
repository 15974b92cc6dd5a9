/**
 * The way on from a failed step: the four moves, each with what it means or why it is not to be had now.
 * Computed by the same judgement that the orders themselves meet, so what is offered is what will be let through.
 */
import type { PlanStep } from "../planner/plan-document.ts";
import { backOutFrom } from "./back-out.ts";
import { parkable, parkRefusal } from "./decide-parking.ts";
import { after, reach, runGraph } from "./graph.ts";
import { notRunning, ownState } from "./own-state.ts";
import { stepViews } from "./progress.ts";
import type { Refusal } from "./refusals.ts";
import { lastServing } from "./service.ts";
import type { RunState } from "./state.ts";
import { isWaived } from "./waivers.ts";
import { openGaps, windowName } from "./windows.ts";

type Blocked<M> = { readonly move: M; readonly allowed: false; readonly because: Refusal | { readonly code: "nothing-to-undo" } };

export type Move =
	| { readonly move: "retry"; readonly allowed: true }
	/** `undo`: step ids of this subject in the order of undoing, those with instructions. */
	| { readonly move: "back-out"; readonly allowed: true; readonly undo: readonly string[]; readonly minutes: number }
	/** `parks`: steps that become debts. `staysShut`: steps that can then never start. `goesOn`: steps running elsewhere, or ready. `heldBack`: ready ones that would take the last member out of service. */
	| {
			readonly move: "park";
			readonly allowed: true;
			readonly subject: string;
			readonly parks: readonly string[];
			readonly staysShut: readonly string[];
			readonly goesOn: readonly string[];
			readonly heldBack: readonly string[];
	  }
	/** `debts`: how many steps would be signed for. */
	| { readonly move: "stop"; readonly allowed: true; readonly debts: number }
	| Blocked<"retry">
	| Blocked<"back-out">
	| Blocked<"park">
	| Blocked<"stop">;

/** Always the four moves, in this order, for a failed step; empty for any other. */
export function movesFor(state: RunState, stepId: string): Move[] {
	const step = runGraph(state.plan).steps.get(stepId);
	if (!step || state.steps[stepId]?.status !== "failed") return [];
	return [retry(state, stepId), backOut(state, step.subject), park(state, step.subject), stop(state)];
}

function retry(state: RunState, stepId: string): Move {
	const because = notRunning(state) ?? ownState(state, stepId, ["failed"]);
	return because ? { move: "retry", allowed: false, because } : { move: "retry", allowed: true };
}

function backOut(state: RunState, subject: string): Move {
	const { steps, minutes } = backOutFrom(state, subject);
	const undo = steps.filter((step) => step.instructions.length + step.commands.length > 0).map((step) => step.stepId);
	if (undo.length === 0) return { move: "back-out", allowed: false, because: { code: "nothing-to-undo" } };
	return { move: "back-out", allowed: true, undo, minutes };
}

function park(state: RunState, subject: string): Move {
	const parks = parkable(state, subject);
	const because = notRunning(state) ?? parkRefusal(state, subject);
	if (because) return { move: "park", allowed: false, because };
	const graph = runGraph(state.plan);
	const behind = reach(graph, parks, after);
	const leaving = new Set(parks);
	const views = stepViews(state);
	const elsewhere = graph.order.filter((id) => !behind.has(id) && (views[id]?.status === "ready" || views[id]?.status === "running"));
	const heldBack = elsewhere.filter((id) => views[id]?.status === "ready" && takesTheLast(state, graph.steps.get(id)));
	return {
		move: "park",
		allowed: true,
		subject,
		parks,
		staysShut: graph.order.filter((id) => behind.has(id) && !leaving.has(id) && state.steps[id]?.status === "open"),
		goesOn: elsewhere.filter((id) => !heldBack.includes(id)),
		heldBack,
	};
}

/** What is parked stays out of service, so the rest may be held by the gate that keeps the last member (RUN39). */
const takesTheLast = (state: RunState, step: PlanStep | undefined): boolean =>
	step !== undefined && lastServing(state, step).some(({ subject }) => !isWaived(state, "last-serving-node", subject));

function stop(state: RunState): Move {
	const gaps = openGaps(state);
	if (gaps.length > 0) return { move: "stop", allowed: false, because: { code: "mfa-gap-open", windows: gaps.map(windowName) } };
	const running = Object.values(state.steps).find((record) => record.status === "running");
	if (running) return { move: "stop", allowed: false, because: { code: "step-running", by: running.claimedBy ?? running.by ?? "" } };
	return { move: "stop", allowed: true, debts: Object.values(state.steps).filter((record) => record.status !== "done").length };
}
