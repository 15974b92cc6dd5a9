"use client";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Field, Select, Textarea } from "@/components/ui/field.tsx";
import { type CsvType, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import { FileWell } from "./file-well.tsx";
import { holdsTables, pastedTable, type Sources } from "./import-sources.ts";

/** Where an inventory comes in: dropped or chosen files, pasted text, and the one question that tables raise. */
export function DocumentInput({
	sources,
	onSources,
	intoEstate,
}: {
	readonly sources: Sources;
	readonly onSources: (sources: Sources) => void;
	/** There is an inventory already, so lists can replace or add to it. */
	readonly intoEstate: boolean;
}) {
	return (
		<div className="flex flex-col gap-4">
			<FileWell files={sources.files} onFiles={(files) => onSources({ ...sources, files })} />
			<Field label="Or paste" hint="A document, or cells copied from a sheet with their header row.">
				<Textarea
					rows={sources.text === "" ? 5 : 12}
					value={sources.text}
					onChange={(event) => onSources({ ...sources, text: event.target.value })}
					spellCheck={false}
					className="mono text-12 pointer-coarse:text-16"
					placeholder={'{ "format": "lockstep.inventory/1", "estate": { "name": "Contoso" }, "mfaServers": [ … ] }'}
				/>
			</Field>
			{pastedTable(sources) && (
				<Field label="The pasted cells are" className="max-w-xs">
					<Select
						value={sources.pastedType ?? ""}
						onChange={(event) => onSources({ ...sources, pastedType: csvTypes.find((type: CsvType) => type === event.target.value) })}
					>
						<option value="">what their headers say</option>
						{csvTypes.map((type) => (
							<option key={type} value={type}>
								{type}
							</option>
						))}
					</Select>
				</Field>
			)}
			{intoEstate && holdsTables(sources) && (
				<fieldset>
					<legend className="mb-1 text-13 font-medium">What is recorded but not in a list</legend>
					<Radio
						name="mode"
						label="is removed"
						hint="The lists are complete."
						checked={sources.mode === "replace"}
						onChange={() => onSources({ ...sources, mode: "replace" })}
					/>
					<Radio
						name="mode"
						label="stays as it is"
						hint="The lists add and correct."
						checked={sources.mode === "update"}
						onChange={() => onSources({ ...sources, mode: "update" })}
					/>
				</fieldset>
			)}
		</div>
	);
}
