"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Field, Input, Select } from "@/components/ui/field.tsx";
import type { CsvColumn } from "@/lib/domain/inventory/csv/column.ts";
import { columnLabel, optionsOf } from "./editable-rows.ts";

/** One field of many components at once: one order, one entry of the history, taken back as one. */
export function BulkEditBar({
	count,
	columns,
	pending,
	onStore,
	onRemove,
	onClear,
}: {
	readonly count: number;
	readonly columns: readonly CsvColumn[];
	readonly pending: boolean;
	readonly onStore: (column: CsvColumn, text: string) => void;
	readonly onRemove: () => void;
	readonly onClear: () => void;
}) {
	const [field, setField] = useState(columns[0]?.field ?? "");
	const [text, setText] = useState("");
	const column = columns.find((one) => one.field === field) ?? columns[0];
	const options = column && optionsOf(column.kind);
	return (
		<section aria-label="Change the chosen ones" className="flex flex-wrap items-end gap-3 border-b border-line bg-selected px-4 py-3">
			<p className="min-h-9 content-center text-13 font-medium">{count} chosen</p>
			<Field label="Field" className="basis-44">
				<Select
					value={field}
					onChange={(event) => {
						setField(event.target.value);
						setText("");
					}}
				>
					{columns.map((one) => (
						<option key={one.field} value={one.field}>
							{columnLabel(one)}
						</option>
					))}
				</Select>
			</Field>
			<Field label="New value" className="min-w-40 basis-52">
				{options === undefined ? (
					<Input value={text} onChange={(event) => setText(event.target.value)} className="mono" spellCheck={false} />
				) : (
					<Select value={text} onChange={(event) => setText(event.target.value)}>
						<option value="">not said</option>
						{options.map((option) => (
							<option key={option} value={option}>
								{option}
							</option>
						))}
					</Select>
				)}
			</Field>
			<Button variant="primary" pending={pending && "Storing…"} onClick={() => column && onStore(column, text)}>
				{text.trim() === "" ? `Clear it in ${count}` : `Set it in ${count}`}
			</Button>
			<Button onClick={onRemove}>Remove {count}…</Button>
			<Button variant="quiet" onClick={onClear}>
				Choose none
			</Button>
		</section>
	);
}
