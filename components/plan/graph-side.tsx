"use client";
import type { ReactNode } from "react";
import { useRun } from "@/components/run/run-context.tsx";
import { useSelectedStep } from "@/components/run/step-link.tsx";
import { PlanStepDetail } from "./plan-step-detail.tsx";

/** The graph, and beside it the step that was chosen in it. */
export function GraphWithDetail({ children }: { readonly children: ReactNode }) {
	const { state, step: find, zone } = useRun();
	const { selected, select } = useSelectedStep();
	const step = selected === undefined ? undefined : find(selected);
	return (
		<div className="relative flex min-w-0 flex-1 flex-col">
			{children}
			{step && (
				<div className="fixed inset-0 z-40 overflow-y-auto bg-surface lg:inset-auto lg:top-4 lg:right-4 lg:bottom-4 lg:w-96 lg:rounded-card lg:shadow-2">
					<PlanStepDetail
						plan={state.plan}
						step={step}
						zone={zone}
						evidence={state.steps[step.id]?.evidence}
						onClose={() => select(undefined)}
					/>
				</div>
			)}
		</div>
	);
}
