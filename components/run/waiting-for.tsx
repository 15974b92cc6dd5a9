"use client";
import { Fragment } from "react";
import type { StepWaiting } from "@/lib/domain/run/refusals.ts";
import { waitingNote } from "./refusal-text.ts";
import { useNames, useRun } from "./run-context.tsx";
import { StepLink } from "./step-link.tsx";

/** What a step waits for, as links with who and since when. Shows `max`, names the number of the rest. */
export function WaitingLinks({ steps, max = 3 }: { readonly steps: readonly StepWaiting[]; readonly max?: number }) {
	const names = useNames();
	const shown = steps.slice(0, max);
	return (
		<>
			{shown.map((step, i) => (
				<Fragment key={step.stepId}>
					{i > 0 && (i === shown.length - 1 && shown.length === steps.length ? " and " : ", ")}
					<StepLink stepId={step.stepId}>{step.title}</StepLink> ({waitingNote(step, names)})
				</Fragment>
			))}
			{steps.length > shown.length && ` and ${steps.length - shown.length} more`}
		</>
	);
}

/** The facts about the steps behind these ids, as a refusal would give them. */
export function useWaiting(): (stepIds: readonly string[]) => readonly StepWaiting[] {
	const { step, state, views } = useRun();
	return (stepIds) =>
		stepIds.map((stepId) => {
			const view = views[stepId];
			const record = state.steps[stepId];
			const by = view?.status === "ready" ? view.claimedBy : record?.by;
			const since = view?.status === "running" ? record?.startedAt : record?.finishedAt;
			return {
				stepId,
				title: step(stepId)?.title ?? stepId,
				status: view?.status ?? "waiting",
				...(by !== undefined && { by }),
				...(since !== undefined && { since }),
			};
		});
}
