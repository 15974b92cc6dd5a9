import type { ReactNode } from "react";

/** A key to press. Hidden where there is no keyboard to press it on. */
export function Kbd({ children }: { readonly children: ReactNode }) {
	return (
		<kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-[3px] bg-well px-1 font-sans text-11 leading-none font-medium text-ink-3 inset-ring inset-ring-line pointer-coarse:hidden [.bg-accent_&]:bg-on-solid-faint [.bg-accent_&]:text-on-solid [.bg-accent_&]:inset-ring-0">
			{children}
		</kbd>
	);
}
