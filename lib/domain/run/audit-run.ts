/**
 * Reads a plan's log as an auditor would: not "was it altered" (the chain says that) but "was every step allowed".
 * Promises: judges facts alone, from the frozen plan and the events before them; reports everything, each by sequence.
 * Refuses to judge roles and clocks of that night: who held which role is not in this stream.
 */
import { sameName } from "../names.ts";
import { amendmentConflicts } from "./amendment.ts";
import type { RunMode } from "./commands.ts";
import type { RunEvent } from "./events.ts";
import { evolve, type RecordedRunEvent } from "./evolve.ts";
import { parkedSteps, runGraph, unfinishedBefore } from "./graph.ts";
import { needsSecondPerson } from "./start-gates.ts";
import type { RunState } from "./state.ts";
import { openGaps } from "./windows.ts";

export type Irregularity = {
	readonly sequence: number;
	readonly problem:
		| "begins-twice"
		| "approved-by-author"
		| "approved-other-plan"
		| "started-unapproved"
		| "amended-by-proposer"
		| "amended-other-plan"
		| "amended-in-open-gap"
		| "amended-begun-work"
		| "step-before-its-time"
		| "step-out-of-turn"
		| "parked-step-worked-on"
		| "second-gap"
		| "two-eyes"
		| "checkpoint-without-copy"
		| "required-step-skipped"
		| "ended-in-open-gap"
		| "ended-incomplete"
		| "after-the-end";
	readonly stepId?: string;
};
type Problem = Irregularity["problem"];

/** Everything irregular in the stream, in its order; empty: each fact was one that the gate could have let pass. */
export function auditRun(events: Iterable<RecordedRunEvent>): Irregularity[] {
	const found: Irregularity[] = [];
	let state: RunState | undefined;
	for (const event of events) {
		if (state && event.type === "plan-drafted") {
			found.push({ sequence: event.sequence, problem: "begins-twice" });
			continue;
		}
		const stepId = "stepId" in event.data && event.data.stepId !== undefined ? { stepId: event.data.stepId } : {};
		if (state) for (const problem of problems(state, event, event.actor.id)) found.push({ sequence: event.sequence, problem, ...stepId });
		state = evolve(state, event, { sequence: event.sequence, at: event.at, actorId: event.actor.id });
	}
	return found;
}

function problems(state: RunState, event: RunEvent, by: string): Problem[] {
	const found: Problem[] = state.ended ? ["after-the-end"] : [];
	const stepId = "stepId" in event.data ? event.data.stepId : undefined;
	if (stepId !== undefined && event.type !== "note-added" && parkedSteps(state).has(stepId)) found.push("parked-step-worked-on");
	switch (event.type) {
		case "plan-approved":
			if (sameName(by, state.authorId)) found.push("approved-by-author");
			if (event.data.planDigest !== state.plan.planDigest) found.push("approved-other-plan");
			return found;
		case "amendment-approved":
			return [...found, ...amendmentProblems(state, by, event.data.planDigest)];
		case "run-started":
			return mayStart(state, event.data.mode) ? found : [...found, "started-unapproved"];
		case "step-started":
			return [...found, ...startProblems(state, event.data.stepId, by, event.data.confirmedBy)];
		case "step-completed":
			if (state.steps[event.data.stepId]?.status !== "running") found.push("step-out-of-turn");
			if (!holdsItsCopies(state, event.data.stepId, event.data.evidence)) found.push("checkpoint-without-copy");
			return found;
		case "step-failed":
			return state.steps[event.data.stepId]?.status === "running" ? found : [...found, "step-out-of-turn"];
		case "step-skipped":
			return runGraph(state.plan).steps.get(event.data.stepId)?.optional ? found : [...found, "required-step-skipped"];
		case "run-ended":
			if (openGaps(state).length > 0) found.push("ended-in-open-gap");
			if (event.data.outcome === "complete" && undoneRequired(state)) found.push("ended-incomplete");
			return found;
		default:
			return found;
	}
}

/** A rehearsal in a stream of its own needs no approval, and is nothing else. */
const mayStart = (state: RunState, mode: RunMode): boolean =>
	state.rehearsalOf === undefined ? state.status === "approved" : state.status === "draft" && mode === "rehearsal";

function amendmentProblems(state: RunState, by: string, planDigest: string): Problem[] {
	const { amendment } = state;
	if (!amendment) return ["amended-other-plan"];
	const found: Problem[] = [];
	if (sameName(by, amendment.by)) found.push("amended-by-proposer");
	if (planDigest !== amendment.plan.planDigest) found.push("amended-other-plan");
	if (openGaps(state).length > 0) found.push("amended-in-open-gap");
	if (amendmentConflicts(state, amendment.plan).length > 0) found.push("amended-begun-work");
	return found;
}

function startProblems(state: RunState, stepId: string, by: string, confirmedBy: string | undefined): Problem[] {
	const found: Problem[] = [];
	const step = runGraph(state.plan).steps.get(stepId);
	const record = state.steps[stepId];
	if (state.status !== "running") found.push("started-unapproved");
	if (record?.status !== "open") found.push("step-out-of-turn");
	if (unfinishedBefore(state, stepId).length > 0) found.push("step-before-its-time");
	if (!step) return found;
	const looked = confirmedBy !== undefined && confirmedBy === record?.confirmedBy && confirmedBy !== by;
	if (needsSecondPerson(step) && !looked) found.push("two-eyes");
	if (step.kind === "adfs.disable-provider" && openGaps(state).some((gap) => !sameName(gap.subject, step.subject)))
		found.push("second-gap");
	return found;
}

function holdsItsCopies(state: RunState, stepId: string, evidence: Readonly<Record<string, unknown>>): boolean {
	const step = runGraph(state.plan).steps.get(stepId);
	const lists = step?.checkpoint ? step.evidence.filter((field) => field.required && field.type === "file-digest") : [];
	return lists.every(({ name }) => Array.isArray(evidence[name]) && evidence[name].length > 0);
}

const undoneRequired = (state: RunState): boolean =>
	state.plan.steps.some((step) => !step.optional && state.steps[step.id]?.status !== "done");
