"use client";
import { Icon } from "@/components/ui/icon.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { ActionBar, mainButton, sideButton } from "./action-bar.tsx";
import { AssignMenu } from "./assign-menu.tsx";
import { ConfirmAction } from "./confirm-action.tsx";
import { OrderButton, useShutReason } from "./order-button.tsx";
import { useRun } from "./run-context.tsx";
import { SkipAction } from "./skip-action.tsx";
import { startAsk } from "./start-ask.tsx";
import { useWaivableStart, WaiveOffer } from "./waive-offer.tsx";

/** A ready step: claim it, confirm it as second person where it needs one, start it. */
export function ReadyActions({ step }: { readonly step: PlanStep }) {
	const { views, me, state } = useRun();
	const reasonOf = useShutReason(step.id);
	const waivable = useWaivableStart(step);
	const claimedBy = views[step.id]?.claimedBy;
	const start: RunCommand = { type: "start-step", stepId: step.id };
	return (
		<ActionBar reason={reasonOf(start)} offer={<WaiveOffer problem={waivable} />}>
			<SkipAction step={step} />
			<AssignMenu step={step} />
			{claimedBy !== undefined && (claimedBy === me.id || me.role === "lead") && (
				<OrderButton
					variant="quiet"
					className={sideButton}
					explain={false}
					label={`Release: ${step.title}`}
					command={() => ({ type: "release-step", stepId: step.id })}
				>
					Release
				</OrderButton>
			)}
			{claimedBy === undefined && (
				<OrderButton
					className={sideButton}
					hotkey="c"
					explain={false}
					label={`Claim: ${step.title}`}
					command={() => ({ type: "claim-step", stepId: step.id })}
				>
					Claim
				</OrderButton>
			)}
			<ConfirmAction step={step} />
			<OrderButton
				variant="primary"
				className={mainButton}
				hotkey="s"
				explain="apart"
				label={`Start: ${step.title}`}
				name={step.id}
				command={() => start}
				ask={startAsk(step, state)}
			>
				<Icon name="play" />
				Start
			</OrderButton>
		</ActionBar>
	);
}
