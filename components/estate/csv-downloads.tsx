"use client";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type CsvType, csvColumns, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import type { CsvDelimiter } from "@/lib/wire/csv-text.ts";
import { csvTemplate, toCsv } from "@/lib/wire/inventory-csv.ts";

/** Hands a file to the browser as it is: `writeCsvText` has put the mark at its head by which Excel knows UTF-8. */
function save({ name, text }: { readonly name: string; readonly text: string }): void {
	const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}

/** The inventory as CSV, one file a kind of component, and empty files to fill in. Made in the browser. */
export function CsvDownloads({ inventory }: { readonly inventory?: Inventory }) {
	const [delimiter, setDelimiter] = useState<CsvDelimiter>(",");
	const separator = <Separator chosen={delimiter} onChoose={setDelimiter} />;
	return (
		<div>
			{inventory !== undefined && (
				<Disclosure summary="Export for a spreadsheet">
					{separator}
					<Files
						what="Export"
						onTake={(type) => {
							const file = toCsv(inventory, delimiter).find((one) => one.type === type);
							if (file !== undefined) save(file);
						}}
					/>
				</Disclosure>
			)}
			<Disclosure summary="Templates for a spreadsheet, and what their columns mean">
				{separator}
				<Files what="Template" onTake={(type) => save(csvTemplate(type, delimiter))} />
				{csvTypes.map((type) => (
					<Disclosure key={type} summary={`Columns of ${type}.csv`} className="pl-4">
						<dl className="grid gap-x-4 gap-y-1.5 pb-3 text-12 sm:grid-cols-[12rem_minmax(0,1fr)]">
							{csvColumns[type].map(({ header, help, required }) => (
								<div key={header} className="contents">
									<dt className="mono font-medium">
										{header}
										{required === true && <span className="font-sans font-normal text-ink-3"> required</span>}
									</dt>
									<dd className="wrap-anywhere text-ink-2">{help}</dd>
								</div>
							))}
						</dl>
					</Disclosure>
				))}
			</Disclosure>
		</div>
	);
}

const separators = [
	{ delimiter: ",", label: "Commas" },
	{ delimiter: ";", label: "Semicolons, for a spreadsheet of a country that writes 7,3" },
] as const;

/** Which separator the files get: Excel opens them in columns only with the one of its own country. */
function Separator({ chosen, onChoose }: { readonly chosen: CsvDelimiter; readonly onChoose: (delimiter: CsvDelimiter) => void }) {
	// Two of these may stand on a page, and radios of one name are one choice.
	const name = useId();
	return (
		<fieldset className="pb-2">
			<legend className="text-12 text-ink-2">Between cells</legend>
			<div className="flex flex-wrap gap-x-4">
				{separators.map(({ delimiter, label }) => (
					<Radio key={delimiter} name={name} label={label} checked={chosen === delimiter} onChange={() => onChoose(delimiter)} />
				))}
			</div>
		</fieldset>
	);
}

const Files = ({ what, onTake }: { readonly what: string; readonly onTake: (type: CsvType) => void }) => (
	<ul className="flex flex-wrap gap-2 pb-2">
		{csvTypes.map((type) => (
			<li key={type}>
				<Button size="sm" onClick={() => onTake(type)} aria-label={`${what} ${type}.csv`}>
					<Icon name="download" size={14} />
					{type}.csv
				</Button>
			</li>
		))}
	</ul>
);
