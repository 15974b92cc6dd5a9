"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field, Input, Textarea } from "@/components/ui/field.tsx";
import type { RunOutcome } from "@/lib/domain/run/commands.ts";
import { debtsOf, firstUndone } from "@/lib/domain/run/debts.ts";
import { runGraph } from "@/lib/domain/run/graph.ts";
import { DebtList } from "./debt-list.tsx";
import { RefusalLine } from "./refusal-line.tsx";
import { useRun } from "./run-context.tsx";

/** Ends the run: complete, or with debts that are signed for by typing the estate's name. Never silently. */
export function EndRunDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog
			open={open}
			onOpenChange={onOpenChange}
			title="End the run"
			description="Afterwards nothing can be ticked any more. What is left becomes a list of debts in the history."
		>
			<EndForm onDone={() => onOpenChange(false)} />
		</Dialog>
	);
}

const outcomes: readonly { readonly value: RunOutcome; readonly label: string; readonly hint: string }[] = [
	{ value: "complete", label: "Complete", hint: "Every required step is done." },
	{ value: "partial", label: "Partial", hint: "Some work stays undone and is signed for." },
	{ value: "backed-out", label: "Backed out", hint: "The changes were taken back." },
];

function EndForm({ onDone }: { readonly onDone: () => void }) {
	const { state, estateName, judge, order, pending, refused, connected } = useRun();
	const undone = firstUndone(state);
	const [outcome, setOutcome] = useState<RunOutcome>(undone ? "partial" : "complete");
	const [reason, setReason] = useState("");
	const [typed, setTyped] = useState("");
	const debts = debtsOf(state);
	const required = debts.filter((id) => !runGraph(state.plan).steps.get(id)?.optional);
	const signed = outcome !== "complete";
	const command = { type: "end-run", outcome, ...(reason.trim() && { reason: reason.trim() }) } as const;
	const refusal = judge({ ...command, ...(signed && { reason: reason.trim() || "…" }) });
	const sending = pending.some((mark) => mark.command.type === "end-run");
	const missing = !connected ? (
		"Not while the connection is lost."
	) : refusal ? (
		<RefusalLine problem={refusal} {...(refusal.code === "required-step" && refusal.stepId !== undefined && { stepId: refusal.stepId })} />
	) : signed && reason.trim() === "" ? (
		"Opens when the reason is filled in."
	) : signed && typed.trim().toLowerCase() !== estateName.trim().toLowerCase() ? (
		`Opens when you have typed ${estateName}.`
	) : undefined;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || sending) return;
		if ((await order(command)).status === "accepted") onDone();
	};
	const answer = refused.run;
	return (
		<form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			<fieldset>
				<legend className="text-13 font-medium">Outcome</legend>
				{outcomes.map((option) => (
					<Radio
						key={option.value}
						name="outcome"
						value={option.value}
						label={option.label}
						hint={option.hint}
						checked={outcome === option.value}
						onChange={() => setOutcome(option.value)}
					/>
				))}
			</fieldset>
			{required.length > 0 && (
				<Alert tone="warning">
					{required.length} required {required.length === 1 ? "step is" : "steps are"} not done.
				</Alert>
			)}
			{debts.length > 0 && (
				<div>
					<h3 id="debts-to-sign" className="mb-1 text-13 font-medium">
						Debts <span className="font-normal text-ink-3">{debts.length}, all that is not done, skipped steps too</span>
					</h3>
					<section
						aria-labelledby="debts-to-sign"
						{...{ tabIndex: 0 }}
						className="max-h-48 overflow-y-auto rounded-control border border-line px-3 py-2"
					>
						<DebtList stepIds={debts} links={false} />
					</section>
				</div>
			)}
			<Field label="Reason" required={signed}>
				<Textarea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
			</Field>
			{signed && (
				<Field label={`Type ${estateName} to sign for the debts`}>
					<Input value={typed} autoCapitalize="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
				</Field>
			)}
			{answer?.command.type === "end-run" && (
				<Alert tone="blocker" live>
					<RefusalLine problem={answer.problem} />
				</Alert>
			)}
			<div className="flex flex-wrap justify-end gap-2">
				<Button type="submit" variant="primary" pending={sending && "Ending…"} reason={missing}>
					End the run
				</Button>
			</div>
		</form>
	);
}
