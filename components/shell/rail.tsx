"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Avatar } from "@/components/ui/avatar.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { placeOf } from "./place-of.ts";
import { places } from "./places.ts";
import type { ShellData } from "./shell-data.ts";

const look = "grid size-9 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11";

/** The side bar as a strip of drawings, where a run needs the width; every drawing has its word in a tooltip. */
export function Rail({ data, onFind }: { readonly data: ShellData; readonly onFind: () => void }) {
	const path = placeOf(usePathname());
	return (
		<div className="flex h-full flex-col items-center gap-1 py-3">
			<nav aria-label="Main" className="flex flex-col items-center gap-1">
				{places.map((place) => {
					const here = place.href === "/" ? path === "/" : path === place.href || path.startsWith(`${place.href}/`);
					return (
						<Tooltip key={place.href} text={place.label} side="right">
							<Link
								href={place.href as Route}
								aria-label={place.label}
								aria-current={here ? "page" : undefined}
								className={cx(look, here && "bg-hover text-ink")}
							>
								<Icon name={place.icon} />
							</Link>
						</Tooltip>
					);
				})}
			</nav>
			<Tooltip text="Find or do, Ctrl K" side="right">
				<button type="button" aria-label="Find or do" onClick={onFind} className={look}>
					<Icon name="search" />
				</button>
			</Tooltip>
			<Link href={"/settings" as Route} aria-label={`${data.me.name}, your account`} className={cx(look, "mt-auto")}>
				<Avatar name={data.me.name} me decorative />
			</Link>
		</div>
	);
}
