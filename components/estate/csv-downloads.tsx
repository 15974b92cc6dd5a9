"use client";
import { Button } from "@/components/ui/button.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type CsvType, csvTypes } from "@/lib/domain/inventory/csv/columns.ts";
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
	const take = (type: CsvType): void => {
		const file = inventory === undefined ? csvTemplate(type) : toCsv(inventory).find((one) => one.type === type);
		if (file !== undefined) save(file.name, file.text);
	};
	return (
		<Disclosure summary={inventory === undefined ? "Templates for a spreadsheet" : "Export for a spreadsheet"}>
			<ul className="flex flex-wrap gap-2 pb-2">
				{csvTypes.map((type) => (
					<li key={type}>
						<Button size="sm" onClick={() => take(type)}>
							<Icon name="download" size={14} />
							{type}.csv
						</Button>
					</li>
				))}
			</ul>
		</Disclosure>
	);
}
