"use client";
import { useState } from "react";
import { subjectText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { Problem } from "@/lib/client/problem.ts";
import { may } from "@/lib/domain/access/permissions.ts";
import type { Waivable } from "@/lib/domain/run/commands.ts";
import { refusalWords } from "./refusal-text.ts";
import { useNames, useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";
import { WaitingLinks } from "./waiting-for.tsx";

/** A refusal in words, without a box: for the line beside a shut button. */
export function RefusalLine({ problem, stepId }: { readonly problem: Problem; readonly stepId?: string | undefined }) {
	const words = refusalWords(problem, useNames(stepId));
	return (
		<>
			{sentence(words.sentence)}
			{words.waitingFor && (
				<>
					{" "}
					<WaitingLinks steps={words.waitingFor} />
				</>
			)}
			{words.next && ` ${words.next}`}
		</>
	);
}

type Waiver = { readonly code: Waivable; readonly subject: string };

function waiverOf(problem: Problem): Waiver | undefined {
	switch (problem.code) {
		case "last-serving-node":
		case "outside-window":
		case "change-freeze":
		case "too-late-to-finish":
		case "backup-stale":
			return { code: problem.code, subject: problem.subject };
		default:
			return undefined;
	}
}

/** The refusal of an order given here, where it was given, until the next one or until it is put away. */
export function RefusalNote({
	target,
	stepId,
	className,
}: {
	readonly target: string;
	readonly stepId?: string;
	readonly className?: string;
}) {
	const { refused, dismiss } = useRun();
	const refusal = refused[target];
	if (!refusal) return null;
	return (
		<Alert
			tone="blocker"
			live
			className={className}
			actions={
				<Button variant="quiet" size="sm" square aria-label="Put this answer away" onClick={() => dismiss(target)}>
					<Icon name="close" size={14} />
				</Button>
			}
		>
			<RefusalLine problem={refusal.problem} stepId={stepId} />
			<WaiveOffer problem={refusal.problem} />
		</Alert>
	);
}

/** A lead may set some refusals aside, with a reason that stays in the history. */
export function WaiveOffer({ problem }: { readonly problem: Problem }) {
	const { me, order, connected, pending, refused } = useRun();
	const [open, setOpen] = useState(false);
	const waiver = waiverOf(problem);
	if (!waiver || !may(me.role, "lead")) return null;
	const answer = refused[waiver.subject];
	return (
		<span className="mt-2 block">
			<Button size="sm" onClick={() => setOpen(true)} reason={connected ? undefined : "Not while the connection is lost."}>
				Waive for {subjectText(waiver.subject)}…
			</Button>
			<ConfirmDialog
				open={open}
				onOpenChange={setOpen}
				title={`Waive ${waiver.code} for ${subjectText(waiver.subject)}`}
				description="The check is set aside for this subject in this run. Your name and the reason stay in the history."
				action="Waive the check"
				reason={{ label: "Why this is safe now", required: true }}
				refusal={
					answer ? (
						<Alert tone="blocker">
							<RefusalLine problem={answer.problem} />
						</Alert>
					) : undefined
				}
				pending={pending.some((order) => order.target === waiver.subject)}
				onConfirm={async ({ reason }) => {
					const outcome = await order({ type: "waive", ...waiver, reason });
					if (outcome.status === "accepted") setOpen(false);
				}}
			/>
		</span>
	);
}
