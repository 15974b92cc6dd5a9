"use client";
import { type FormEvent, useState } from "react";
import { subjectText } from "@/components/plan/lanes.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Field, Select, Textarea } from "@/components/ui/field.tsx";
import { markableSubjects } from "@/lib/domain/run/marks.ts";
import { RefusalLine } from "./refusal-line.tsx";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

type Props = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

/** Says that a component or a host is out of service although no step took it out. */
export function MarkDownDialog({ open, onOpenChange }: Props) {
	return (
		<Dialog
			open={open}
			onOpenChange={onOpenChange}
			title="Mark something down"
			description="It counts as out of service until somebody marks it as back. A step that would leave too few in service is then refused."
		>
			<MarkDownForm onDone={() => onOpenChange(false)} />
		</Dialog>
	);
}

function MarkDownForm({ onDone }: { readonly onDone: () => void }) {
	const { state, order, pending, refused, connected } = useRun();
	const [subject, setSubject] = useState("");
	const [why, setWhy] = useState("");
	const choices = markableSubjects(state.inventory).filter((name) => !(name in state.down));
	const sending = pending.some((mark) => mark.command.type === "mark-down");
	const missing = !connected
		? "Not while the connection is lost."
		: subject === ""
			? "Opens when something is chosen."
			: why.trim() === ""
				? "Opens when the reason is filled in."
				: undefined;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (missing !== undefined || sending) return;
		const outcome = await order({ type: "mark-down", subject, reason: why.trim() });
		if (outcome.status === "accepted") onDone();
	};
	const answer = refused[subject];
	return (
		<form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
			<Field label="What is down" required>
				<Select value={subject} onChange={(event) => setSubject(event.target.value)}>
					<option value="">Choose…</option>
					{choices.map((name) => (
						<option key={name} value={name}>
							{sentence(subjectText(name))}
						</option>
					))}
				</Select>
			</Field>
			<Field label="Reason" hint="What you saw, and where." required>
				<Textarea rows={3} maxLength={2000} value={why} onChange={(event) => setWhy(event.target.value)} />
			</Field>
			{answer?.command.type === "mark-down" && (
				<Alert tone="blocker" live>
					<RefusalLine problem={answer.problem} />
				</Alert>
			)}
			<div className="flex flex-wrap justify-end gap-2">
				<Button type="submit" variant="primary" pending={sending && "Marking…"} reason={missing}>
					Mark it down
				</Button>
			</div>
		</form>
	);
}
