"use client";
import { Button } from "@/components/ui/button.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type CsvType, csvColumns, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { csvTemplate, toCsv } from "@/lib/wire/inventory-csv.ts";

/** Hands text to the browser as a file; the mark at its head lets Excel read it as UTF-8. */
function save(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}

/** The inventory as CSV, one file a kind of component, and empty files to fill in. Made in the browser. */
export function CsvDownloads({ inventory }: { readonly inventory?: Inventory }) {
	return (
		<div>
			{inventory !== undefined && (
				<Disclosure summary="Export for a spreadsheet">
					<Files
						what="Export"
						onTake={(type) => {
							const file = toCsv(inventory).find((one) => one.type === type);
							if (file !== undefined) save(file.name, file.text);
						}}
					/>
				</Disclosure>
			)}
			<Disclosure summary="Templates for a spreadsheet, and what their columns mean">
				<Files
					what="Template"
					onTake={(type) => {
						const file = csvTemplate(type);
						save(file.name, file.text);
					}}
				/>
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
