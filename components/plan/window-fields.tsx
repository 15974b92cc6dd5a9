"use client";
import { type ReactNode, useId } from "react";
import { toInstant } from "@/components/run/zoned-time.ts";
import { Field, Input } from "@/components/ui/field.tsx";
import { ZonedRange } from "@/components/ui/time.tsx";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";

export type WindowDraft = { readonly start: string; readonly end: string; readonly timeZone: string };
export type WindowReading = { readonly window?: MaintenanceWindow; readonly problem?: string };

/** What the three fields amount to: nothing, a window, or what is wrong with them. */
export function readWindow(draft: WindowDraft): WindowReading {
	if (draft.start === "" && draft.end === "") return {};
	const start = toInstant(draft.start, draft.timeZone);
	const end = toInstant(draft.end, draft.timeZone);
	if (!start || !end) return { problem: "Give a start and an end, and a time zone by its name, like Europe/Berlin." };
	if (start >= end) return { problem: "The end must be after the start." };
	return { window: { start, end, timeZone: draft.timeZone } };
}

/** A stretch of time: wall clocks of a zone, shown in mine too where they differ. The maintenance window unless said. */
export function WindowFields({
	draft,
	onChange,
	legend = (
		<>
			Maintenance window <span className="font-normal text-ink-3">optional</span>
		</>
	),
	hint = "With a window, a live run keeps to it and the plan says whether it fits.",
}: {
	readonly draft: WindowDraft;
	readonly onChange: (draft: WindowDraft) => void;
	readonly legend?: ReactNode;
	/** Said while nothing is filled in. */
	readonly hint?: string;
}) {
	const zones = useId();
	const { window, problem } = readWindow(draft);
	const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
	return (
		<fieldset className="min-w-0">
			<legend className="mb-2 text-13 font-semibold">{legend}</legend>
			<div className="grid gap-3 sm:grid-cols-3">
				<Field label="Start">
					<Input type="datetime-local" value={draft.start} onChange={(event) => onChange({ ...draft, start: event.target.value })} />
				</Field>
				<Field label="End">
					<Input type="datetime-local" value={draft.end} onChange={(event) => onChange({ ...draft, end: event.target.value })} />
				</Field>
				<Field label="Time zone">
					<Input
						list={zones}
						value={draft.timeZone}
						spellCheck={false}
						onChange={(event) => onChange({ ...draft, timeZone: event.target.value })}
					/>
				</Field>
				<datalist id={zones} suppressHydrationWarning>
					{known.map((zone) => (
						<option key={zone} value={zone} />
					))}
				</datalist>
			</div>
			<p className="mt-1.5 text-12 text-ink-3">
				{problem ?? (window ? <ZonedRange start={window.start} end={window.end} zone={window.timeZone} /> : hint)}
			</p>
		</fieldset>
	);
}
