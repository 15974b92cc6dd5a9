import type { ComponentProps } from "react";
import { Field, Select } from "./field.tsx";

/** A choice among things with names: people, estates, steps. `none`: the first entry, whose value is empty. */
export function NamedSelect({
	label,
	labelHidden = false,
	className,
	items,
	none,
	...select
}: {
	readonly label: string;
	readonly labelHidden?: boolean;
	readonly className?: string;
	readonly items: readonly { readonly id: string; readonly name: string }[];
	readonly none?: string;
} & Omit<ComponentProps<typeof Select>, "children" | "className">) {
	return (
		<Field label={label} labelHidden={labelHidden} className={className}>
			<Select {...select}>
				{none !== undefined && <option value="">{none}</option>}
				{items.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</Select>
		</Field>
	);
}
