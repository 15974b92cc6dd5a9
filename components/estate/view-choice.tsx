import type { Route } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/ui/button-look.ts";
import { cx } from "@/components/ui/cx.ts";

/** The estate drawn, or the same as a table. */
export function ViewChoice({
	drawing,
	table,
	current,
}: {
	readonly drawing: Route;
	readonly table: Route;
	readonly current: "drawing" | "table";
}) {
	const look = (on: boolean) => cx(buttonLook({ size: "sm", variant: on ? "outline" : "quiet" }), on && "font-semibold");
	return (
		<nav aria-label="How to look at it" className="flex gap-1">
			<Link href={drawing} aria-current={current === "drawing" ? "page" : undefined} className={look(current === "drawing")}>
				Drawing
			</Link>
			<Link href={table} aria-current={current === "table" ? "page" : undefined} className={look(current === "table")}>
				Table
			</Link>
		</nav>
	);
}
