"use client";
import { type FormEvent, useState } from "react";
import { teamText } from "@/components/plan/lanes.ts";
import { Button } from "@/components/ui/button.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { HostChip } from "@/components/ui/chip.tsx";
import { Field, Input, Textarea } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { earliestStart } from "@/lib/domain/run/late-entry.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import { readDraft } from "./evidence-draft.ts";
import { EvidenceForm } from "./evidence-form.tsx";
import { RefusalLine } from "./refusal-line.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { useRun } from "./run-context.tsx";
import { useStepDraft } from "./use-step-draft.ts";
import { WaiveOffer } from "./waive-offer.tsx";
import { toInstant, toLocal } from "./zoned-time.ts";

/** A draft of this page outlives the start that it sends itself, so it does not belong to an attempt. */
const LATE = -1;

/** One step of the run sheet: when it began, when it ended, how, with what evidence. Sends the ordinary orders one by one. */
export function LateEntryCard({
	step,
	open,
	onEntered,
}: {
	readonly step: PlanStep;
	readonly open: boolean;
	readonly onEntered: (title: string, how: string) => void;
}) {
	const { views } = useRun();
	const running = views[step.id]?.status === "running";
	return (
		<details open={open || running} className="group/fold rounded-card border border-line bg-surface">
			<summary className="flex min-h-11 list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-13 [&::-webkit-details-marker]:hidden">
				<Icon name="chevron-right" size={12} className="text-ink-3 group-open/fold:rotate-90" />
				<strong className="font-semibold">{step.title}</strong>
				{step.host !== undefined && <HostChip>{step.host}</HostChip>}
				<span className="ml-auto text-12 text-ink-3">
					{teamText(step.team)}, {step.estimateMinutes} min planned
				</span>
			</summary>
			<EntryForm step={step} running={running} onEntered={onEntered} />
		</details>
	);
}

function EntryForm({
	step,
	running,
	onEntered,
}: {
	readonly step: PlanStep;
	readonly running: boolean;
	readonly onEntered: (title: string, how: string) => void;
}) {
	const { planId, state, zone, order, judge, pending, connected } = useRun();
	const [draft, setDraft] = useStepDraft(planId, step.id, LATE);
	const [began, setBegan] = useState("");
	const [ended, setEnded] = useState("");
	const [failed, setFailed] = useState(false);
	const [reason, setReason] = useState("");
	const record = state.steps[step.id];
	const earliest = earliestStart(state, step.id);
	const start = running ? record?.startedAt : toInstant(began, zone);
	const finish = toInstant(ended, zone);
	const reading = readDraft(step, draft.evidence, zone);
	const sending = pending.some((mark) => mark.target === step.id);
	const refusal = running || start === undefined ? undefined : judge({ type: "start-step", stepId: step.id, happenedAt: start });
	const missing = !connected
		? "Not while the connection is lost."
		: start === undefined
			? "Say when it started."
			: finish === undefined
				? "Say when it ended."
				: failed && reason.trim() === ""
					? "Say what happened."
					: !failed && reading.problems[0]
						? `${reading.problems[0].message}.`
						: refusal && <RefusalLine problem={refusal} stepId={step.id} />;

	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || sending || start === undefined || finish === undefined) return;
		const stepId = step.id;
		if (!running) {
			const begun = await order({ type: "start-step", stepId, happenedAt: start });
			if (begun.status !== "accepted") return;
		}
		const done = await order(
			failed
				? { type: "fail-step", stepId, reason: reason.trim(), happenedAt: finish }
				: { type: "complete-step", stepId, happenedAt: finish, ...(step.evidence.length > 0 && { evidence: reading.evidence }) },
		);
		if (done.status === "accepted") onEntered(step.title, failed ? "failed" : "done");
	};
	return (
		<form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 border-t border-line px-4 py-4">
			<div className="grid gap-4 sm:grid-cols-2">
				{running ? (
					<p className="text-13 text-ink-2">
						<span className="block font-medium text-ink">Started</span>
						{record?.startedAt && formatInstant(record.startedAt, zone, "date-time")}
					</p>
				) : (
					<Field label="Started" required hint={`Not before ${formatInstant(earliest, zone, "date-time")}.`}>
						<span className="flex gap-2">
							<Input type="datetime-local" value={began} onChange={(event) => setBegan(event.target.value)} />
							<Button onClick={() => setBegan(toLocal(earliest, zone))}>Earliest</Button>
						</span>
					</Field>
				)}
				<Field label={failed ? "Failed at" : "Ended"} required>
					<span className="flex gap-2">
						<Input
							type="datetime-local"
							value={ended}
							{...(began !== "" && { min: began })}
							onChange={(event) => setEnded(event.target.value)}
						/>
					</span>
				</Field>
			</div>
			<fieldset className="min-w-0">
				<legend className="text-13 font-medium">How it ended</legend>
				<div className="flex gap-6">
					<Radio name={`how ${step.id}`} label="Done" checked={!failed} onChange={() => setFailed(false)} />
					<Radio name={`how ${step.id}`} label="Failed" checked={failed} onChange={() => setFailed(true)} />
				</div>
			</fieldset>
			{failed ? (
				<Field label="What happened" required>
					<Textarea rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
				</Field>
			) : (
				step.evidence.length > 0 && (
					<EvidenceForm
						step={step}
						state={state}
						draft={draft.evidence}
						zone={zone}
						onChange={(change) => setDraft((before) => ({ ...before, evidence: change(before.evidence) }))}
					/>
				)
			)}
			<RefusalNote target={step.id} stepId={step.id} />
			<div className="flex flex-wrap items-start justify-end gap-2">
				{!running && <WaiveOffer problem={refusal} />}
				{!running && <ConfirmAction step={step} />}
				<Button type="submit" variant="primary" pending={sending && "Entering…"} reason={missing}>
					{failed ? "Enter as failed" : "Enter as done"}
				</Button>
			</div>
		</form>
	);
}
