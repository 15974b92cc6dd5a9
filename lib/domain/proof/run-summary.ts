/**
 * A run told from its events for auditors and for the review after the night: approvals, waivers, windows with their
 * minutes, deviations, evidence, planned against actual. Pure; everything in it can be computed again from the events.
 */

import type { RecordedRunEvent } from "../run/evolve.ts";
import { minutesBetween } from "../run/instants.ts";
import type { RunState } from "../run/state.ts";

type Said = { readonly sequence: number; readonly at: string; readonly by: string };
export type ApprovalFact = Said & {
	readonly verdict: "approved" | "rejected";
	readonly planDigest?: string;
	readonly reason?: string;
	readonly warnings: readonly string[];
};
export type WaiverFact = Said & { readonly code: string; readonly subject: string; readonly reason: string };
export type WindowFact = {
	readonly kind: "mfa-gap" | "write-freeze" | "outage";
	readonly subject: string;
	readonly opened: string;
	readonly openedBy: string;
	readonly closed?: string;
	/** Whole minutes, to the last event where it never closed. */
	readonly minutes: number;
	readonly estimateMinutes: number;
};
export type Deviation = Said & {
	readonly kind: "failed" | "reopened" | "skipped" | "parked" | "waived" | "remark" | "late" | "second-attempt" | "rejected" | "paused";
	readonly about: string;
	readonly detail: string;
};
export type EvidenceFact = {
	readonly stepId: string;
	readonly title: string;
	readonly field: string;
	readonly value: string;
	readonly at: string;
	readonly by: string;
};
export type StepFact = {
	readonly stepId: string;
	readonly title: string;
	readonly phase: string;
	readonly host?: string;
	readonly status: string;
	readonly by?: string;
	readonly startedAt?: string;
	readonly finishedAt?: string;
	readonly estimateMinutes: number;
	readonly minutes?: number;
	readonly attempts: number;
};
export type RunSummary = {
	readonly approvals: readonly ApprovalFact[];
	readonly waivers: readonly WaiverFact[];
	readonly windows: readonly WindowFact[];
	/** Whole minutes without a second factor, by farm. */
	readonly gapMinutes: Readonly<Record<string, number>>;
	readonly deviations: readonly Deviation[];
	readonly evidence: readonly EvidenceFact[];
	readonly steps: readonly StepFact[];
	/** Titles of steps that are owed. */
	readonly debts: readonly string[];
	readonly workMinutes: { readonly planned: number; readonly actual: number };
};

const said = ({ sequence, at, actor }: RecordedRunEvent): Said => ({ sequence, at, by: actor.id });
const reasonOf = (reason: string | undefined): { reason?: string } => (reason === undefined ? {} : { reason });

/** A step is late when it took half as long again as planned, and at least five minutes more. */
export const isLate = (estimate: number, minutes: number): boolean => minutes >= estimate + Math.max(5, estimate / 2);

/** `state`: what the events fold to. */
export function runSummary(events: readonly RecordedRunEvent[], state: RunState): RunSummary {
	const titles = new Map(state.plan.steps.map(({ id, title }) => [id, title]));
	const title = (id: string): string => titles.get(id) ?? id;
	const steps = stepFacts(state);
	const windows = windowFacts(events, state);
	const gapMinutes: Record<string, number> = {};
	for (const { kind, subject, minutes } of windows)
		if (kind === "mfa-gap")
			gapMinutes[subject.slice(subject.indexOf(":") + 1)] = (gapMinutes[subject.slice(subject.indexOf(":") + 1)] ?? 0) + minutes;
	const deviations = [...events.flatMap((event) => deviationsOf(event, title)), ...late(events, steps)];
	return {
		approvals: events.flatMap(approvals),
		waivers: events.flatMap((event) => (event.type === "waived" ? [{ ...said(event), ...event.data }] : [])),
		windows,
		gapMinutes,
		deviations: deviations.sort((a, b) => a.sequence - b.sequence),
		evidence: evidenceFacts(state, title),
		steps,
		debts: (state.ended?.debts ?? []).map(title),
		workMinutes: {
			planned: steps.reduce((sum, step) => sum + (step.minutes === undefined ? 0 : step.estimateMinutes), 0),
			actual: steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0),
		},
	};
}

function approvals(event: RecordedRunEvent): ApprovalFact[] {
	if (event.type === "plan-approved") {
		const { planDigest, reason, warnings } = event.data;
		return [{ ...said(event), verdict: "approved", planDigest, warnings, ...reasonOf(reason) }];
	}
	return event.type === "plan-rejected" ? [{ ...said(event), verdict: "rejected", warnings: [], reason: event.data.reason }] : [];
}

