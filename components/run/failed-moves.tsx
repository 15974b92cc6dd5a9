"use client";
import type { Route } from "next";
import { type ReactNode, useState } from "react";
import { laneOf, subjectText } from "@/components/plan/lanes.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { type Move, movesFor } from "@/lib/domain/run/moves.ts";
import { EndRunDialog } from "./end-run-dialog.tsx";
import { parkText, shutMove } from "./move-text.ts";
import { OrderButton } from "./order-button.tsx";
import { useNames, useRun } from "./run-context.tsx";
import { SkipAction } from "./skip-action.tsx";
import { StepLink } from "./step-link.tsx";
import { stepsWord } from "./way-back-text.ts";

type Allowed<M extends Move["move"]> = Extract<Move, { move: M; allowed: true }>;

/** What can be done about a failed step now, all four moves, and why one is shut. Computed by the rules that will judge it. */
export function FailedMoves({ step, compact = false }: { readonly step: PlanStep; readonly compact?: boolean }) {
	const { state, me, judge } = useRun();
	const names = useNames(step.id);
	const moves = movesFor(state, step.id);
	const shut = moves.flatMap((move) => (move.allowed ? [] : [shutMove(move.move, move.because, names)]));
	if (judge({ type: "skip-step", stepId: step.id, reason: "…" })?.code === "required-step") shut.push("No skip: required work.");
	if (!may(me.role, "lead")) shut.push("Stopping the run is a lead's word.");
	const undo = moves.find((move): move is Allowed<"back-out"> => move.move === "back-out" && move.allowed);
	return (
		<div className="flex min-w-0 flex-1 flex-col gap-2">
			<div className="flex flex-wrap items-center gap-1.5">
				{moves.map((move) => move.allowed && <MoveButton key={move.move} move={move} step={step} size={compact ? "sm" : "md"} />)}
				<SkipAction step={step} size={compact ? "sm" : "md"} />
			</div>
			{!compact && undo && <UndoOrder undo={undo} />}
			{shut.length > 0 && <p className="text-12 text-ink-3">{shut.join(" ")}</p>}
		</div>
	);
}

function MoveButton({
	move,
	step,
	size,
}: {
	readonly move: Move & { allowed: true };
	readonly step: PlanStep;
	readonly size: "sm" | "md";
}) {
	const { planId } = useRun();
	switch (move.move) {
		case "retry":
			return (
				<OrderButton size={size} explain={false} label={`Retry: ${step.title}`} command={() => ({ type: "retry-step", stepId: step.id })}>
					<Icon name="retry" size={14} />
					Retry
				</OrderButton>
			);
		case "back-out":
			return (
				<ButtonLink
					size={size}
					aria-label={`Back out: ${step.title}`}
					href={`/plans/${planId}/way-back?subject=${encodeURIComponent(step.subject)}` as Route}
				>
					<Icon name="undo" size={14} />
					Back out
				</ButtonLink>
			);
		case "park":
			return <ParkButton move={move} size={size} />;
		case "stop":
			return <StopButton debts={move.debts} size={size} />;
	}
}

function ParkButton({ move, size }: { readonly move: Allowed<"park">; readonly size: "sm" | "md" }) {
	const lane = laneOf(move.subject);
	const part = lane.kind === "estate" ? "the estate" : lane.name;
	return (
		<OrderButton
			size={size}
			explain={false}
			label={`Park ${subjectText(move.subject)}`}
			command={(reason) => ({ type: "park-subject", subject: move.subject, reason })}
			ask={{
				title: `Park ${subjectText(move.subject)}`,
				description: parkText(move),
				action: `Park ${part}`,
				reason: { label: "Why it is put aside", required: true },
			}}
		>
			<Icon name="park" size={14} />
			Park {part}…
		</OrderButton>
	);
}

/** The run ends here, its open steps signed for. */
function StopButton({ debts, size }: { readonly debts: number; readonly size: "sm" | "md" }): ReactNode {
	const { me, connected } = useRun();
	const [ending, setEnding] = useState(false);
	if (!may(me.role, "lead")) return null;
	return (
		<>
			<Button
				size={size}
				variant="quiet"
				onClick={() => setEnding(true)}
				reason={connected ? undefined : "Not while the connection is lost."}
			>
				Stop the run, {stepsWord(debts)} left…
			</Button>
			<EndRunDialog open={ending} onOpenChange={setEnding} />
		</>
	);
}

/** The steps of this part to be undone, in their order; the page behind "Back out" has the whole of it. */
function UndoOrder({ undo: { undo, minutes } }: { readonly undo: Allowed<"back-out"> }) {
	const { step } = useRun();
	return (
		<details className="group/fold text-13">
			<summary className="flex min-h-8 list-none items-center gap-2 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
				<Icon name="chevron-right" size={12} className="text-ink-3 group-open/fold:rotate-90" />
				Way back: {stepsWord(undo.length)}, about {spanWords(minutes * 60_000)}
			</summary>
			<ol className="ml-5 flex max-h-40 list-decimal flex-col gap-1 overflow-y-auto pl-4 text-ink-2">
				{undo.map((id) => (
					<li key={id}>
						<StepLink stepId={id}>{step(id)?.title ?? id}</StepLink>
					</li>
				))}
			</ol>
		</details>
	);
}
