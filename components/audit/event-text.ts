/** What an event of the log says, in words: what happened to what, and the detail worth reading. Pure. */
import { subjectText } from "@/components/plan/lanes.ts";
import { worseWords } from "@/components/run/no-return-text.ts";
import { summaryLines } from "@/components/run/summary-text.ts";
import type { StateName } from "@/components/ui/state.tsx";
import { inventoryChange } from "@/lib/domain/inventory/events.ts";
import { changedName } from "@/lib/domain/inventory/outside-changes.ts";
import { unreachable } from "@/lib/domain/result.ts";
import { type RunEvent, runEvent } from "@/lib/domain/run/events.ts";

import { otherWords } from "./other-event-text.ts";

export type EventWords = {
	readonly icon: StateName;
	/** `Promote MFA02`, or what happened to the plan or run. */
	readonly title: string;
	/** `started`, `done, 2 files`, the reason. */
	readonly detail: string;
	readonly stepId?: string;
};

export type EventNames = {
	readonly person: (id: string) => string;
	readonly stepTitle: (id: string) => string;
	/** An instant in the zone people read this in; without it the instant as the log has it. */
	readonly time?: (at: string) => string;
};

const because = (reason: string | undefined): string => (reason ? `: ${reason}` : "");
const list = (names: readonly string[]): string =>
	names.length <= 4 ? names.join(", ") : `${names.slice(0, 4).join(", ")} and ${names.length - 4} more`;
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function evidenceText(evidence: Readonly<Record<string, unknown>>): string {
	const values = Object.values(evidence);
	const files = values.filter(Array.isArray).reduce((sum, list) => sum + list.length, 0);
	const facts = values.filter((value) => !Array.isArray(value)).length;
	return [files > 0 ? count(files, "file") : "", facts > 0 ? count(facts, "fact") : ""]
		.filter(Boolean)
		.map((part) => `, ${part}`)
		.join("");
}

/** `3 warnings and 2 points of no return acknowledged` */
function approvedWords({ warnings, pointsOfNoReturn = [] }: Extract<RunEvent, { type: "plan-approved" }>["data"]): string {
	const parts = [
		warnings.length > 0 ? count(warnings.length, "warning") : "",
		pointsOfNoReturn.length > 0 ? count(pointsOfNoReturn.length, "point of no return", "points of no return") : "",
	].filter(Boolean);
	return parts.length > 0 ? `${parts.join(" and ")} acknowledged` : "no warnings";
}

function windowWords({ window, reason }: Extract<RunEvent, { type: "window-set" }>["data"], { time = (at) => at }: EventNames): EventWords {
	if (!window) return { icon: "info", title: "Maintenance window taken away", detail: reason ?? "" };
	return { icon: "info", title: "Maintenance window set", detail: `${time(window.start)} to ${time(window.end)}${because(reason)}` };
}

const madeTitle = (rehearsalOf: unknown): string => (rehearsalOf === undefined ? "Plan made" : "Rehearsal made of a plan");

/** The words of a run event; an event of a type this page does not know is named as it is. */
export function eventWords(type: string, data: Readonly<Record<string, unknown>>, names: EventNames): EventWords {
	// The history page is given the draft without the frozen plan, which has a page of its own.
	if (type === "plan-drafted" && !("plan" in data))
		return { icon: "info", title: madeTitle(data.rehearsalOf), detail: typeof data.status === "string" ? data.status : "" };
	if (type === "amendment-proposed" && !("plan" in data)) return proposedWords(data.changes, data.reason);
	const read = runEvent.safeParse({ type, data });
	return read.success ? words(read.data, names) : { icon: "info", ...otherWords(type, data, names.person) };
}

/** `, entered afterwards: happened 02:14`. Who entered it is the event's actor. */
const afterwards = ({ happenedAt }: { readonly happenedAt?: string | undefined }, names: EventNames): string =>
	happenedAt === undefined ? "" : `, entered afterwards: happened ${names.time?.(happenedAt) ?? happenedAt}`;

/** `changes` and `reason` as the event holds them; the plan itself has a page of its own. */
function proposedWords(changes: unknown, reason: unknown): EventWords {
	const names = inventoryChange.array().safeParse(changes);
	const what = names.success ? list(names.data.map((change) => subjectText(changedName(change)))) : "";
	return {
		icon: "waiting",
		title: "Amended plan proposed",
		detail: `${what === "" ? "" : `because of ${what}`}${because(typeof reason === "string" ? reason : undefined)}`,
	};
}

