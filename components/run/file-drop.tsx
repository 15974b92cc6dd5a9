"use client";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { Bar } from "@/components/ui/progress.tsx";
import type { PastedFile } from "./parse-pasted.ts";
import { useFileHashing } from "./use-file-hashing.ts";

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toLocaleString("en-GB", { maximumFractionDigits: 1 })} MB`;

/** Drop files or choose them: they are read and hashed here, slice by slice, and go nowhere. */
export function FileDrop({ label, onFile }: { readonly label: string; readonly onFile: (file: PastedFile) => void }) {
	const [over, setOver] = useState(false);
	const { hashing, problem, hash, stop } = useFileHashing(onFile);
	const id = useId();
	return (
		<div className="p-3">
			{/* The drop zone is an extra for the mouse; keyboard and touch use the file field inside. */}
			<section
				aria-label={label}
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(event) => {
					event.preventDefault();
					setOver(false);
					void hash([...event.dataTransfer.files]);
				}}
				className={cx(
					"flex flex-wrap items-center gap-3 rounded-control border border-dashed p-3",
					over ? "border-accent bg-accent-bg" : "border-line-strong",
				)}
			>
				<Icon name="file" size={20} className="text-ink-3" />
				{hashing ? (
					<div className="min-w-0 flex-1 basis-48" role="status">
						<p className="truncate text-13 font-medium">{hashing.name}</p>
						<p className="mb-1 text-12 text-ink-3">
							{megabytes(hashing.done)} of {megabytes(hashing.size)} hashed, {hashing.seconds.toFixed(1)} s
						</p>
						<Bar total={Math.max(1, hashing.size)} done={hashing.done} />
					</div>
				) : (
					<p className="min-w-0 flex-1 basis-48 text-13 text-ink-2">Drop the copy here. Its size and SHA-256 are read on this machine.</p>
				)}
				{hashing ? (
					<Button size="sm" onClick={stop}>
						Stop
					</Button>
				) : (
					<>
						<input
							id={id}
							type="file"
							multiple
							className="peer sr-only"
							onChange={(event) => {
								void hash([...(event.target.files ?? [])]);
								event.target.value = "";
							}}
						/>
						<label
							htmlFor={id}
							className={cx(
								buttonLook({ size: "sm" }),
								"peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus",
							)}
						>
							Choose a file
						</label>
					</>
				)}
			</section>
			{problem && (
				<p role="alert" className="mt-2 flex items-start gap-1.5 text-12">
					<Icon name="state-warning" size={14} className="mt-px text-amber" />
					{problem}
				</p>
			)}
		</div>
	);
}
