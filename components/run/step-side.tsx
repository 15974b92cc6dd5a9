"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { StepCommands } from "@/components/plan/step-commands.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Field, Textarea } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { Entered } from "@/lib/domain/run/state.ts";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";

/** How to go back from this step. Folded unless it failed: it is read when needed. */
export function BackOut({ step, open }: { readonly step: PlanStep; readonly open: boolean }) {
	const { instructions, commands } = step.backOut;
	if (instructions.length === 0 && commands.length === 0) return null;
	return (
		<details open={open} className="group/fold">
			<summary className="flex min-h-8 list-none items-center gap-2 text-13 font-semibold pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
				<Icon name="undo" size={14} className="text-ink-3" />
				Back out
				<Icon name="chevron-right" size={12} className="text-ink-3 group-open/fold:rotate-90" />
			</summary>
			<ol className="mt-1 flex list-decimal flex-col gap-1 pl-5 text-13 text-ink-2">
				{instructions.map((line) => (
					<li key={line}>{line}</li>
				))}
			</ol>
			{commands.length > 0 && (
				<div className="mt-2 flex flex-col gap-2">
					<StepCommands commands={commands} />
				</div>
			)}
		</details>
	);
}

export function StepNotes({ step }: { readonly step: PlanStep }) {
	const { state, me, person, zone, order, pending, connected } = useRun();
	const [text, setText] = useState("");
	const notes = state.notes.filter((note) => note.stepId === step.id);
	const sending = pending.some((mark) => mark.target === step.id && mark.command.type === "add-note");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (text.trim() === "" || sending) return;
		const outcome = await order({ type: "add-note", stepId: step.id, text: text.trim() });
		if (outcome.status === "accepted") setText("");
	};
	return (
		<section>
			<h3 className="mb-1.5 flex items-center justify-between text-13 font-semibold">
				Notes <span className="text-12 font-normal text-ink-3">{notes.length}</span>
			</h3>
			<ul className="flex flex-col gap-2">
				{notes.map((note) => (
					<li key={note.sequence} className="flex items-start gap-2 text-13">
						<Avatar name={note.by === me.id ? me.name : person(note.by)} me={note.by === me.id} size="sm" decorative />
						<p className="min-w-0 wrap-anywhere whitespace-pre-wrap text-ink-2">
							<strong className="font-medium text-ink">{sentence(person(note.by))}</strong>{" "}
							<span className="text-12 text-ink-3">{formatInstant(note.at, zone, "time")}</span>
							<br />
							{note.text}
						</p>
					</li>
				))}
			</ul>
			{may(me.role, "work-steps") && (
				<form onSubmit={(event) => void submit(event)} className="mt-2 flex flex-col items-start gap-2">
					<Field label="Note" labelHidden className="w-full">
						<Textarea
							rows={2}
							data-hotkey="n"
							placeholder="Add a note"
							maxLength={5000}
							value={text}
							onChange={(event) => setText(event.target.value)}
							onKeyDown={(event) => {
								if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit(event);
							}}
						/>
					</Field>
					<Button
						type="submit"
						size="sm"
						pending={sending && "Adding…"}
						reason={connected ? undefined : "Not while the connection is lost."}
						disabled={text.trim() === ""}
					>
						Add note <Kbd>n</Kbd>
					</Button>
				</form>
			)}
		</section>
	);
}

/** What the log says of this step, oldest first. The whole history has its own page. */
export function StepRecordList({ step }: { readonly step: PlanStep }) {
	const { state, person, zone, planId } = useRun();
	const record = state.steps[step.id];
	if (!record) return null;
	const time = (at: string | undefined) => (at === undefined ? "" : formatInstant(at, zone, "time"));
	const lines: { readonly at: string; readonly text: ReactNode }[] = [];
	const entered = ({ by, at }: Entered) => ({
		at: "",
		text: `Entered afterwards by ${person(by)}, ${formatInstant(at, zone, "date-time")}`,
	});
	if (record.claimedBy !== undefined && record.status === "open") lines.push({ at: "", text: `With ${person(record.claimedBy)}` });
	if (record.confirmedBy !== undefined) lines.push({ at: "", text: `Confirmed by ${person(record.confirmedBy)}` });
	if (record.firstStartedAt !== undefined && record.firstStartedAt !== record.startedAt)
		lines.push({ at: time(record.firstStartedAt), text: `First started by ${person(record.firstStartedBy ?? "")}` });
	if (record.startedAt !== undefined)
		lines.push({ at: time(record.startedAt), text: `Started${record.attempts > 1 ? `, attempt ${record.attempts}` : ""}` });
	if (record.startEntered) lines.push(entered(record.startEntered));
	if (record.finishedAt !== undefined && record.by !== undefined)
		lines.push({
			at: time(record.finishedAt),
			text: `${record.status === "done" ? "Done" : sentence(record.status)} by ${person(record.by)}`,
		});
	if (record.finishEntered) lines.push(entered(record.finishEntered));
	if (record.reason !== undefined) lines.push({ at: "", text: record.reason });
	for (const remark of record.remarks ?? []) lines.push({ at: "", text: <span className="text-amber-text">{remark}</span> });
	return (
		<section>
			<h3 className="mb-1.5 text-13 font-semibold">History</h3>
			{lines.length > 0 && (
				<dl className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2 text-12 leading-5 text-ink-2">
					{lines.map((line, i) => (
						<div key={String(i)} className="contents">
							<dt className="text-ink-3">{line.at}</dt>
							<dd className="wrap-anywhere">{line.text}</dd>
						</div>
					))}
				</dl>
			)}
			<a className="link mt-1 inline-block text-12" href={`/plans/${planId}/history?step=${encodeURIComponent(step.id)}`}>
				All events of this step
			</a>
		</section>
	);
}
