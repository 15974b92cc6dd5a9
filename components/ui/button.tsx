"use client";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button-look.ts";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

export type ButtonProps = ComponentProps<"button"> &
	ButtonLook & {
		/** Why the button is shut. Shuts it and stands beside it; a button is never shut without one. */
		readonly reason?: ReactNode;
		/** Shown instead of the label while the answer is on its way; presses are ignored meanwhile, focus stays. */
		readonly pending?: string | false | undefined;
	};

/**
 * A button. `primary` once a screen; `danger` only inside the dialog that opens an MFA gap.
 * There is no bare `disabled`: give `reason`.
 */
export function Button({ variant, size, square, reason, pending, disabled, className, children, onClick, type, ...rest }: ButtonProps) {
	const shut = reason !== undefined && reason !== null && reason !== false && reason !== "";
	const button = (
		<button
			{...rest}
			type={type ?? "button"}
			disabled={shut || disabled}
			aria-disabled={pending ? true : undefined}
			onClick={(event) => {
				if (pending) event.preventDefault();
				else onClick?.(event);
			}}
			className={cx(buttonLook({ variant, size, square }), pending && "cursor-progress opacity-80", className)}
		>
			{pending || children}
		</button>
	);
	if (!shut) return button;
	return (
		<span className="inline-flex max-w-full flex-wrap items-center gap-x-3 gap-y-1">
			{button}
			<span className="flex items-start gap-1.5 text-12 text-ink-2">
				<Icon name="state-info" size={14} className="mt-px text-ink-3" />
				<span>{reason}</span>
			</span>
		</span>
	);
}
