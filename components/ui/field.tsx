"use client";
import { type ComponentProps, createContext, type ReactNode, use, useId } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

type Wiring = { readonly id: string; readonly describedBy: string | undefined; readonly invalid: boolean; readonly required: boolean };
const Wired = createContext<Wiring | undefined>(undefined);

/** Attributes that tie a control to the label, hint and error of the field around it. */
export function useFieldWiring() {
	const wiring = use(Wired);
	return wiring === undefined
		? {}
		: {
				id: wiring.id,
				"aria-describedby": wiring.describedBy,
				"aria-invalid": wiring.invalid || undefined,
				required: wiring.required || undefined,
			};
}

export type FieldProps = {
	readonly label: ReactNode;
	/** What to enter and why, before anything is wrong. */
	readonly hint?: ReactNode;
	/** What is wrong and how to put it right; also marks the control as invalid. */
	readonly error?: ReactNode;
	readonly required?: boolean;
	/** Hides the label from sight, not from screen readers: only where a heading says the same. */
	readonly labelHidden?: boolean;
	readonly className?: string | undefined;
};

/** Label, control, hint and error, wired together. Put one `Input`, `Textarea` or `Select` inside. */
export function Field({
	label,
	hint,
	error,
	required = false,
	labelHidden,
	className,
	children,
}: FieldProps & { readonly children: ReactNode }) {
	const id = useId();
	const hintId = hint === undefined ? undefined : `${id}-hint`;
	const errorId = error === undefined ? undefined : `${id}-error`;
	const describedBy = [errorId, hintId].filter((part) => part !== undefined).join(" ") || undefined;
	return (
		<Wired value={{ id, describedBy, invalid: error !== undefined, required }}>
			<div className={cx("flex min-w-0 flex-col gap-1", className)}>
				<label htmlFor={id} className={labelHidden ? "sr-only" : "text-13 font-medium text-ink"}>
					{label}
				</label>
				{children}
				{error !== undefined && (
					<p id={errorId} className="flex items-start gap-1.5 text-12 text-ink">
						<Icon name="state-warning" size={14} className="mt-px text-amber" />
						<span>{error}</span>
					</p>
				)}
				{hint !== undefined && (
					<p id={hintId} className="text-12 text-ink-3">
						{hint}
					</p>
				)}
			</div>
		</Wired>
	);
}

const box =
	"w-full min-w-0 rounded-control border border-control-line bg-surface px-2.5 text-14 text-ink pointer-coarse:text-16 " +
	"aria-invalid:border-amber aria-invalid:border-2 focus-visible:outline-offset-0 disabled:bg-well disabled:text-ink-3";

export function Input({ className, ...rest }: ComponentProps<"input">) {
	return <input autoComplete="off" {...useFieldWiring()} {...rest} className={cx(box, "min-h-9 pointer-coarse:min-h-11", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
	return <textarea rows={4} {...useFieldWiring()} {...rest} className={cx(box, "py-2", className)} />;
}

/** The system's own list; `className` sizes it. It is the one that works with thumbs, screen readers and 200 % zoom. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
	return (
		<span className={cx("relative block min-w-0", className)}>
			<select {...useFieldWiring()} {...rest} className={cx(box, "min-h-9 appearance-none truncate pr-8 pointer-coarse:min-h-11")}>
				{children}
			</select>
			<Icon name="chevron-down" size={14} className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
		</span>
	);
}

/** `Field` around an `Input`. */
export function TextField({ label, hint, error, required, labelHidden, className, ...input }: FieldProps & ComponentProps<"input">) {
	return (
		<Field {...{ label, hint, error, required, labelHidden, className }}>
			<Input {...input} />
		</Field>
	);
}
