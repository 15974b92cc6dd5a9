import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** An empty place that teaches: what would stand here, and the one thing to do next. */
export function EmptyState({
	icon,
	title,
	children,
	action,
	aside,
}: {
	readonly icon: Parameters<typeof Icon>[0]["name"];
	readonly title: ReactNode;
	readonly children: ReactNode;
	/** The one next action. */
	readonly action?: ReactNode;
	/** A quieter second way, e.g. a sample to load. */
	readonly aside?: ReactNode;
}) {
	return (
		<div className="flex flex-col items-start gap-4 px-5 py-8 sm:flex-row sm:gap-5 sm:px-8 sm:py-10">
			<span className="grid size-11 shrink-0 place-items-center rounded-card border border-dashed border-line-strong text-ink-3">
				<Icon name={icon} size={20} />
			</span>
			<div className="max-w-[64ch] min-w-0">
				<p className="text-16 font-semibold tracking-tight">{title}</p>
				<div className="mt-1 text-14 text-ink-2">{children}</div>
				{(action !== undefined || aside !== undefined) && (
					<div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
						{action}
						{aside}
					</div>
				)}
			</div>
		</div>
	);
}
