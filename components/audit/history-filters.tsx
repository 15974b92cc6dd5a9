"use client";
import { Button } from "@/components/ui/button.tsx";
import { TextField } from "@/components/ui/field.tsx";
import { NamedSelect } from "@/components/ui/named-select.tsx";
import { type HistoryFilter, type Kind, kinds } from "./filter-history.ts";

/** Person, kind, step and words; each change goes into the address. */
export function HistoryFilters({
	filter,
	people,
	steps,
	onChange,
}: {
	readonly filter: HistoryFilter;
	readonly people: readonly { readonly id: string; readonly name: string }[];
	readonly steps: readonly { readonly id: string; readonly title: string }[];
	readonly onChange: (filter: HistoryFilter) => void;
}) {
	const put = (key: keyof HistoryFilter, value: string) => {
		const { [key]: _, ...rest } = filter;
		onChange(value === "" ? rest : { ...rest, [key]: value });
	};
	const any = Object.keys(filter).length > 0;
	return (
		<search className="flex flex-wrap items-end gap-2 border-b border-line bg-surface px-4 py-3 md:px-6">
			<TextField
				label="Text"
				labelHidden
				type="search"
				placeholder="Text in events"
				className="w-48"
				value={filter.text ?? ""}
				onChange={(event) => put("text", event.target.value)}
			/>
			<NamedSelect
				label="Who"
				labelHidden
				value={filter.who ?? ""}
				onChange={(event) => put("who", event.target.value)}
				items={people}
				none="Anyone"
			/>
			<NamedSelect
				label="Kind"
				labelHidden
				value={filter.kind ?? ""}
				onChange={(event) => put("kind", event.target.value)}
				items={(Object.keys(kinds) as Kind[]).map((kind) => ({ id: kind, name: kinds[kind] }))}
				none="Every kind"
			/>
			<NamedSelect
				label="Step"
				labelHidden
				className="max-w-72"
				value={filter.step ?? ""}
				onChange={(event) => put("step", event.target.value)}
				items={steps.map(({ id, title }) => ({ id, name: title }))}
				none="Every step"
			/>
			{any && (
				<Button variant="quiet" onClick={() => onChange({})}>
					Clear
				</Button>
			)}
		</search>
	);
}
