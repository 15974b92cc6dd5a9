"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Field, Input, TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Tabs } from "@/components/ui/tabs.tsx";
import type { EvidenceField, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { addFiles, changeSet, type EvidenceDraft, emptySet, type FileRow, isFullPath } from "./evidence-draft.ts";
import { InstantInput } from "./evidence-field.tsx";
import { FileDrop } from "./file-drop.tsx";
import { PasteOutput } from "./paste-output.tsx";

type Change = (change: (draft: EvidenceDraft) => EvidenceDraft) => void;

/** Files as evidence: dropped, pasted or typed; then where they lie, when they were taken and of which host, once for all. */
export function FileSetField({
	step,
	field,
	draft,
	zone,
	onChange,
}: {
	readonly step: PlanStep;
	readonly field: EvidenceField;
	readonly draft: EvidenceDraft;
	readonly zone: string;
	readonly onChange: Change;
}) {
	const [way, setWay] = useState("drop");
	const set = draft.sets[field.name] ?? emptySet(step);
	const put = (part: Partial<typeof set>) => onChange((before) => changeSet(before, step, field.name, part));
	const take = (found: Parameters<typeof addFiles>[3]) => onChange((before) => addFiles(before, step, field.name, found, zone));
	const putRow = (index: number, part: Partial<FileRow>) =>
		put({ files: set.files.map((row, i) => (i === index ? { ...row, ...part } : row)) });
	const typing = way === "type";
	return (
		<section aria-label={field.label} className="overflow-hidden rounded-card border border-line">
			<p className="flex items-center gap-2 border-b border-line px-3 py-2 text-13 font-semibold">
				{field.label}
				{!field.required && <span className="font-normal text-ink-3">optional</span>}
			</p>
			<Tabs
				label={`How to give ${field.label}`}
				value={way}
				onValueChange={setWay}
				aside={
					<span className="flex items-center gap-1">
						<Icon name="lock" size={14} />
						Hashed here, never uploaded
					</span>
				}
				items={[
					{
						id: "drop",
						label: (
							<>
								<Icon name="download" size={14} />
								Drop the file
							</>
						),
						content: <FileDrop label={`Drop ${field.label}`} onFile={(file) => take([file])} />,
					},
					{
						id: "paste",
						label: (
							<>
								<Icon name="clipboard" size={14} />
								Paste output
							</>
						),
						content: <PasteOutput onFiles={take} />,
					},
					{
						id: "type",
						label: (
							<>
								<Icon name="keyboard" size={14} />
								Type it
							</>
						),
						content: (
							<div className="p-3">
								<Button size="sm" onClick={() => put({ files: [...set.files, { path: "", sizeBytes: "", sha256: "" }] })}>
									<Icon name="plus" size={14} />
									Add a file
								</Button>
							</div>
						),
					},
				]}
			/>
			{set.files.length > 0 && (
				<div className="flex flex-col gap-3 border-t border-line p-3">
					<ul className="flex flex-col gap-3">
						{set.files.map((row, index) => (
							<li key={`${field.name} ${String(index)}`}>
								<FileFacts
									row={row}
									index={index}
									many={set.files.length > 1}
									typing={typing}
									onChange={(part) => putRow(index, part)}
									onRemove={() => put({ files: set.files.filter((_, i) => i !== index) })}
								/>
							</li>
						))}
					</ul>
					<div className="grid gap-3 sm:grid-cols-2">
						<TextField
							className="sm:col-span-2"
							label="Stored at"
							hint="Share or vault, and who can read it"
							required
							maxLength={1000}
							value={set.storedAt}
							onChange={(event) => put({ storedAt: event.target.value })}
						/>
						<Field label={`Taken at, in ${zone}`} hint="When the copy was made, not when it is entered" required>
							<InstantInput value={set.takenAt} zone={zone} onChange={(takenAt) => put({ takenAt })} />
						</Field>
						<TextField label="Copied from host" required value={set.host} onChange={(event) => put({ host: event.target.value })} />
					</div>
				</div>
			)}
		</section>
	);
}

const whole = (row: FileRow): boolean => isFullPath(row.path) && Number(row.sizeBytes) > 0 && /^[0-9a-f]{64}$/i.test(row.sha256);

/** One file: its facts as text, or as fields while something is missing or being typed. */
function FileFacts({
	row,
	index,
	many,
	typing,
	onChange,
	onRemove,
}: {
	readonly row: FileRow;
	readonly index: number;
	readonly many: boolean;
	readonly typing: boolean;
	readonly onChange: (part: Partial<FileRow>) => void;
	readonly onRemove: () => void;
}) {
	const which = many ? ` of file ${index + 1}` : "";
	const remove = (
		<Button variant="quiet" size="sm" square aria-label={`Remove file ${row.path || index + 1}`} onClick={onRemove}>
			<Icon name="close" size={14} />
		</Button>
	);
	if (whole(row) && !typing)
		return (
			<div className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-2 text-12">
				<Icon name="tick" size={14} className="mt-0.5 text-green" />
				<div className="min-w-0">
					<Field label={`Full path${which}`} labelHidden>
						<Input
							value={row.path}
							className="mono min-h-7 text-12"
							spellCheck={false}
							onChange={(event) => onChange({ path: event.target.value })}
						/>
					</Field>
					<p className="mt-1 text-ink-3">
						{Number(row.sizeBytes).toLocaleString("en-GB")} bytes
						<span className="mono ml-2 break-all text-ink-2" title={row.sha256}>
							SHA-256 {row.sha256.slice(0, 16)} … {row.sha256.slice(-8)}
						</span>
					</p>
				</div>
				{remove}
			</div>
		);
	return (
		<div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
			<div className="grid gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<TextField
					label={`Full path${which}`}
					value={row.path}
					spellCheck={false}
					onChange={(event) => onChange({ path: event.target.value })}
				/>
				<TextField
					label={`Size in bytes${which}`}
					inputMode="numeric"
					value={row.sizeBytes}
					onChange={(event) => onChange({ sizeBytes: event.target.value })}
				/>
				<TextField
					className="sm:col-span-2"
					label={`SHA-256${which}`}
					value={row.sha256}
					spellCheck={false}
					maxLength={64}
					onChange={(event) => onChange({ sha256: event.target.value.trim() })}
				/>
			</div>
			{remove}
		</div>
	);
}
