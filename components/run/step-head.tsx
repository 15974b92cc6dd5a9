"use client";
import { teamText } from "@/components/plan/lanes.ts";
import { Button } from "@/components/ui/button.tsx";
import { HostChip } from "@/components/ui/chip.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { StateChip } from "@/components/ui/state.tsx";
import { clockFigures, formatInstant } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { runGraph } from "@/lib/domain/run/graph.ts";
import { MeasuredMinutesText } from "./measured-minutes.tsx";
import { shownStatus } from "./pending.ts";
import { useRun } from "./run-context.tsx";

const Dot = () => <span aria-hidden="true" className="size-[3px] rounded-full bg-line-strong" />;

function Elapsed({ since, minutes }: { readonly since: string; readonly minutes: number }) {
	const now = useNow(1000);
	return (
		<span>
			<strong className="font-semibold text-ink">{clockFigures(now - Date.parse(since))}</strong> of {minutes} min
		</span>
	);
}

/** Head of the step panel: state and since when, what it is, where and whose, how long. */
export function StepHead({ step, onClose }: { readonly step: PlanStep; readonly onClose: () => void }) {
	const { views, state, measured, pending, person, zone } = useRun();
	const view = views[step.id];
	const record = state.steps[step.id];
	if (!view) return null;
	const status = shownStatus(
		view.status,
		pending.find((mark) => mark.target === step.id),
	);
	const since = view.status === "running" ? record?.startedAt : record?.finishedAt;
	const dependants = runGraph(state.plan).after.get(step.id)?.length ?? 0;
	return (
		<header className="border-b border-line px-4 pt-3 pb-3 lg:px-6">
			<div className="mb-1 flex items-center gap-2">
				<Button variant="quiet" square aria-label="Back to the list" className="-ml-2 lg:hidden" onClick={onClose}>
					<Icon name="arrow-left" />
				</Button>
				<StateChip state={status} />
				<span className="text-12 text-ink-3">
					{view.status === "waiting" || view.status === "ready"
						? view.claimedBy && `with ${person(view.claimedBy)}`
						: `${record?.by ? person(record.by) : ""}${since ? `, since ${formatInstant(since, zone, "time-seconds")}` : ""}`}
				</span>
				<span className="mono ml-auto min-w-0 truncate text-12 text-ink-3 max-xl:invisible">{step.id}</span>
				<LinkToStep step={step} />
				<Button variant="quiet" size="sm" square aria-label="Close the step" className="max-lg:hidden" onClick={onClose}>
					<Icon name="close" />
				</Button>
			</div>
			<h2 className="text-18 font-semibold tracking-tight wrap-anywhere lg:text-20">{step.title}</h2>
			<div className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-13 text-ink-2">
				{step.host !== undefined && <HostChip>{step.host}</HostChip>}
				<span>{teamText(step.team)}</span>
				<Dot />
				{view.status === "running" && record?.startedAt ? (
					<Elapsed since={record.startedAt} minutes={step.estimateMinutes} />
				) : (
					<span>{step.estimateMinutes} min planned</span>
				)}
				{measured[step.kind] && (
					<>
						<Dot />
						<MeasuredMinutesText kind={step.kind} />
					</>
				)}
				{step.checkpoint && (
					<>
						<Dot />
						<span>
							Checkpoint: {dependants} {dependants === 1 ? "step stays" : "steps stay"} shut until accepted
						</span>
					</>
				)}
				{step.optional && (
					<>
						<Dot />
						<span>Optional</span>
					</>
				)}
			</div>
		</header>
	);
}

function LinkToStep({ step }: { readonly step: PlanStep }) {
	const { planId } = useRun();
	const address = typeof location === "undefined" ? "" : `${location.origin}/plans/${planId}/run?step=${encodeURIComponent(step.id)}`;
	return <CopyButton text={address} what="the link to this step" wordless />;
}
