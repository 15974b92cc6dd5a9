"use client";
import { subjectText } from "@/components/plan/lanes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Evidence } from "@/lib/domain/run/commands.ts";
import { needsSecondPerson } from "@/lib/domain/run/start-gates.ts";
import type { DraftProblem } from "./evidence-draft.ts";
import { FailedMoves } from "./failed-moves.tsx";
import { OrderButton } from "./order-button.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { useRun } from "./run-context.tsx";
import { startAsk } from "./start-ask.tsx";
import { useWaiting, WaitingLinks } from "./waiting-for.tsx";

export type Reading = { readonly evidence: Evidence; readonly problems: readonly DraftProblem[] };

/** What can be done with this step now, with the reason where it cannot. One primary button. */
export function StepActions({ step, reading }: { readonly step: PlanStep; readonly reading: Reading }) {
	const { views, me, state } = useRun();
	const view = views[step.id];
	if (!view) return null;
	const works = may(me.role, "work-steps");
	return (
		<div className="flex flex-col gap-2 border-t border-line bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-6">
			<RefusalNote target={step.id} stepId={step.id} />
			<RefusalNote target={step.subject} stepId={step.id} />
			{works ? (
				<div className="flex flex-wrap items-center gap-2">
					<ByStatus step={step} reading={reading} />
				</div>
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
			return <FailedMoves step={step} />;
		case "parked":
			return <ParkedActions step={step} />;
		default:
			return <ReopenAction step={step} />;
	}
}

function RunningActions({ step, reading }: { readonly step: PlanStep; readonly reading: Reading }) {
	const { views, me, person } = useRun();
	const [problem] = reading.problems;
	const holder = views[step.id]?.claimedBy;
	if (holder !== undefined && holder !== me.id)
		return <p className="text-13 text-ink-2">In progress with {person(holder)}. A lead can give it to somebody else.</p>;
	return (
		<>
			<OrderButton
				variant="primary"
				hotkey="d"
				label={`Done: ${step.title}`}
				name={step.id}
				command={() => ({ type: "complete-step", stepId: step.id, ...(step.evidence.length > 0 && { evidence: reading.evidence }) })}
				shut={problem && `Not yet: ${problem.message}.`}
			>
				<Icon name="tick" />
				Done
				<Kbd>d</Kbd>
			</OrderButton>
			<OrderButton
				explain={false}
				label={`Fail: ${step.title}`}
				command={(reason) => ({ type: "fail-step", stepId: step.id, reason })}
				ask={{
					title: `“${step.title}” did not work`,
					action: "Mark as failed",
					reason: { label: "What happened", required: true, hint: "Error text, event ids, what you saw." },
				}}
			>
				Fail…
			</OrderButton>
		</>
	);
}

function ReadyActions({ step }: { readonly step: PlanStep }) {
	const { views, me, state } = useRun();
	const view = views[step.id];
	const record = state.steps[step.id];
	const mine = view?.claimedBy === me.id;
	const two = needsSecondPerson(step);
	return (
		<>
			<OrderButton
				variant="primary"
				hotkey="s"
				label={`Start: ${step.title}`}
				name={step.id}
				command={() => ({ type: "start-step", stepId: step.id })}
				ask={startAsk(step, state)}
			>
				<Icon name="play" />
				Start
				<Kbd>s</Kbd>
			</OrderButton>
			{two && record?.confirmedBy !== me.id && (
				<OrderButton
					explain={false}
					label={`Confirm as second person: ${step.title}`}
					command={() => ({ type: "confirm-step", stepId: step.id })}
					ask={{
						title: `Confirm “${step.title}” as second person`,
						description: "You have looked at the step and at the state of the servers yourself, and another person may now start it.",
						action: "Confirm as second person",
					}}
				>
					<Icon name="shield-tick" />
					Confirm as second person
				</OrderButton>
			)}
			{view?.claimedBy === undefined && (
				<OrderButton hotkey="c" explain={false} label={`Claim: ${step.title}`} command={() => ({ type: "claim-step", stepId: step.id })}>
					Claim
					<Kbd>c</Kbd>
				</OrderButton>
			)}
			{view?.claimedBy !== undefined && (mine || me.role === "lead") && (
				<OrderButton
					variant="quiet"
					explain={false}
					label={`Release: ${step.title}`}
					command={() => ({ type: "release-step", stepId: step.id })}
				>
					Release
				</OrderButton>
			)}
			<SkipAction step={step} />
		</>
	);
}

function SkipAction({ step }: { readonly step: PlanStep }) {
	if (!step.optional) return null;
	return (
		<OrderButton
			variant="quiet"
			explain={false}
			label={`Skip: ${step.title}`}
			command={(reason) => ({ type: "skip-step", stepId: step.id, reason })}
			ask={{ title: `Skip “${step.title}”`, action: "Skip this step", reason: { label: "Why it is left out", required: true } }}
		>
			Skip…
		</OrderButton>
	);
}

function WaitingActions({ step }: { readonly step: PlanStep }) {
	const { views } = useRun();
	const waiting = useWaiting();
	const view = views[step.id];
	return (
		<>
			<p className="min-w-0 flex-1 basis-64 text-13 text-ink-2">
				<strong className="font-medium text-ink">Not yet:</strong> waiting for{" "}
				<WaitingLinks steps={waiting(view?.waitingFor ?? [])} max={6} />
			</p>
			{view?.claimedBy === undefined && (
				<OrderButton
					hotkey="c"
					variant="quiet"
					explain={false}
					label={`Claim: ${step.title}`}
					command={() => ({ type: "claim-step", stepId: step.id })}
				>
					Claim for later
					<Kbd>c</Kbd>
				</OrderButton>
			)}
			<SkipAction step={step} />
		</>
	);
}

function ParkedActions({ step }: { readonly step: PlanStep }) {
	const { state, person } = useRun();
	const [subject, parked] = Object.entries(state.parked).find(([, entry]) => entry.stepIds.includes(step.id)) ?? [];
	if (!subject || !parked) return null;
	return (
		<>
			<p className="min-w-0 flex-1 basis-64 text-13 text-ink-2">
				{subjectText(subject)} was parked by {person(parked.by)}: {parked.reason}
			</p>
			<OrderButton explain={false} label={`Bring ${subjectText(subject)} back`} command={() => ({ type: "unpark-subject", subject })}>
				Bring {subjectText(subject)} back
			</OrderButton>
		</>
	);
}

function ReopenAction({ step }: { readonly step: PlanStep }) {
	return (
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
	);
}
