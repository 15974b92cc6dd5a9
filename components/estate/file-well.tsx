"use client";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { DroppedFile } from "@/lib/wire/read-inventory-files.ts";

const size = (bytes: number): string =>
	bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Files that were dropped or chosen, each with a way to take it away again. They stay in the browser. */
export function FileWell({
	files,
	onFiles,
}: {
	readonly files: readonly DroppedFile[];
	readonly onFiles: (files: readonly DroppedFile[]) => void;
}) {
	const [over, setOver] = useState(false);
	const chooser = useRef<HTMLInputElement>(null);
	const chooserId = useId();
	const take = async (list: FileList | null) => {
		const added = await Promise.all(
			[...(list ?? [])].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
		);
		// A file of the same name is a newer one.
		if (added.length > 0) onFiles([...files.filter((file) => !added.some((one) => one.name === file.name)), ...added]);
	};
	const onDrop = (event: DragEvent) => {
		event.preventDefault();
		setOver(false);
		void take(event.dataTransfer.files);
	};
	return (
		<section
			aria-label="Files"
			onDragOver={(event) => {
				event.preventDefault();
				setOver(true);
			}}
			onDragLeave={() => setOver(false)}
			onDrop={onDrop}
			className={cx("rounded-card border border-dashed px-4 py-4", over ? "border-accent bg-selected" : "border-control-line")}
		>
			<div className="flex flex-wrap items-center gap-x-4 gap-y-3">
				<Icon name="file" size={20} className="text-ink-3" />
				<p className="min-w-0 flex-1 basis-52 text-13">
					<span className="block font-medium">Drop files here</span>
					<span className="text-12 text-ink-3">
						An inventory document (JSON), CSV files by kind of component, or what the collector printed. Nothing is stored before you say
						so.
					</span>
				</p>
				<label htmlFor={chooserId} className="sr-only">
					Choose files
				</label>
				<input
					ref={chooser}
					id={chooserId}
					type="file"
					multiple
					accept=".json,.csv,.tsv,.txt,application/json,text/csv"
					className="sr-only"
					tabIndex={-1}
					onChange={(event) => {
						void take(event.target.files).then(() => {
							if (chooser.current) chooser.current.value = "";
						});
					}}
				/>
				<Button onClick={() => chooser.current?.click()}>Choose files</Button>
			</div>
			{files.length > 0 && (
				<ul className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
					{files.map((file) => (
						<li key={file.name} className="flex items-center gap-2 text-13">
							<span className="mono min-w-0 wrap-anywhere">{file.name}</span>
							<span className="text-12 text-ink-3">{size(file.bytes.length)}</span>
							<Button
								variant="quiet"
								size="sm"
								square
								className="ml-auto"
								aria-label={`Take ${file.name} away`}
								onClick={() => onFiles(files.filter((one) => one !== file))}
							>
								<Icon name="close" size={14} />
							</Button>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
