"use client";
import { Fragment } from "react";
import { teamText } from "@/components/plan/lanes.ts";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { StateIcon, stateWord } from "@/components/ui/state.tsx";
import { clockFigures, formatInstant } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { needsSecondPerson } from "@/lib/domain/run/start-gates.ts";
import { FailedMoves } from "./failed-moves.tsx";
import { pendingWord, shownStatus } from "./pending.ts";
import { RefusalNote } from "./refusal-note.tsx";
import { useRun } from "./run-context.tsx";
import { StepLink, useSelectedStep } from "./step-link.tsx";
import { useWaiting, WaitingLinks } from "./waiting-for.tsx";

/** Minutes since the start, of how many planned. */
function Elapsed({ since, minutes }: { readonly since: string; readonly minutes: number }) {
	const now = useNow(1000);
	return (
		<span className="text-12 whitespace-nowrap text-ink-2">
			<strong className="font-semibold text-ink">{clockFigures(now - Date.parse(since))}</strong>
			<span className="max-sm:hidden"> of {minutes} min</span>
		</span>
	);
}

function Meta({ step }: { readonly step: PlanStep }) {
	const { views, state, me, person } = useRun();
	const waiting = useWaiting();
	const view = views[step.id];
	if (!view) return null;
	const record = state.steps[step.id];
	const parts: React.ReactNode[] = [];
	if (step.host !== undefined)
		parts.push(
			<span key="host" className="mono text-ink-2">
				{step.host}
			</span>,
		);
	if (view.status === "waiting") {
		parts.push(
			<span key="waits" className="text-ink-2">
				Waiting for <WaitingLinks steps={waiting(view.waitingFor)} max={2} />
			</span>,
		);
	} else if (view.status === "ready") {
		parts.push(<span key="team">{teamText(step.team)}</span>);
		parts.push(<span key="who">{view.claimedBy === undefined ? "Unclaimed" : `With ${person(view.claimedBy)}`}</span>);
		parts.push(<span key="min">{step.estimateMinutes} min</span>);
		if (needsSecondPerson(step))
			parts.push(<span key="two">{record?.confirmedBy ? `Confirmed by ${person(record.confirmedBy)}` : "Needs a second person"}</span>);
	} else if (view.status === "failed") {
		if (record?.by) parts.push(<span key="who">{person(record.by)}</span>);
		parts.push(
			<span key="why" className="text-red-text">
				{record?.reason ?? "No reason given"}
			</span>,
		);
	} else {
		if (view.by !== undefined) parts.push(<span key="who">{view.by === me.id ? "You" : person(view.by)}</span>);
		if (view.status === "skipped") parts.push(<span key="why">skipped: {record?.reason}</span>);
		if (record?.remarks?.length)
			parts.push(
				<span key="remarks" className="text-amber-text">
					{record.remarks.length} {record.remarks.length === 1 ? "remark" : "remarks"}
				</span>,
			);
	}
	return (
		<span className="block text-12 wrap-anywhere text-ink-3">
			{parts.map((part, i) => (
				<Fragment key={String(i)}>
					{i > 0 && <span aria-hidden="true" className="mx-1.5 inline-block size-[3px] rounded-full bg-line-strong align-middle" />}
					{part}
				</Fragment>
			))}
		</span>
	);
}

/** The one thing to do with a ready step, at the right edge of its row. */
function RowAction({ step }: { readonly step: PlanStep }) {
	const { views, me, order, connected, pending } = useRun();
	const { select } = useSelectedStep();
	const view = views[step.id];
	if (view?.status !== "ready" || !may(me.role, "work-steps") || !connected) return null;
	const busy = pending.some((mark) => mark.target === step.id);
	const mine = view.claimedBy === me.id;
	if (view.claimedBy !== undefined && !mine) return null;
	if (mine && needsSecondPerson(step))
		return (
			<Button size="sm" aria-label={`Open: ${step.title}`} onClick={() => select(step.id)}>
				Open
			</Button>
		);
	return mine ? (
		<Button
			size="sm"
			pending={busy && "Starting…"}
			aria-label={`Start: ${step.title}`}
			onClick={() => void order({ type: "start-step", stepId: step.id })}
		>
			Start
		</Button>
	) : (
		<Button
			size="sm"
			variant="quiet"
			pending={busy && "Claiming…"}
			aria-label={`Claim: ${step.title}`}
			onClick={() => void order({ type: "claim-step", stepId: step.id })}
		>
			Claim
		</Button>
	);
}

/** One step of the board: state, title, who and what it needs; time or one action at the right edge. */
export function StepRow({
	stepId,
	plain = false,
	cursor = false,
}: {
	readonly stepId: string;
	readonly plain?: boolean;
	readonly cursor?: boolean;
}) {
	const { step: find, views, state, pending, me, person, recent, zone } = useRun();
	const { selected } = useSelectedStep();
	const step = find(stepId);
	const view = views[stepId];
	if (!step || !view) return null;
	const mark = pending.find((order) => order.target === stepId);
	const status = shownStatus(view.status, mark);
	const record = state.steps[stepId];
	const isSelected = selected === stepId;
	const touched = recent.findLast((event) => event.data.stepId === stepId);
	const actor = view.status === "running" ? record?.by : undefined;
	return (
		<div
			key={touched?.sequence ?? 0}
			className={cx(
				"relative border-b border-line px-4 pt-1.5 pb-1 hover:bg-hover lg:pl-5",
				plain && "lg:pl-9",
				isSelected && "bg-selected hover:bg-selected before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent",
				cursor && !isSelected && "bg-hover",
				touched && !isSelected && "animate-pulse-once",
			)}
		>
			<div className="grid min-h-9 grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-x-3 pointer-coarse:min-h-11">
				<StateIcon state={status} className={cx("mt-0.5", mark && "opacity-60")} />
				<div className="min-w-0">
					<StepLink
						stepId={stepId}
						current={isSelected}
						className="block font-medium text-ink no-underline after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus focus-visible:outline-none lg:truncate"
					>
						<span className="sr-only">{stateWord(status)}: </span>
						{step.title}
						{step.optional && <span className="ml-2 text-12 font-normal text-ink-3">optional</span>}
					</StepLink>
					<div className="relative z-10 w-fit max-w-full">
						{mark ? <span className="text-12 text-ink-3">{pendingWord(mark)}</span> : <Meta step={step} />}
					</div>
				</div>
				<div className="relative z-10 flex min-h-9 items-center gap-2">
					{view.status === "running" && record?.startedAt && <Elapsed since={record.startedAt} minutes={step.estimateMinutes} />}
					{view.status !== "running" && view.finishedAt && (
						<span className="text-12 text-ink-3">{formatInstant(view.finishedAt, zone, "time")}</span>
					)}
					{actor !== undefined && <Avatar name={actor === me.id ? me.name : person(actor)} me={actor === me.id} size="sm" decorative />}
					<RowAction step={step} />
				</div>
			</div>
			{view.status === "failed" && !plain && (
				<div className="relative z-10 pb-1 pl-7">
					<FailedMoves step={step} compact />
				</div>
			)}
			{!isSelected && <RefusalNote target={stepId} stepId={stepId} className="relative z-10 my-1 ml-7" />}
		</div>
	);
}
