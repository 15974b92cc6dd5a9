import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

type Props = Omit<ComponentProps<"input">, "type" | "children"> & {
	readonly label: ReactNode;
	readonly hint?: ReactNode;
};

/** A native box with its label; the whole row is the target. */
export function Checkbox({ label, hint, className, ...input }: Props) {
	return <Choice kind="checkbox" {...{ label, hint, className }} {...input} />;
}

/** One of several: give all the same `name`, inside a `<fieldset>` with a `<legend>`. */
export function Radio({ label, hint, className, ...input }: Props) {
	return <Choice kind="radio" {...{ label, hint, className }} {...input} />;
}

function Choice({ kind, label, hint, className, ...input }: Props & { readonly kind: "checkbox" | "radio" }) {
	return (
		<label className={cx("flex items-start gap-3 py-1 text-13 pointer-coarse:min-h-11 pointer-coarse:py-3", className)}>
			<span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
				<input
					{...input}
					type={kind}
					className={cx(
						"peer size-4 appearance-none border-[1.5px] border-control-line bg-surface checked:border-accent checked:bg-accent",
						kind === "radio" ? "rounded-full" : "rounded-chip",
					)}
				/>
				{kind === "radio" ? (
					<span className="pointer-events-none absolute size-1.5 rounded-full bg-on-solid opacity-0 peer-checked:opacity-100" />
				) : (
					<Icon name="tick" size={12} className="pointer-events-none absolute text-on-solid opacity-0 peer-checked:opacity-100" />
				)}
			</span>
			<span className="min-w-0">
				{label}
				{hint !== undefined && <span className="block text-12 text-ink-3">{hint}</span>}
			</span>
		</label>
	);
}
