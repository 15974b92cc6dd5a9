"use client";
import type { Route } from "next";
import Link from "next/link";
import { teamText } from "@/components/plan/lanes.ts";
import { StepCommands } from "@/components/plan/step-commands.tsx";
import { HostChip } from "@/components/ui/chip.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { InverseStep } from "@/lib/domain/run/back-out.ts";
import { OrderButton } from "./order-button.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { useRun } from "./run-context.tsx";

const standing: Readonly<Record<InverseStep["status"], string>> = {
	done: "Done",
	running: "In progress, may be half done",
	failed: "Failed, may be half done",
};

/** One step of the way back: what is done to undo it, and the order that records it. On paper a box to tick. */
export function WayBackStep({ step, number }: { readonly step: InverseStep; readonly number: number }) {
	const { planId } = useRun();
	const work = step.instructions.length + step.commands.length > 0;
	return (
		<li className="flex flex-col gap-2 px-4 py-3 text-13 print:break-inside-avoid">
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<span aria-hidden="true" className="hidden size-4 border-[1.5px] border-ink print:inline-block" />
				<span className="w-5 text-ink-3">{number}.</span>
				<Link className="link font-medium text-ink" href={`/plans/${planId}/run?step=${encodeURIComponent(step.stepId)}` as Route}>
					{step.title}
				</Link>
				{step.host !== undefined && <HostChip>{step.host}</HostChip>}
				<span className="ml-auto text-12 text-ink-3">
					{standing[step.status]}, {teamText(step.team)}
					{work && `, ${step.minutes} min`}
				</span>
			</div>
			{work ? (
				<ol className="ml-8 flex list-decimal flex-col gap-1 pl-4 text-ink-2">
					{step.instructions.map((line) => (
						<li key={line}>{line}</li>
					))}
				</ol>
			) : (
				<p className="ml-8 text-ink-3">Nothing to undo on the machine; only its tick is taken back.</p>
			)}
			{step.commands.length > 0 && (
				<div className="ml-8 flex flex-col gap-2">
					<StepCommands commands={step.commands} />
				</div>
			)}
			<div className="ml-8 empty:hidden print:hidden">
				<OrderButton
					size="sm"
					explain={false}
					label={`Take back: ${step.title}`}
					name={step.stepId}
					command={(reason) => ({ type: "reopen-step", stepId: step.stepId, reason })}
					ask={{
						title: `Take “${step.title}” back`,
						description: "Its tick is taken back. Both stay in the history.",
						action: "Take it back",
						reason: { label: "Why it is taken back", required: true },
					}}
				>
					<Icon name="undo" size={14} />
					Take back…
				</OrderButton>
			</div>
			<RefusalNote target={step.stepId} stepId={step.stepId} className="print:hidden" />
		</li>
	);
}
