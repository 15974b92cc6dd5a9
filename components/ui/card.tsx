import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** A surface with a hairline. `title` gives it a head; `count` and `actions` stand in the head. */
export function Card({
	title,
	count,
	actions,
	headingLevel: Heading = "h2",
	padded = false,
	className,
	children,
}: {
	readonly title?: ReactNode;
	readonly count?: ReactNode;
	readonly actions?: ReactNode;
	readonly headingLevel?: "h2" | "h3";
	/** Inner padding; leave out for lists and tables, which bring their own. */
	readonly padded?: boolean;
	readonly className?: string | undefined;
	readonly children: ReactNode;
}) {
	return (
		<section className={cx("min-w-0 overflow-clip rounded-card border border-line bg-surface", className)}>
			{title !== undefined && (
				<div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-1.5">
					<Heading className="text-13 font-semibold">
						{title}
						{count !== undefined && <span className="ml-2 font-normal text-ink-3">{count}</span>}
					</Heading>
					{actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
				</div>
			)}
			{padded ? <div className="p-4">{children}</div> : children}
		</section>
	);
}

/** A part of a page with its heading above the card or cards. */
export function Section({
	title,
	count,
	actions,
	className,
	children,
}: {
	readonly title: ReactNode;
	readonly count?: ReactNode;
	readonly actions?: ReactNode;
	readonly className?: string | undefined;
	readonly children: ReactNode;
}) {
	return (
		<section className={cx("min-w-0", className)}>
			<div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
				<h2 className="text-14 font-semibold">
					{title}
					{count !== undefined && <span className="ml-1.5 font-normal text-ink-3">{count}</span>}
				</h2>
				{actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
			</div>
			{children}
		</section>
	);
}
