/** What the overview shows: what runs, which windows come, what waits for this person. Pure. */
import { may } from "@/lib/domain/access/permissions.ts";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { WindowFit } from "@/lib/domain/schedule/window-fit.ts";
import type { Me, PlanSummary } from "@/lib/wire/views.ts";
import type { ProgressSegment } from "../ui/progress.tsx";
import { spanWords } from "../ui/time-format.ts";
import { phaseWord } from "./phase-word.ts";

const MINUTE = 60_000;

export const planName = (plan: Pick<PlanSummary, "estateName" | "targetVersion" | "rehearsalOf" | "mode">): string =>
	`${isRehearsal(plan) ? "Rehearsal: " : ""}${plan.estateName}, upgrade to ${plan.targetVersion}`;

export const isRunning = (plan: PlanSummary): boolean => plan.status === "running" || plan.status === "paused";

/** Windows that have not closed and whose run has not begun, the next one first. */
export const nextWindows = (
	plans: readonly PlanSummary[],
	now: number,
): readonly (PlanSummary & { readonly window: NonNullable<PlanSummary["window"]> })[] =>
	plans
		.flatMap((plan) =>
			plan.window !== undefined && ["draft", "submitted", "approved"].includes(plan.status) ? [{ ...plan, window: plan.window }] : [],
		)
		.filter((plan) => Date.parse(plan.window.end) > now)
		.toSorted((a, b) => Date.parse(a.window.start) - Date.parse(b.window.start));

/** `Fits, 40 min to spare, start by 23:10`. `time`: an instant as a clock says it. */
export function fitWords(fit: WindowFit, time: (at: string) => string): string {
	switch (fit.kind) {
		case "fits":
			return `Fits, ${spanWords(fit.minutes * MINUTE)} to spare, start by ${time(fit.latestStart)}`;
		case "over":
			return `Does not fit: ${spanWords(fit.minutes * MINUTE)} over`;
		case "late":
			return `Not begun in time: ${spanWords(fit.minutes * MINUTE)} over by now`;
		case "nobody":
			return "No schedule with the people there are";
	}
}

export type Task = {
	readonly key: string;
	readonly what: string;
	readonly about: "approve" | "sent-back" | "submit" | "start" | "copies";
	readonly href: string;
	readonly action: string;
	/** Who asks, and since when. */
	readonly byId: string;
	readonly at: string;
};

/** What this person can do that others wait for; most pressing first: approvals, what came back, starts, own drafts. */
export function waitingFor(me: Me, plans: readonly PlanSummary[]): readonly Task[] {
	if (!may(me.role, "lead")) return [];
	const task = (plan: PlanSummary, about: Task["about"], what: string, action: string, part = ""): Task => ({
		key: `${about} ${plan.id}`,
		about,
		what,
		action,
		href: `/plans/${plan.id}${part}`,
		byId: plan.authorId,
		at: plan.updatedAt,
	});
	const others = (plan: PlanSummary): boolean => plan.authorId !== me.id;
	return [
		...plans
			.filter((plan) => plan.status === "submitted" && others(plan))
			.map((plan) => task(plan, "approve", `Approve ${planName(plan)}`, "Review", "/approval")),
		...plans
			.filter((plan) => plan.status === "rejected" && !others(plan))
			.map((plan) => task(plan, "sent-back", `Sent back: ${planName(plan)}`, "See why", "/approval")),
		...plans.filter((plan) => plan.status === "approved").map((plan) => task(plan, "start", `Start ${planName(plan)}`, "Open", "/run")),
		...plans
			.filter((plan) => plan.status === "draft" && plan.rehearsalOf === undefined && !others(plan))
			.map((plan) => task(plan, "submit", `Submit ${planName(plan)}`, "Open", "/approval")),
	];
}

/** Copies of an ended run that should be gone by now: somebody destroys them and says so. */
export const copiesTask = (plan: PlanSummary): Task => ({
	key: `copies ${plan.id}`,
	about: "copies",
	what: `Destroy the copies of ${planName(plan)}`,
	action: "Open",
	href: `/plans/${plan.id}/history/review`,
	byId: plan.authorId,
	at: plan.updatedAt,
});

/** Progress of a run by phase. Parked steps count as open: they are owed. */
export function phaseSegments(state: Pick<RunState, "plan" | "steps">): readonly ProgressSegment[] {
	return state.plan.phases.map((phase) => {
		const statuses = phase.stepIds.map((id) => state.steps[id]?.status ?? "open");
		const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
		return {
			id: phase.id,
			label: phaseWord(phase.id),
			total: statuses.length,
			done: count("done", "skipped"),
			running: count("running"),
			failed: count("failed"),
			current: count("running", "failed") > 0,
		};
	});
}
