"use client";
import { Icon } from "@/components/ui/icon.tsx";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Evidence, RunCommand } from "@/lib/domain/run/commands.ts";
import { isWaived } from "@/lib/domain/run/waivers.ts";
import { ActionBar, mainButton, sideButton } from "./action-bar.tsx";
import { AssignMenu } from "./assign-menu.tsx";
import type { DraftProblem } from "./evidence-draft.ts";
import { OrderButton, useShutReason } from "./order-button.tsx";
import { useRun } from "./run-context.tsx";
import { WaiveButton, WaiveOffer } from "./waive-offer.tsx";

export type Reading = { readonly evidence: Evidence; readonly problems: readonly DraftProblem[] };

/** `Fill in X` after `Not yet:`; a message that begins with a field's own name stays as it is. */
const afterColon = (message: string): string =>
	/^(Add|Enter|Say|Fill) /.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;

/** A running step: done with its evidence, or failed with what happened. */
export function RunningActions({ step, reading }: { readonly step: PlanStep; readonly reading: Reading }) {
	const { views, me, state, person, judge } = useRun();
	const reasonOf = useShutReason(step.id);
	const [problem] = reading.problems;
	const holder = views[step.id]?.claimedBy;
	const done: RunCommand = { type: "complete-step", stepId: step.id, ...(step.evidence.length > 0 && { evidence: reading.evidence }) };
	const shut = problem && `${afterColon(problem.message)}.`;
	// What another has filled in is not seen here; a copy that is too old at their Done is waived on their word.
	const ageOfCopy = { code: "backup-stale", subject: step.subject } as const;
	const takesCopies = step.evidence.some(({ type }) => type === "file-digest") && !isWaived(state, ageOfCopy.code, ageOfCopy.subject);
	if (holder !== undefined && holder !== me.id)
		return (
			<ActionBar offer={takesCopies && <WaiveButton waiver={ageOfCopy} />}>
				<p className="min-w-0 flex-1 basis-56 text-13 text-ink-2">
					In progress with {person(holder)}. A lead can give it to somebody else.
				</p>
				<AssignMenu step={step} />
			</ActionBar>
		);
	return (
		<ActionBar reason={reasonOf(done, shut)} offer={<WaiveOffer problem={problem ? undefined : judge(done)} />}>
			<AssignMenu step={step} />
			<OrderButton
				explain={false}
				className={sideButton}
				label={`Fail: ${step.title}`}
				command={(reason) => ({ type: "fail-step", stepId: step.id, reason })}
				ask={{
					title: `“${step.title}” did not work`,
					action: "Mark as failed",
					reason: { label: "What happened", required: true, hint: "Error text, event ids, what you saw." },
				}}
			>
				Fail…
			</OrderButton>
			<OrderButton
				variant="primary"
				className={mainButton}
				hotkey="d"
				explain="apart"
				label={`Done: ${step.title}`}
				name={step.id}
				command={() => done}
				shut={shut}
			>
				<Icon name="tick" />
				Done
			</OrderButton>
		</ActionBar>
	);
}
