"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/** Extra words on hover and focus. Never the only place of a fact: phones have no hover. `children` is one focusable element. */
export function Tooltip({
	text,
	side = "top",
	children,
}: {
	readonly text: ReactNode;
	readonly side?: "top" | "right" | "bottom";
	readonly children: ReactElement;
}) {
	return (
		<Base.Root>
			<Base.Trigger render={children} delay={300} />
			<Base.Portal>
				<Base.Positioner side={side} sideOffset={6} className="z-50">
					<Base.Popup className="max-w-72 rounded-control bg-ink px-2.5 py-1.5 text-12 text-surface shadow-2">{text}</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
