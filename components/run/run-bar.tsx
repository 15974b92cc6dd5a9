"use client";
import { useMemo } from "react";
import { phaseWord } from "@/components/shell/phase-word.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { SegmentedProgress } from "@/components/ui/progress.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { type Board, holdingMost } from "./board-model.ts";
import { RunClocks } from "./run-clocks.tsx";
import { useRun } from "./run-context.tsx";
import { StepLink } from "./step-link.tsx";

/** What everybody is waiting for: always a step, a person, minutes. */
export function HoldingMost() {
	const { state, views, step, person } = useRun();
	const now = useNow(15_000);
	const holder = useMemo(() => holdingMost(state, views), [state, views]);
	if (!holder || state.status === "ended") return null;
	const view = views[holder.stepId];
	const record = state.steps[holder.stepId];
	const since = view?.status === "running" ? record?.startedAt : view?.status === "failed" ? record?.finishedAt : undefined;
	const who = view?.status === "ready" ? view.claimedBy : record?.by;
	const words = [
		who === undefined ? "nobody yet" : person(who),
		view?.status === "failed" ? "failed" : undefined,
		since && spanWords(now - Date.parse(since)),
	];
	return (
		<p className="flex min-w-0 flex-1 basis-72 items-start gap-1.5 text-13 text-ink-2">
			<Icon name="people" className="mt-0.5 text-ink-3" />
			<span>
				<strong className="font-medium text-ink">Holding most:</strong>{" "}
				<StepLink stepId={holder.stepId}>{step(holder.stepId)?.title}</StepLink>, {words.filter(Boolean).join(", ")}. {holder.waiting}{" "}
				{holder.waiting === 1 ? "step waits" : "steps wait"} for it.
			</span>
		</p>
	);
}

/** Sticky head of the run: how far, who holds us, are we inside. */
export function RunBar({ board }: { readonly board: Board }) {
	return (
		<section aria-label="Progress" className="flex flex-col border-b border-line bg-surface lg:flex-row">
			<div className="order-2 flex min-w-0 flex-1 flex-col gap-2 px-4 py-3 lg:order-1 lg:px-5">
				<SegmentedProgress
					segments={board.phases.map((phase) => ({
						id: phase.id,
						label: phaseWord(phase.id),
						total: phase.count.total,
						done: phase.count.done,
						running: phase.count.running,
						failed: phase.count.failed,
						current: phase.count.running + phase.count.failed > 0,
					}))}
				/>
				<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
					<HoldingMost />
					<span className="text-13 text-ink-3">
						{board.count.done} of {board.count.total} done
					</span>
				</div>
			</div>
			<div className="order-1 lg:order-2">
				<RunClocks />
			</div>
		</section>
	);
}
