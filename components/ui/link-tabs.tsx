import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

export type LinkTab = {
	readonly href: ComponentProps<typeof Link>["href"];
	readonly label: string;
	readonly count?: ReactNode;
	readonly current: boolean;
};

/** Parts of one page as links: each has its own URL, works with the back button and without script. */
export function LinkTabs({
	label,
	tabs,
	className,
}: {
	readonly label: string;
	readonly tabs: readonly LinkTab[];
	readonly className?: string;
}) {
	return (
		<nav aria-label={label} className={cx("overflow-x-auto border-b border-line bg-surface px-4 md:px-6", className)}>
			<ul className="flex gap-5">
				{tabs.map((tab) => (
					<li key={tab.label}>
						<Link
							href={tab.href}
							aria-current={tab.current ? "page" : undefined}
							scroll={false}
							className={cx(
								"inline-flex min-h-10 items-center gap-1.5 border-b-2 text-13 font-medium whitespace-nowrap focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
								tab.current ? "border-ink text-ink" : "border-transparent text-ink-2 hover:text-ink",
							)}
						>
							{tab.label}
							{tab.count !== undefined && <span className="font-normal text-ink-3">{tab.count}</span>}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
