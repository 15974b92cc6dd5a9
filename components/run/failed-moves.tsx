"use client";
import { laneOf, subjectText } from "@/components/plan/lanes.ts";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { type Move, movesFor } from "@/lib/domain/run/moves.ts";
import { OrderButton } from "./order-button.tsx";
import { refusalWords } from "./refusal-text.ts";
import { useNames, useRun } from "./run-context.tsx";
import { SkipAction } from "./skip-action.tsx";
import { useSelectedStep } from "./step-link.tsx";

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** What parking means: what becomes a debt, what then stays shut, what goes on. */
function parkText(move: Extract<Move, { move: "park"; allowed: true }>): string {
	const shut = move.staysShut.length > 0 ? ` ${count(move.staysShut.length, "later step")} can then never start.` : "";
	const on = move.goesOn.length > 0 ? ` ${count(move.goesOn.length, "step")} elsewhere can go on now.` : " Nothing else can go on now.";
	return `${count(move.parks.length, "open step")} of it leave this run as debts.${shut}${on}`;
}

/** What can be done about a failed step now, and why a move is absent. Computed by the rules that will judge it. */
export function FailedMoves({ step, compact = false }: { readonly step: PlanStep; readonly compact?: boolean }) {
	const { state, judge } = useRun();
	const names = useNames(step.id);
	const { select } = useSelectedStep();
	const size = compact ? "sm" : "md";
	const lane = laneOf(step.subject);
	const part = lane.kind === "estate" ? "the estate" : lane.name;
	const moves = movesFor(state, step.id);
	const park = moves.find((move) => move.move === "park");
	const back = moves.find((move) => move.move === "back-out");
	const noSkip = judge({ type: "skip-step", stepId: step.id, reason: "…" })?.code === "required-step";
	return (
		<div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
			<OrderButton size={size} explain={false} label={`Retry: ${step.title}`} command={() => ({ type: "retry-step", stepId: step.id })}>
				<Icon name="retry" size={14} />
				Retry
			</OrderButton>
			{compact && back?.allowed && (
				<Button size={size} aria-label={`Back out: ${step.title}`} onClick={() => select(step.id)}>
					<Icon name="undo" size={14} />
					Back out
				</Button>
			)}
			<SkipAction step={step} size={size} />
			{park?.allowed && (
				<OrderButton
					size={size}
					explain={false}
					label={`Park ${subjectText(step.subject)}`}
					command={(reason) => ({ type: "park-subject", subject: step.subject, reason })}
					ask={{
						title: `Park ${subjectText(step.subject)}`,
						description: parkText(park),
						action: `Park ${part}`,
						reason: { label: "Why it is put aside", required: true },
					}}
				>
					<Icon name="park" size={14} />
					Park {part}…
				</OrderButton>
			)}
			<span className="min-w-0 text-12 text-ink-3">
				{noSkip && "No skip: required work. "}
				{park && !park.allowed && park.because.code !== "nothing-to-undo" && `No parking: ${refusalWords(park.because, names).sentence} `}
				{!compact && back?.allowed && `Way back: ${count(back.undo.length, "step")}, about ${spanWords(back.minutes * 60_000)}.`}
			</span>
		</div>
	);
}
