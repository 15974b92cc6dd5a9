/**
 * Everything asked when a step starts, in the order of contracts section 4. Each gate answers with its refusal or lets
 * pass; the first refusal wins. Fails closed: a gate that cannot tell, refuses.
 */
import { sameName } from "../names.ts";
import type { PlanStep, StepKind } from "../planner/plan-document.ts";
import { freezeAt, nextFreeze } from "../schedule/freeze.ts";
import { latestStartOf } from "../schedule/segments.ts";
import { farmOf } from "./batches.ts";
import { type DecideContext, isSelf } from "./decide-context.ts";
import { staleBackup } from "./freshness.ts";
import { stepOf, unfinishedBefore } from "./graph.ts";
import { isBefore } from "./instants.ts";
import { stepWaiting } from "./own-state.ts";
import { planOutdated } from "./plan-outdated.ts";
import { unacknowledgedPoint } from "./point-of-no-return.ts";
import type { Refusal } from "./refusals.ts";
import { lastServing } from "./service.ts";
import type { RunState } from "./state.ts";
import { isUnderWay } from "./touched.ts";
import { isWaived } from "./waivers.ts";
import { openGaps } from "./windows.ts";

type Gate = (state: RunState, step: PlanStep, context: DecideContext) => Refusal | undefined;

const gates: readonly Gate[] = [
	waitsFor,
	claim,
	currentFacts,
	oneGapAtATime,
	insideWindow,
	noFreeze,
	timeToFinish,
	enoughServing,
	newPrimaryFirst,
	secondPerson,
	freshBackups,
	knownPointOfNoReturn,
];

/** Why an open step must not start now; undefined: it may. */
export function startRefusal(state: RunState, step: PlanStep, context: DecideContext): Refusal | undefined {
	for (const gate of gates) {
		const refusal = gate(state, step, context);
		if (refusal) return refusal;
	}
	return undefined;
}

const twoPersonKinds: ReadonlySet<StepKind> = new Set<StepKind>(["adfs.disable-provider", "mfa-server.promote"]);

/** Steps that open what cannot be closed at once: another person confirms before the start. */
export const needsSecondPerson = (step: Pick<PlanStep, "kind">): boolean => twoPersonKinds.has(step.kind);

/** Unfinished work in front of it. */
export function waitsFor(state: RunState, step: PlanStep): Refusal | undefined {
	const waiting = unfinishedBefore(state, step.id);
	return waiting.length === 0 ? undefined : { code: "step-blocked", waitingFor: waiting.map((id) => stepWaiting(state, id)) };
}

function claim(state: RunState, step: PlanStep, { actor }: DecideContext): Refusal | undefined {
	const by = state.steps[step.id]?.claimedBy;
	return by === undefined || by === actor.id ? undefined : { code: "step-claimed", by };
}

/**
 * What others changed in the inventory may turn the order round, so nothing new begins. What is under way goes on: it
 * keeps its frozen facts in any amendment, and a half-changed component is the worst place to stop.
 */
function currentFacts(state: RunState, step: PlanStep, { outside = [] }: DecideContext): Refusal | undefined {
	if (outside.length === 0 || state.mode !== "live" || isUnderWay(state, step)) return undefined;
	return planOutdated(outside);
}

function oneGapAtATime(state: RunState, step: PlanStep): Refusal | undefined {
	if (step.kind !== "adfs.disable-provider") return undefined;
	const elsewhere = openGaps(state).find((gap) => !sameName(gap.subject, step.subject));
	return elsewhere && { code: "mfa-gap-elsewhere", farm: farmOf(elsewhere.subject) };
}

/** A rehearsal is held beforehand, so only a live run keeps to the window. */
function insideWindow(state: RunState, step: PlanStep, { at }: DecideContext): Refusal | undefined {
	const { window } = state;
	if (!window || state.mode !== "live" || isWaived(state, "outside-window", step.id)) return undefined;
	if (!isBefore(at, window.start) && isBefore(at, window.end)) return undefined;
	return { code: "outside-window", subject: step.id, start: window.start, end: window.end };
}

/** Nothing new begins in a freeze. What is under way goes on: a half-changed component is the worst place to stop. */
function noFreeze(state: RunState, step: PlanStep, { at, freezes = [] }: DecideContext): Refusal | undefined {
	if (state.mode !== "live" || isWaived(state, "change-freeze", step.id)) return undefined;
	const freeze = freezeAt(freezes, at);
	if (!freeze || isUnderWay(state, step)) return undefined;
	const { scope, start, end, reason: because } = freeze;
	return { code: "change-freeze", subject: step.id, scope, start, end, because };
}

/** Before the window closes and before the next freeze begins: the step itself, and whatever it opens closed and taken back. */
function timeToFinish(state: RunState, step: PlanStep, { at, freezes = [], measured = {} }: DecideContext): Refusal | undefined {
	if (state.mode !== "live" || isWaived(state, "too-late-to-finish", step.id)) return undefined;
	const { window } = state;
	const deadlines = window && isBefore(at, window.end) ? [window.end] : []; // outside, and somebody has waived that
	const freeze = isWaived(state, "change-freeze", step.id) ? undefined : nextFreeze(freezes, at);
	if (freeze && !isUnderWay(state, step)) deadlines.push(freeze.start);
	const deadline = deadlines.sort()[0];
	if (deadline === undefined) return undefined;
	const latest = latestStartOf(state.plan, step, deadline, measured);
	return isBefore(latest.latestStart, at) ? { code: "too-late-to-finish", subject: step.id, ...latest } : undefined;
}

function enoughServing(state: RunState, step: PlanStep): Refusal | undefined {
	return lastServing(state, step).find((refusal) => !isWaived(state, "last-serving-node", refusal.subject));
}

/** The plan's edges hold this already (R22); asked again so that no plan can bring the old primary down first. */
function newPrimaryFirst(state: RunState, step: PlanStep): Refusal | undefined {
	if (step.kind !== "mfa-server.drain" && step.kind !== "mfa-server.install") return undefined;
	const server = state.inventory.mfaServers.find((candidate) => sameName(candidate.host, step.host ?? ""));
	if (server?.role !== "primary") return undefined;
	const promotion = stepOf(state, "mfa-server.promote", server.replicationGroup);
	if (!promotion || state.steps[promotion.id]?.status === "done") return undefined;
	return { code: "primary-still-primary", subject: step.subject };
}

function secondPerson(state: RunState, step: PlanStep, context: DecideContext): Refusal | undefined {
	if (!needsSecondPerson(step)) return undefined;
	const confirmedBy = state.steps[step.id]?.confirmedBy;
	if (confirmedBy !== undefined && !isSelf(context, confirmedBy)) return undefined;
	return { code: "needs-second-person", ...(confirmedBy !== undefined && { confirmedBy }) };
}

function freshBackups(state: RunState, step: PlanStep, { at }: DecideContext): Refusal | undefined {
	return staleBackup(state, step, at);
}

/** Asked last, so that the order of contracts section 4 stays what it is. */
function knownPointOfNoReturn(state: RunState, step: PlanStep, { at }: DecideContext): Refusal | undefined {
	return unacknowledgedPoint(state, step, at);
}