function words(event: RunEvent, names: EventNames): EventWords {
	const step = (stepId: string, icon: StateName, detail: string): EventWords => ({ icon, title: names.stepTitle(stepId), detail, stepId });
	switch (event.type) {
		case "plan-drafted":
			return {
				icon: "info",
				title: madeTitle(event.data.rehearsalOf),
				detail: `${count(event.data.plan.steps.length, "step")}, ${event.data.plan.status}`,
			};
		case "plan-submitted":
			return { icon: "waiting", title: "Plan submitted", detail: "for approval" };
		case "plan-approved":
			return {
				icon: "done",
				title: "Plan approved",
				detail: `${approvedWords(event.data)}${because(event.data.reason)}`,
			};
		case "plan-rejected":
			return { icon: "blocker", title: "Plan rejected", detail: event.data.reason };
		case "run-started":
			return { icon: "running", title: event.data.mode === "live" ? "Live run started" : "Rehearsal started", detail: "" };
		case "step-claimed":
			return step(event.data.stepId, "info", "claimed");
		case "step-released":
			return step(event.data.stepId, "info", "released");
		case "step-assigned":
			return step(event.data.stepId, "info", `assigned to ${names.person(event.data.userId)}`);
		case "step-confirmed":
			return step(event.data.stepId, "info", "confirmed by a second person");
		case "step-started":
			return step(
				event.data.stepId,
				"running",
				`started${event.data.confirmedBy ? `, confirmed by ${names.person(event.data.confirmedBy)}` : ""}${afterwards(event.data, names)}`,
			);
		case "step-completed": {
			const remarks = event.data.remarks?.length ? `, ${event.data.remarks.join("; ")}` : "";
			return step(event.data.stepId, "done", `done${evidenceText(event.data.evidence)}${remarks}${afterwards(event.data, names)}`);
		}
		case "step-failed":
			return step(event.data.stepId, "failed", `failed${because(event.data.reason)}${afterwards(event.data, names)}`);
		case "step-retried":
			return step(event.data.stepId, "ready", `ready again${because(event.data.reason)}`);
		case "step-skipped":
			return step(event.data.stepId, "skipped", `skipped${because(event.data.reason)}`);
		case "step-reopened":
			return step(event.data.stepId, "warning", `reopened${because(event.data.reason)}`);
		case "subject-parked":
			return {
				icon: "parked",
				title: `Parked ${subjectText(event.data.subject)}`,
				detail: `${count(event.data.stepIds.length, "step")}${because(event.data.reason)}`,
			};
		case "subject-unparked":
			return { icon: "info", title: `Brought ${subjectText(event.data.subject)} back`, detail: "" };
		case "point-of-no-return-acknowledged": {
			const worse = event.data.because.length > 0 ? ` (${event.data.because.map(worseWords).join(" and ")})` : "";
			return step(event.data.stepId, "warning", `point of no return acknowledged${worse}${because(event.data.reason)}`);
		}
		case "member-marked-down":
			return { icon: "warning", title: `Marked down: ${subjectText(event.data.subject)}`, detail: event.data.reason };
		case "member-marked-up":
			return { icon: "done", title: `Back in service: ${subjectText(event.data.subject)}`, detail: "" };
		case "waived":
			return {
				icon: "warning",
				title: `Waived ${event.data.code}`,
				detail: `for ${subjectText(event.data.subject)}${because(event.data.reason)}`,
			};
		case "note-added":
			return event.data.stepId === undefined
				? { icon: "info", title: "Note", detail: event.data.text }
				: step(event.data.stepId, "info", `note: ${event.data.text}`);
		case "window-set":
			return windowWords(event.data, names);
		case "run-paused":
			return { icon: "paused", title: "Run paused", detail: event.data.reason };
		case "run-resumed":
			return { icon: "running", title: "Run resumed", detail: "" };
		case "handed-over":
			return {
				icon: "info",
				title: `Handed over to ${names.person(event.data.to)}`,
				detail: [event.data.note ?? "", ...summaryLines(event.data.summary, names).map(({ label, text }) => `${label}: ${text}`)]
					.filter(Boolean)
					.join("; "),
			};
		case "amendment-proposed":
			return proposedWords(event.data.changes, event.data.reason);
		case "amendment-approved":
			return {
				icon: "done",
				title: "Amended plan approved",
				detail: `${event.data.warnings.length > 0 ? `${count(event.data.warnings.length, "warning")} acknowledged` : "no warnings"}${because(event.data.reason)}`,
			};
		case "amendment-withdrawn":
			return { icon: "skipped", title: "Amended plan withdrawn", detail: event.data.reason ?? "" };
		case "run-ended":
			return {
				icon: event.data.outcome === "complete" ? "done" : "warning",
				title: `Run ended, ${event.data.outcome}`,
				detail: [
					event.data.reason,
					event.data.debts.length > 0 && count(event.data.debts.length, "debt"),
					event.data.notTakenBack && `${count(event.data.notTakenBack.length, "step")} not taken back`,
				]
					.filter(Boolean)
					.join(", "),
			};
		default:
			return unreachable(event);
	}
}
