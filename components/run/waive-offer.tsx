"use client";
import { useState } from "react";
import { subjectText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { useNow } from "@/components/ui/use-now.tsx";
import type { Problem } from "@/lib/client/problem.ts";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { judgeBehindPeople } from "./judge.ts";
import { RefusalLine } from "./refusal-line.tsx";
import { useRun } from "./run-context.tsx";
import { type WaiverSubject, waiverOf } from "./waiver-of.ts";

/** What of a start could be waived now, whoever holds the step and whether or not a second person has looked. For leads. */
export function useWaivableStart(step: PlanStep): Refusal | undefined {
	const run = useRun();
	const now = useNow(15_000);
	if (!may(run.me.role, "lead")) return undefined;
	const refusal = judgeBehindPeople(run.state, step.id, run, now);
	return refusal && waiverOf(refusal) && refusal;
}

/** A lead may set some refusals aside, with a reason that stays in the history. Nothing for anybody else or any other refusal. */
export function WaiveOffer({ problem }: { readonly problem: Problem | undefined }) {
	const waiver = problem && waiverOf(problem);
	return waiver && <WaiveButton key={`${waiver.code} ${waiver.subject}`} waiver={waiver} />;
}

const what: Readonly<Record<WaiverSubject["code"], string>> = {
	"last-serving-node": "the last-in-service check",
	"outside-window": "the maintenance window",
	"change-freeze": "the change freeze",
	"too-late-to-finish": "the time to finish",
	"backup-stale": "the age of the copy",
};

export function WaiveButton({ waiver }: { readonly waiver: WaiverSubject }) {
	const { me, step, order, connected, pending, refused } = useRun();
	const [open, setOpen] = useState(false);
	if (!may(me.role, "lead")) return null;
	const { subject } = waiver;
	const whom = step(subject)?.title ?? subjectText(subject);
	const answer = refused[subject]?.command.type === "waive" ? refused[subject] : undefined;
	return (
		<>
			<Button size="sm" onClick={() => setOpen(true)} reason={connected ? undefined : "Not while the connection is lost."}>
				Waive {what[waiver.code]} for {whom}…
			</Button>
			<ConfirmDialog
				open={open}
				onOpenChange={setOpen}
				title={`Waive ${what[waiver.code]} for ${whom}`}
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
				pending={pending.some((mark) => mark.target === subject && mark.command.type === "waive")}
				onConfirm={async ({ reason }) => {
					const outcome = await order({ type: "waive", ...waiver, reason });
					if (outcome.status === "accepted") setOpen(false);
				}}
			/>
		</>
	);
}
