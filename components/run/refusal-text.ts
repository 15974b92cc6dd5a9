/**
 * Words for every "no": what holds the order, who holds it and since when, and what to do next. Pure; the facts come
 * from the refusal, the names from the plan. Steps to link to are given apart from the sentence.
 */
import { isTeam, subjectText, teamText } from "@/components/plan/lanes.ts";
import { formatInstant, relativeWords, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import type { Problem } from "@/lib/client/problem.ts";
import { unreachable } from "@/lib/domain/result.ts";
import type { AmendmentConflict } from "@/lib/domain/run/amendment.ts";
import type { StepWaiting } from "@/lib/domain/run/refusals.ts";
import { worseWords } from "./no-return-text.ts";
import { sentence } from "./sentence.ts";

export type RefusalWords = {
	readonly sentence: string;
	/** Steps it waits for, to be shown as links after the sentence. */
	readonly waitingFor?: readonly StepWaiting[];
	readonly next?: string;
};

export type Names = {
	readonly person: (id: string) => string;
	readonly stepTitle: (id: string) => string;
	/** Label of an evidence field of the step the order was about. */
	readonly field: (name: string) => string;
	readonly zone: string;
	readonly now: number;
};

const list = (items: readonly string[]): string =>
	items.length <= 1 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** `mfa-gap adfs-farm:CORP` as people say it. */
export function windowText(name: string): string {
	const [kind = "", subject = ""] = name.split(" ", 2);
	const what = subjectText(subject || kind);
	return kind === "mfa-gap" ? `the MFA gap of ${what}` : kind === "write-freeze" ? `the write freeze of ${what}` : `the outage of ${what}`;
}

/** `Waiting for X (Dana, started 4 min ago)`: the part in brackets. */
export function waitingNote(step: StepWaiting, names: Names): string {
	const who = step.by === undefined ? undefined : names.person(step.by);
	const verb = step.status === "running" ? "started" : step.status;
	const since = step.since === undefined ? undefined : relativeWords(step.since, names.now);
	if (step.status === "ready") return who ? `ready, with ${who}` : "ready, nobody has it";
	if (step.status === "waiting") return "waiting itself";
	if (step.status === "parked") return who ? `parked by ${who}` : "parked";
	return [who, [verb, since].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}

function conflictText(conflict: AmendmentConflict, { stepTitle }: Names): string {
	const step = `“${stepTitle(conflict.stepId)}”`;
	switch (conflict.problem) {
		case "dropped":
			return `It has no step ${step} any more.`;
		case "other-machine":
			return `It does ${step} on ${conflict.after || "no machine"} instead of ${conflict.before || "no machine"}.`;
		case "waits-for":
			return `It puts ${list(conflict.steps.slice(0, 5).map((id) => `“${stepTitle(id)}”`))} before ${step}.`;
	}
}

export function refusalWords(problem: Problem, names: Names): RefusalWords {
	const time = (at: string) => `${formatInstant(at, names.zone, "date-time")} ${zoneWord(at, names.zone)}`;
	switch (problem.code) {
		case "step-blocked":
			return { sentence: "Waiting for", waitingFor: problem.waitingFor };
		case "step-not-started":
			return { sentence: "This step has not been started.", next: "Start it first; the start time is part of the record." };
		case "step-running":
			return { sentence: `Already in progress with ${names.person(problem.by)}.` };
		case "step-already-done": {
			const by = problem.by === undefined ? "Somebody" : sentence(names.person(problem.by));
			return { sentence: `${by} finished this step${problem.at === undefined ? "" : ` ${relativeWords(problem.at, names.now)}`}.` };
		}
		case "step-claimed":
			return { sentence: `This step is with ${names.person(problem.by)}.`, next: "Ask them to release it, or a lead to assign it to you." };
		case "evidence-missing":
			return { sentence: `Still missing: ${list(problem.fields.map(names.field))}.` };
		case "evidence-invalid":
			return {
				sentence:
					problem.issues.length > 0
						? problem.issues.map((issue) => `${names.field(issue.path)}: ${issue.message}`).join(". ")
						: `Not as expected: ${list(problem.fields.map(names.field))}.`,
			};
		case "backup-stale":
			return {
				sentence: `The copy for ${subjectText(problem.subject)} was taken ${time(problem.takenAt)}, more than ${spanWords(problem.maxAgeMinutes * 60_000)} ago.`,
				next: "Take a new one, or let a lead waive this with a reason.",
			};
		case "last-serving-node":
			return {
				sentence: `This would leave ${subjectText(problem.subject)} without enough in service: ${problem.serving} serving now, ${problem.minInService} must stay.`,
				next: "Return another member first, or let a lead waive this with a reason.",
			};
		case "primary-still-primary":
			return {
				sentence: `${sentence(subjectText(problem.subject))} is still the primary of its group.`,
				next: "Promote the other server first.",
			};
		case "mfa-gap-open":
			return {
				sentence: `Still open: ${list(problem.windows.map(windowText))}.`,
				next: "Close it first, or acknowledge that it stays open.",
			};
		case "mfa-gap-elsewhere":
			return {
				sentence: `The MFA gap of farm ${problem.farm} is open. One farm at a time.`,
				next: `Close the gap of ${problem.farm} first.`,
			};
		case "provider-name-mismatch":
			return {
				sentence: `The provider seen is “${problem.seen}”, the plan expects “${problem.expected}”.`,
				next: "Look at the policy page again before anything is changed.",
			};
		case "outside-window":
			return {
				sentence: `The maintenance window is ${time(problem.start)} to ${time(problem.end)}.`,
				next: "Wait for it, or let a lead waive this with a reason.",
			};
		case "change-freeze":
			return {
				sentence: `Change freeze ${problem.scope === "estate" ? "on this estate" : "on all estates"} until ${time(problem.end)}: ${problem.because}.`,
				next: "Wait for its end, or let a lead waive this with a reason.",
			};
		case "too-late-to-finish":
			return {
				sentence:
					problem.closes === undefined
						? `Too late to finish inside the window: the latest start was ${time(problem.latestStart)}.`
						: `Too late to open this: until “${names.stepTitle(problem.closes)}” is done, and with time to back out, it had to start by ${time(problem.latestStart)}.`,
				next: "Stop here, or let a lead waive this with a reason.",
			};
		case "needs-second-person":
			return problem.confirmedBy === undefined
				? { sentence: "A second person must confirm this step before it starts.", next: "Ask a colleague to open it and confirm." }
				: { sentence: `${sentence(names.person(problem.confirmedBy))} confirmed it, so another person must start it.` };
		case "point-of-no-return":
			return {
				sentence: `Point of no return: ${list(problem.because.map(worseWords))}.`,
				next: "A lead has to acknowledge this before the step starts.",
			};
		case "self-approval":
			return { sentence: "You are the author of this plan.", next: "Another lead must approve it." };
		case "not-approved":
			return {
				sentence:
					problem.status === "approved" ? "The run has not been started." : `The plan is ${statusWord(problem.status)}, not approved.`,
			};
		case "plan-outdated":
			if (problem.changed.length === 0)
				return { sentence: "This is not the plan that stands here any more.", next: "Look again, then decide." };
			return {
				sentence: `The inventory changed since this plan was made: ${list(problem.changed.map(subjectText))}.`,
				next: "Before the run, make a new plan. In a run, a lead proposes an amended plan; what is under way goes on.",
			};
		case "amendment-conflict":
			return {
				sentence: `An amended plan would not keep what was begun. ${[
					...problem.conflicts.map((conflict) => conflictText(conflict, names)),
					...problem.issues.map((issue) => `${issue.path}: ${issue.message}.`),
				].join(" ")}`,
				next: "Take the change in the inventory back until this run has ended, or end the run and make a new plan.",
			};
		case "stale-sequence":
			return { sentence: "Somebody was faster: what you saw had changed.", next: "Look again, then decide." };
		case "estate-archived":
			return { sentence: `The estate was archived ${time(problem.at)}.`, next: "A lead can restore it; nothing in it is lost." };
		case "estate-in-use":
			return { sentence: "A run of this estate has not ended.", next: "End the run first." };
		case "rehearsal-estate":
			return { sentence: "This estate is a copy for rehearsals.", next: "Rehearse here; run live on the estate it was copied from." };
		case "run-paused":
			return { sentence: `The run is paused: ${problem.reason}.`, next: "A lead can resume it." };
		case "run-ended":
			return { sentence: `The run has ended (${problem.outcome}).` };
		case "required-step":
			return { sentence: "Required work cannot be skipped.", next: "A lead can park the component instead; it becomes a debt." };
		case "reason-required":
			return { sentence: "Give a reason." };
		case "dependant-started":
			return { sentence: `Later work has begun: ${list(problem.steps.map(names.stepTitle))}.`, next: "Reopen those first." };
		case "sign-in-not-fresh":
			return {
				sentence: `This needs a sign-in of the last ${problem.maxAgeMinutes} minutes.`,
				next: "Give the order again and confirm that it is you.",
			};
		case "forbidden":
			return isTeam(problem.needs)
				? { sentence: `This step is for the team ${teamText(problem.needs)}.`, next: "Leave it to them, or ask a lead." }
				: { sentence: "Your role does not allow this." };
		case "not-found":
			return { sentence: "This is not here any more, or not yours to see." };
		case "invalid":
			return { sentence: problem.issues.map((issue) => issue.message).join(". ") || "The order could not be read." };
		case "unauthenticated":
			return { sentence: "You are signed out.", next: "Sign in again in another tab, then repeat." };
		case "rate-limited":
			return {
				sentence: "Too many orders at once.",
				next: problem.retryAfterSeconds ? `Try again in ${problem.retryAfterSeconds} s.` : "Try again in a moment.",
			};
		case "unreachable":
			return {
				sentence: "No answer from the server: it is not known whether this was carried out.",
				next: "It will show here if it was. Try again once the connection is back.",
			};
		case "unexpected":
			return { sentence: `${problem.title}.`, next: "Try again; if it stays, tell whoever looks after the server." };
		default:
			return unreachable(problem);
	}
}

const statusWords: Readonly<Record<string, string>> = {
	draft: "a draft",
	submitted: "waiting for approval",
	rejected: "rejected",
	approved: "approved",
	running: "running",
	paused: "paused",
	ended: "ended",
};
export const statusWord = (status: string): string => statusWords[status] ?? status;
