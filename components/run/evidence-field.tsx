"use client";
import { Button } from "@/components/ui/button.tsx";
import { Radio } from "@/components/ui/checkbox.tsx";
import { Field, Input, Select, Textarea } from "@/components/ui/field.tsx";
import { zoneWord } from "@/components/ui/time-format.ts";
import type { EvidenceField as FieldSpec } from "@/lib/domain/planner/plan-document.ts";
import { toLocal } from "./zoned-time.ts";

/** One simple fact of the evidence form, by its type. `hint`: what the plan or the inventory expects to be seen. */
export function EvidenceField({
	field,
	value,
	zone,
	hint,
	error,
	closed = [],
	onChange,
}: {
	readonly field: FieldSpec;
	readonly value: string;
	readonly zone: string;
	readonly hint?: string | undefined;
	readonly error?: string | undefined;
	/** Options of a choice that what was found rules out. */
	readonly closed?: readonly string[];
	readonly onChange: (value: string) => void;
}) {
	const label = field.required ? field.label : `${field.label} (optional)`;
	const wrap = { label, hint, error, required: field.required };
	switch (field.type) {
		case "boolean":
			return (
				<fieldset className="min-w-0">
					<legend className="text-13 font-medium">{label}</legend>
					<div className="flex gap-6">
						{["yes", "no"].map((answer) => (
							<Radio
								key={answer}
								name={field.name}
								value={answer}
								label={answer === "yes" ? "Yes" : "No"}
								checked={value === answer}
								onChange={() => onChange(answer)}
							/>
						))}
					</div>
					{hint !== undefined && <p className="text-12 text-ink-3">{hint}</p>}
				</fieldset>
			);
		case "choice":
			return (
				<Field {...wrap}>
					<Select value={value} onChange={(event) => onChange(event.target.value)}>
						<option value="">Choose…</option>
						{(field.options ?? []).map((option) => (
							<option key={option} value={option} disabled={closed.includes(option)}>
								{closed.includes(option) ? `${option} (the new file has new names)` : option}
							</option>
						))}
					</Select>
				</Field>
			);
		case "instant":
			return (
				<Field {...wrap} label={`${label}, in ${zone}`}>
					<InstantInput value={value} zone={zone} onChange={onChange} />
				</Field>
			);
		case "text":
			return (
				<Field {...wrap}>
					<Textarea
						rows={1}
						className="field-sizing-content min-h-9"
						value={value}
						maxLength={10_000}
						onChange={(event) => onChange(event.target.value)}
					/>
				</Field>
			);
		default:
			return (
				<Field {...wrap}>
					<Input
						value={value}
						inputMode={field.type === "number" ? "numeric" : "text"}
						className={field.type === "version" ? "mono" : undefined}
						spellCheck={false}
						onChange={(event) => onChange(event.target.value)}
					/>
				</Field>
			);
	}
}

/** Date and time of a wall clock in `zone`, with a button for now. Stands inside a `Field`. */
export function InstantInput({
	value,
	zone,
	onChange,
}: {
	readonly value: string;
	readonly zone: string;
	readonly onChange: (value: string) => void;
}) {
	return (
		<span className="flex gap-2">
			<Input type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
			<Button onClick={() => onChange(toLocal(new Date().toISOString(), zone))} title={`Now, in ${zoneWord(Date.now(), zone)}`}>
				Now
			</Button>
		</span>
	);
}
