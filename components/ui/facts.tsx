import { Fragment, type ReactNode } from "react";
import { cx } from "./cx.ts";

/** Label and value pairs. Absent values are left out by the caller, not drawn as a dash. */
export function Facts({
	rows,
	className,
}: {
	readonly rows: readonly { readonly label: string; readonly value: ReactNode }[];
	readonly className?: string | undefined;
}) {
	return (
		<dl className={cx("grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13", className)}>
			{rows.map((row) => (
				<Fragment key={row.label}>
					<dt className="text-ink-3">{row.label}</dt>
					<dd className="min-w-0 wrap-anywhere text-ink">{row.value}</dd>
				</Fragment>
			))}
		</dl>
	);
}