function deviationsOf(event: RecordedRunEvent, title: (id: string) => string): Deviation[] {
	const make = (kind: Deviation["kind"], about: string, detail: string): Deviation => ({ ...said(event), kind, about, detail });
	switch (event.type) {
		case "plan-rejected":
			return [make("rejected", "The plan", event.data.reason)];
		case "step-failed":
			return [make("failed", title(event.data.stepId), event.data.reason)];
		case "step-reopened":
			return [make("reopened", title(event.data.stepId), event.data.reason)];
		case "step-skipped":
			return [make("skipped", title(event.data.stepId), event.data.reason)];
		case "subject-parked":
			return [make("parked", event.data.subject, event.data.reason)];
		case "waived":
			return [make("waived", `${event.data.code} for ${event.data.subject}`, event.data.reason)];
		case "run-paused":
			return [make("paused", "The run", event.data.reason)];
		case "step-completed":
			return (event.data.remarks ?? []).map((remark) => make("remark", title(event.data.stepId), remark));
		default:
			return [];
	}
}

function late(events: readonly RecordedRunEvent[], steps: readonly StepFact[]): Deviation[] {
	const completions = new Map(events.flatMap((event) => (event.type === "step-completed" ? [[event.data.stepId, event] as const] : [])));
	return steps.flatMap(({ stepId, title, minutes, estimateMinutes }) => {
		const event = completions.get(stepId);
		if (!event || minutes === undefined || !isLate(estimateMinutes, minutes)) return [];
		return [{ ...said(event), kind: "late" as const, about: title, detail: `${minutes} minutes instead of ${estimateMinutes}` }];
	});
}

/** Windows of the plan in force: each opening with its closing. Entered afterwards, a window is as long as it was. */
function windowFacts(events: readonly RecordedRunEvent[], { plan }: RunState): WindowFact[] {
	const end = events.at(-1)?.at ?? "";
	return plan.windows.flatMap(({ kind, subject, opens, closes, estimateMinutes }) => {
		const found: WindowFact[] = [];
		let open: Said | undefined;
		const close = (closed?: string) => {
			if (!open) return;
			const minutes = Math.max(0, minutesBetween(open.at, closed ?? end));
			found.push({ kind, subject, opened: open.at, openedBy: open.by, ...(closed && { closed }), minutes, estimateMinutes });
			open = undefined;
		};
		for (const event of events) {
			if (event.type === "step-started" && event.data.stepId === opens) open ??= { ...said(event), at: event.data.happenedAt ?? event.at };
			else if (event.type === "step-reopened" && event.data.stepId === opens) open = undefined;
			else if (event.type === "step-completed" && event.data.stepId === closes) close(event.data.happenedAt ?? event.at);
		}
		close();
		return found;
	});
}

function stepFacts(state: RunState): StepFact[] {
	const inOrder = state.plan.phases.flatMap(({ stepIds }) => stepIds);
	const byId = new Map(state.plan.steps.map((step) => [step.id, step]));
	return inOrder.flatMap((stepId) => {
		const [step, record] = [byId.get(stepId), state.steps[stepId]];
		if (!step || !record) return [];
		const begin = record.firstStartedAt ?? record.startedAt;
		return [
			{
				stepId,
				title: step.title,
				phase: step.phase,
				...(step.host && { host: step.host }),
				status: record.status,
				...(record.by !== undefined && { by: record.by }),
				...(begin !== undefined && { startedAt: begin }),
				...(record.finishedAt !== undefined && { finishedAt: record.finishedAt }),
				estimateMinutes: step.estimateMinutes,
				...(record.status === "done" && begin && record.finishedAt && { minutes: Math.max(0, minutesBetween(begin, record.finishedAt)) }),
				attempts: record.attempts,
			},
		];
	});
}

function fileText(file: unknown): string {
	if (typeof file !== "object" || file === null) return String(file);
	const { host, path, sizeBytes, sha256, storedAt, takenAt } = file as Record<string, unknown>; // shape was judged when it was recorded
	return `${host} ${path}, ${sizeBytes} bytes, SHA-256 ${sha256}, stored at ${storedAt}, taken ${takenAt}`;
}

function evidenceFacts(state: RunState, title: (id: string) => string): EvidenceFact[] {
	return state.plan.phases
		.flatMap(({ stepIds }) => stepIds)
		.flatMap((stepId) => {
			const { evidence = {}, finishedAt: at = "", by = "" } = state.steps[stepId] ?? {};
			return Object.entries(evidence).flatMap(([field, value]) =>
				(Array.isArray(value) ? value.map(fileText) : [String(value)]).map((text) => ({
					stepId,
					title: title(stepId),
					field,
					value: text,
					at,
					by,
				})),
			);
		});
}
