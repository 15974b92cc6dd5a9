"use client";
import { cx } from "@/components/ui/cx.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { sideButton } from "./action-bar.tsx";
import { OrderButton } from "./order-button.tsx";

/** Leaves an optional step out, with a reason. Required work has no such button. */
export function SkipAction({ step, size = "md" }: { readonly step: PlanStep; readonly size?: "sm" | "md" }) {
	if (!step.optional) return null;
	return (
		<OrderButton
			variant="quiet"
			size={size}
			className={cx(size === "md" && sideButton)}
			explain={false}
			label={`Skip: ${step.title}`}
			command={(reason) => ({ type: "skip-step", stepId: step.id, reason })}
			ask={{ title: `Skip “${step.title}”`, action: "Skip this step", reason: { label: "Why it is left out", required: true } }}
		>
			Skip…
		</OrderButton>
	);
}
