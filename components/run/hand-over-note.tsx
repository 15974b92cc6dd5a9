"use client";
import { useState } from "react";
import { Banner } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";
import { type SummaryLine, summaryLines } from "./summary-text.ts";

/** Lines of a note, each with what it is about. */
export function SummaryList({ lines }: { readonly lines: readonly SummaryLine[] }) {
	return (
		<dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-13">
			{lines.map((line) => (
				<div key={line.label} className="contents">
					<dt className="text-ink-3">{line.label}</dt>
					<dd className="wrap-anywhere">{line.text}</dd>
				</div>
			))}
		</dl>
	);
}

/** For whoever leads the run now: what the one before left, until it is put away. */
export function HandOverNote() {
	const { state, me, person, step, zone } = useRun();
	const [read, setRead] = useState<string>();
	const note = state.handedOver;
	if (!note || state.ended || state.leadId !== me.id || note.to !== me.id || read === note.at) return null;
	const lines = summaryLines(note.summary, { person, stepTitle: (id) => step(id)?.title ?? id });
	return (
		<Banner
			action={
				<Button size="sm" onClick={() => setRead(note.at)}>
					Put away
				</Button>
			}
		>
			<strong className="font-medium">
				{sentence(person(note.by))} handed the run to you, {formatInstant(note.at, zone, "time")}.
			</strong>{" "}
			{note.note}
			{lines.map((line) => ` ${line.label}: ${line.text}.`).join("")}
		</Banner>
	);
}
