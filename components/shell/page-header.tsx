import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";

export type Crumb = { readonly label: string; readonly href: ComponentProps<typeof Link>["href"] };

/** Head of a signed-in page: the way here, what this is, a quiet fact, what can be done. One `h1` a page: this one. */
export function PageHeader({
	crumbs = [],
	title,
	beside,
	meta,
	actions,
}: {
	readonly crumbs?: readonly Crumb[];
	readonly title: ReactNode;
	/** Right after the title: a chip. */
	readonly beside?: ReactNode;
	/** One quiet fact, e.g. time zone or who changed it last. */
	readonly meta?: ReactNode;
	readonly actions?: ReactNode;
}) {
	return (
		<header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2 md:px-5">
			<div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
				{crumbs.length > 0 && (
					<nav aria-label="Breadcrumb">
						<ol className="flex flex-wrap items-center gap-x-2 text-13">
							{crumbs.map((crumb) => (
								<li key={crumb.label} className="flex items-center gap-2">
									<Link
										href={crumb.href}
										className="inline-flex min-h-6 items-center text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
									>
										{crumb.label}
									</Link>
									<Icon name="chevron-right" size={12} className="text-control-line" />
								</li>
							))}
						</ol>
					</nav>
				)}
				<h1 className={cx("min-w-0 font-semibold tracking-tight wrap-anywhere", crumbs.length > 0 ? "text-14" : "text-16")}>{title}</h1>
				{beside}
			</div>
			{meta !== undefined && <div className="min-w-0 text-12 text-ink-3">{meta}</div>}
			{actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
		</header>
	);
}

/** The page under its head: canvas ground, gutter, room between sections. `flush` for full-width work surfaces. */
export function PageBody({
	flush = false,
	className,
	children,
}: {
	readonly flush?: boolean;
	readonly className?: string;
	readonly children: ReactNode;
}) {
	return <div className={cx("min-w-0 flex-1", flush ? "" : "flex flex-col gap-6 px-4 py-5 md:px-6", className)}>{children}</div>;
}
