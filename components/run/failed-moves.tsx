"use client";
import { laneOf, subjectText } from "@/components/plan/lanes.ts";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { OrderButton } from "./order-button.tsx";
import { refusalWords } from "./refusal-text.ts";
import { useNames, useRun } from "./run-context.tsx";
import { useSelectedStep } from "./step-link.tsx";

/** What can be done about a failed step now, and why a move is absent. Computed by the same rules that will judge it. */
export function FailedMoves({ step, compact = false }: { readonly step: PlanStep; readonly compact?: boolean }) {
	const { judge } = useRun();
	const names = useNames(step.id);
	const { select } = useSelectedStep();
	const park = { type: "park-subject", subject: step.subject, reason: "…" } as const;
	const parkRefusal = judge(park);
	const skipRefusal = judge({ type: "skip-step", stepId: step.id, reason: "…" });
	const size = compact ? "sm" : "md";
	const part = laneOf(step.subject).name;
	return (
		<div className="flex flex-wrap items-center gap-1.5">
			<OrderButton size={size} explain={false} label={`Retry: ${step.title}`} command={() => ({ type: "retry-step", stepId: step.id })}>
				<Icon name="retry" size={14} />
				Retry
			</OrderButton>
			{step.backOut.instructions.length > 0 && compact && (
				<Button size={size} aria-label={`Back out: ${step.title}`} onClick={() => select(step.id)}>
					<Icon name="undo" size={14} />
					Back out
				</Button>
			)}
			<OrderButton
				size={size}
				explain={false}
				label={`Skip: ${step.title}`}
				command={(reason) => ({ type: "skip-step", stepId: step.id, reason })}
				ask={{ title: `Skip “${step.title}”`, action: "Skip this step", reason: { label: "Why it is left out", required: true } }}
			>
				Skip…
			</OrderButton>
			<OrderButton
				size={size}
				explain={false}
				label={`Park ${subjectText(step.subject)}`}
				command={(reason) => ({ type: "park-subject", subject: step.subject, reason })}
				ask={{
					title: `Park ${subjectText(step.subject)}`,
					description: "Its open steps leave this run as debts; what waits for them stays shut. Everything else goes on.",
					action: `Park ${part}`,
					reason: { label: "Why it is put aside", required: true },
				}}
			>
				<Icon name="park" size={14} />
				Park {part}…
			</OrderButton>
			{(skipRefusal?.code === "required-step" || parkRefusal) && (
				<span className="text-12 text-ink-3">
					{skipRefusal?.code === "required-step" && "No skip: required work. "}
					{parkRefusal && parkRefusal.code !== "forbidden" && `No parking: ${refusalWords(parkRefusal, names).sentence}`}
				</span>
			)}
		</div>
	);
}
