"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Field, Textarea } from "@/components/ui/field.tsx";
import { type PastedFile, parsePasted } from "./parse-pasted.ts";

/** Paste what the printed command answered; path, size and digest are read from it. Nothing else of the text is kept. */
export function PasteOutput({ onFiles }: { readonly onFiles: (files: readonly PastedFile[]) => void }) {
	const [text, setText] = useState("");
	const found = parsePasted(text);
	const whole = found.filter((file) => file.path !== undefined && file.sizeBytes !== undefined && file.sha256 !== undefined).length;
	return (
		<div className="flex flex-col gap-2 p-3">
			<Field
				label="Output of the command"
				hint={
					text.trim() === ""
						? "From PowerShell, Get-FileHash or certutil: a list, a table, CSV or JSON."
						: found.length === 0
							? "No path, size or SHA-256 found in this yet."
							: `${found.length} ${found.length === 1 ? "file" : "files"} found, ${whole} with path, size and SHA-256.`
				}
			>
				<Textarea rows={5} className="mono text-12" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
			</Field>
			<Button
				className="self-start"
				disabled={found.length === 0}
				onClick={() => {
					onFiles(found);
					setText("");
				}}
			>
				{found.length > 1 ? `Take over ${found.length} files` : "Take over"}
			</Button>
		</div>
	);
}
