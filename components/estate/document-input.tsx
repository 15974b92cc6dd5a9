"use client";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Field, Textarea } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";

/** Where an inventory document comes in: drop or choose a file, or paste. All three end up as text that can be mended here. */
export function DocumentInput({
	text,
	onText,
	error,
}: {
	readonly text: string;
	readonly onText: (text: string) => void;
	readonly error?: string | undefined;
}) {
	const [over, setOver] = useState(false);
	const [fileName, setFileName] = useState<string>();
	const chooser = useRef<HTMLInputElement>(null);
	const chooserId = useId();
	const take = async (file: File | undefined) => {
		if (file === undefined) return;
		setFileName(file.name);
		onText(await file.text());
	};
	const onDrop = (event: DragEvent) => {
		event.preventDefault();
		setOver(false);
		void take(event.dataTransfer.files[0]);
	};
	return (
		<div className="flex flex-col gap-4">
			<section
				aria-label="Drop a file"
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={onDrop}
				className={cx(
					"flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-dashed px-4 py-4",
					over ? "border-accent bg-selected" : "border-control-line",
				)}
			>
				<Icon name="file" size={20} className="text-ink-3" />
				<p className="min-w-0 flex-1 basis-52 text-13">
					<span className="block font-medium wrap-anywhere">{fileName ?? "Drop an inventory document here"}</span>
					<span className="text-12 text-ink-3">JSON, format lockstep.inventory/1, up to 5 MB. Nothing is stored before you say so.</span>
				</p>
				<label htmlFor={chooserId} className="sr-only">
					Choose a file
				</label>
				<input
					ref={chooser}
					id={chooserId}
					type="file"
					accept=".json,application/json"
					className="sr-only"
					tabIndex={-1}
					onChange={(event) => {
						void take(event.target.files?.[0]);
						event.target.value = "";
					}}
				/>
				<Button onClick={() => chooser.current?.click()}>Choose a file</Button>
			</section>
			<Field label="Or paste it" {...(error === undefined ? {} : { error })}>
				<Textarea
					rows={12}
					value={text}
					onChange={(event) => onText(event.target.value)}
					spellCheck={false}
					className="mono text-12 pointer-coarse:text-16"
					placeholder={'{ "format": "lockstep.inventory/1", "estate": { "name": "Contoso" }, "mfaServers": [ … ] }'}
				/>
			</Field>
		</div>
	);
}
