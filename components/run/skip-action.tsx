"use client";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { sideButton } from "./action-bar.tsx";
import { OrderButton } from "./order-button.tsx";

/** Leaves an optional step out, with a reason. Required work has no such button. */
export function SkipAction({ step }: { readonly step: PlanStep }) {
	if (!step.optional) return null;
	return (
		<OrderButton
			variant="quiet"
			className={sideButton}
			explain={false}
			label={`Skip: ${step.title}`}
			command={(reason) => ({ type: "skip-step", stepId: step.id, reason })}
			ask={{ title: `Skip “${step.title}”`, action: "Skip this step", reason: { label: "Why it is left out", required: true } }}
		>
			Skip…
		</OrderButton>
	);
}
