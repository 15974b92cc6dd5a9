"use client";
import { Button } from "@/components/ui/button.tsx";
import { Field, Select, TextField } from "@/components/ui/field.tsx";
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
			<Field label="Who" labelHidden>
				<Select value={filter.who ?? ""} onChange={(event) => put("who", event.target.value)}>
					<option value="">Anyone</option>
					{people.map((person) => (
						<option key={person.id} value={person.id}>
							{person.name}
						</option>
					))}
				</Select>
			</Field>
			<Field label="Kind" labelHidden>
				<Select value={filter.kind ?? ""} onChange={(event) => put("kind", event.target.value)}>
					<option value="">Every kind</option>
					{(Object.keys(kinds) as Kind[]).map((kind) => (
						<option key={kind} value={kind}>
							{kinds[kind]}
						</option>
					))}
				</Select>
			</Field>
			<Field label="Step" labelHidden className="max-w-72">
				<Select value={filter.step ?? ""} onChange={(event) => put("step", event.target.value)}>
					<option value="">Every step</option>
					{steps.map((step) => (
						<option key={step.id} value={step.id}>
							{step.title}
						</option>
					))}
				</Select>
			</Field>
			{any && (
				<Button variant="quiet" onClick={() => onChange({})}>
					Clear
				</Button>
			)}
		</search>
	);
}
