"use client";
import { subjectText } from "@/components/plan/lanes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { ActionBar } from "./action-bar.tsx";
import { AssignMenu } from "./assign-menu.tsx";
import { FailedMoves } from "./failed-moves.tsx";
import { OrderButton } from "./order-button.tsx";
import { ReadyActions } from "./ready-actions.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { useRun } from "./run-context.tsx";
import { type Reading, RunningActions } from "./running-actions.tsx";
import { SkipAction } from "./skip-action.tsx";
import { useWaiting, WaitingLinks } from "./waiting-for.tsx";

/** What can be done with this step now, with the reason where it cannot. One primary button. */
export function StepActions({ step, reading }: { readonly step: PlanStep; readonly reading: Reading }) {
	const { views, me, state } = useRun();
	if (!views[step.id]) return null;
	return (
		<div className="flex flex-col gap-2 border-t border-line bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-6">
			<RefusalNote target={step.id} stepId={step.id} />
			<RefusalNote target={step.subject} stepId={step.id} />
			{may(me.role, "work-steps") ? (
				<ByStatus step={step} reading={reading} />
			) : (
				<p className="text-13 text-ink-2">
					{state.status === "running"
						? "You can watch this run. Working on steps is for operators and leads."
						: "You can look at everything here."}
				</p>
			)}
		</div>
	);
}

function ByStatus({ step, reading }: { readonly step: PlanStep; readonly reading: Reading }) {
	const { views } = useRun();
	switch (views[step.id]?.status) {
		case "running":
			return <RunningActions step={step} reading={reading} />;
		case "ready":
			return <ReadyActions step={step} />;
		case "waiting":
			return <WaitingActions step={step} />;
		case "failed":
			return (
				<ActionBar>
					<FailedMoves step={step} />
					<AssignMenu step={step} />
				</ActionBar>
			);
		case "parked":
			return <ParkedActions step={step} />;
		default:
			return <ReopenAction step={step} />;
	}
}

function WaitingActions({ step }: { readonly step: PlanStep }) {
	const { views } = useRun();
	const waiting = useWaiting();
	const view = views[step.id];
	return (
		<ActionBar
			reason={
				<>
					waiting for <WaitingLinks steps={waiting(view?.waitingFor ?? [])} max={6} />
				</>
			}
		>
			<SkipAction step={step} />
			<AssignMenu step={step} />
			{view?.claimedBy === undefined && (
				<OrderButton
					hotkey="c"
					variant="quiet"
					explain={false}
					label={`Claim: ${step.title}`}
					command={() => ({ type: "claim-step", stepId: step.id })}
				>
					Claim for later
				</OrderButton>
			)}
		</ActionBar>
	);
}

function ParkedActions({ step }: { readonly step: PlanStep }) {
	const { state, person } = useRun();
	const [subject, parked] = Object.entries(state.parked).find(([, entry]) => entry.stepIds.includes(step.id)) ?? [];
	if (!subject || !parked) return null;
	return (
		<ActionBar>
			<p className="min-w-0 flex-1 basis-56 text-13 text-ink-2">
				{subjectText(subject)} was parked by {person(parked.by)}: {parked.reason}
			</p>
			<OrderButton explain={false} label={`Bring ${subjectText(subject)} back`} command={() => ({ type: "unpark-subject", subject })}>
				Bring {subjectText(subject)} back
			</OrderButton>
		</ActionBar>
	);
}

function ReopenAction({ step }: { readonly step: PlanStep }) {
	return (
		<ActionBar>
			<OrderButton
				variant="quiet"
				label={`Reopen: ${step.title}`}
				name={step.id}
				command={(reason) => ({ type: "reopen-step", stepId: step.id, reason })}
				ask={{
					title: `Reopen “${step.title}”`,
					description: "The tick is taken back and the step can be done again. Both stay in the history.",
					action: "Reopen this step",
					reason: { label: "Why it is taken back", required: true },
				}}
			>
				<Icon name="undo" />
				Reopen…
			</OrderButton>
		</ActionBar>
	);
}
