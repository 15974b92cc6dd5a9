"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx.ts";
import { placeOf } from "./place-of.ts";

/** A place in the side bar; marked when the page is at or under `href` (`exact`: only at). */
export function NavLink({
	href,
	exact = false,
	count,
	onNavigate,
	children,
}: {
	readonly href: string;
	readonly exact?: boolean;
	readonly count?: ReactNode;
	readonly onNavigate?: (() => void) | undefined;
	readonly children: ReactNode;
}) {
	const path = placeOf(usePathname());
	const here = exact ? path === href : path === href || path.startsWith(`${href}/`);
	return (
		<Link
			href={href as Route}
			aria-current={here ? "page" : undefined}
			onClick={onNavigate}
			className={cx(
				"flex min-h-8 items-center gap-2 rounded-control px-2 text-13 font-medium hover:bg-hover pointer-coarse:min-h-11",
				here ? "bg-hover text-ink" : "text-ink-2",
			)}
		>
			{children}
			{count !== undefined && <span className="ml-auto pl-2 text-12 font-normal text-ink-3">{count}</span>}
		</Link>
	);
}
