import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

/** Something that folds: native, works without script, found by the browser's search. */
export function Disclosure({
	summary,
	open = false,
	className,
	children,
}: {
	readonly summary: ReactNode;
	readonly open?: boolean;
	readonly className?: string;
	readonly children: ReactNode;
}) {
	return (
		<details open={open} className={cx("group/fold", className)}>
			<summary className="flex min-h-9 list-none items-center gap-2 text-13 font-medium focus-visible:-outline-offset-2 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
				<Icon name="chevron-right" size={12} className="text-ink-3 transition-transform group-open/fold:rotate-90" />
				{summary}
			</summary>
			{children}
		</details>
	);
}
