"use client";
import { Icon } from "@/components/ui/icon.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { needsSecondPerson } from "@/lib/domain/run/start-gates.ts";
import { sideButton } from "./action-bar.tsx";
import { OrderButton } from "./order-button.tsx";
import { useRun } from "./run-context.tsx";

/** The look of a second person, where the step needs one and I have not given it. */
export function ConfirmAction({ step }: { readonly step: PlanStep }) {
	const { state, me } = useRun();
	if (!needsSecondPerson(step) || state.steps[step.id]?.confirmedBy === me.id) return null;
	return (
		<OrderButton
			className={sideButton}
			explain={false}
			label={`Confirm as second person: ${step.title}`}
			command={() => ({ type: "confirm-step", stepId: step.id })}
			ask={{
				title: `Confirm “${step.title}” as second person`,
				description: "You have looked at the step and at the servers yourself. Another person may then start it.",
				action: "Confirm as second person",
			}}
		>
			<Icon name="shield-tick" />
			Confirm as second person
		</OrderButton>
	);
}
