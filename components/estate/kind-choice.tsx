import type { Route } from "next";
import Link from "next/link";
import { cx } from "@/components/ui/cx.ts";
import type { CsvType } from "@/lib/domain/inventory/csv/columns.ts";
import { tableKinds, tableTypes } from "./editable-rows.ts";

/** Which table: all versions side by side, or one kind with every field to edit. Each has its own address. */
export function KindChoice({
	estateId,
	current,
	counts,
}: {
	readonly estateId: string;
	readonly current: CsvType | undefined;
	readonly counts: Readonly<Record<CsvType, number>>;
}) {
	const base = `/estates/${encodeURIComponent(estateId)}/components`;
	const look = (on: boolean): string =>
		cx(
			"inline-flex min-h-8 items-center gap-1.5 rounded-control px-2.5 text-13 whitespace-nowrap pointer-coarse:min-h-11",
			on ? "bg-selected font-medium text-ink inset-ring inset-ring-line-strong" : "text-ink-2 hover:bg-hover hover:text-ink",
		);
	return (
		<nav aria-label="Kinds of components" className="-mx-1 overflow-x-auto px-1 py-1">
			<ul className="flex gap-1">
				<li>
					<Link href={base as Route} aria-current={current === undefined ? "page" : undefined} className={look(current === undefined)}>
						All versions
					</Link>
				</li>
				{tableTypes.map((type) => (
					<li key={type}>
						<Link
							href={`${base}?of=${type}` as Route}
							aria-current={current === type ? "page" : undefined}
							className={look(current === type)}
						>
							{tableKinds[type].many}
							{type !== "estate" && <span className="text-ink-3">{counts[type]}</span>}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
