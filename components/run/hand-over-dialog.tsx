"use client";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Checkbox } from "@/components/ui/checkbox.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field, Select, Textarea } from "@/components/ui/field.tsx";
import { handOverSummary } from "@/lib/domain/run/summary.ts";
import { openGaps, windowName } from "@/lib/domain/run/windows.ts";
import { SummaryList } from "./hand-over-note.tsx";
import { RefusalLine } from "./refusal-line.tsx";
import { windowText } from "./refusal-text.ts";
import { useRun } from "./run-context.tsx";
import { summaryLines } from "./summary-text.ts";

/** Gives the lead of the run to somebody else, with a note; open gaps must be acknowledged. */
export function HandOverDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
	return (
		<Dialog
			open={open}
			onOpenChange={onOpenChange}
			title="Hand the run over"
			description="What is open, who has which step and the next five ready steps are noted by themselves."
		>
			<HandOverForm onDone={() => onOpenChange(false)} />
		</Dialog>
	);
}

function HandOverForm({ onDone }: { readonly onDone: () => void }) {
	const { peopleIds, person, step, me, state, order, pending, refused, connected } = useRun();
	const [to, setTo] = useState("");
	const [note, setNote] = useState("");
	const [known, setKnown] = useState(false);
	const gaps = openGaps(state);
	const lines = summaryLines(handOverSummary(state), { person, stepTitle: (id) => step(id)?.title ?? id });
	const sending = pending.some((mark) => mark.command.type === "hand-over");
	const others = peopleIds.filter((id) => id !== me.id);
	const missing = !connected
		? "Not while the connection is lost."
		: to === ""
			? "Opens when somebody is chosen."
			: gaps.length > 0 && !known
				? "Opens when the open gap is acknowledged."
				: undefined;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || sending) return;
		const outcome = await order({
			type: "hand-over",
			to,
			...(note.trim() && { note: note.trim() }),
			...(gaps.length > 0 && { acknowledgeOpenGap: true }),
		});
		if (outcome.status === "accepted") onDone();
	};
	const answer = refused.run;
	return (
		<form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			<Field label="To" required>
				<Select value={to} onChange={(event) => setTo(event.target.value)}>
					<option value="">Choose…</option>
					{others.map((id) => (
						<option key={id} value={id}>
							{person(id)}
						</option>
					))}
				</Select>
			</Field>
			<Field label="Note for them">
				<Textarea rows={3} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
			</Field>
			{lines.length > 0 && (
				<section className="rounded-control bg-well px-3 py-2">
					<h3 className="mb-1 text-12 text-ink-3">Noted by itself</h3>
					<SummaryList lines={lines} />
				</section>
			)}
			{gaps.length > 0 && (
				<Checkbox
					checked={known}
					onChange={(event) => setKnown(event.target.checked)}
					label={`I have told them that ${gaps.map((gap) => windowText(windowName(gap))).join(" and ")} is open`}
				/>
			)}
			{answer?.command.type === "hand-over" && (
				<Alert tone="blocker" live>
					<RefusalLine problem={answer.problem} />
				</Alert>
			)}
			<div className="flex flex-wrap justify-end gap-2">
				<Button type="submit" variant="primary" pending={sending && "Handing over…"} reason={missing}>
					Hand over
				</Button>
			</div>
		</form>
	);
}
