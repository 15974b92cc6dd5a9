import type { ComponentProps, ReactNode, RefObject } from "react";
import { cx } from "./cx.ts";

/**
 * A table that scrolls sideways by itself on narrow screens: reachable by keyboard, named by `label`.
 * Compose it from `TableHead`, `TableBody`, `Row`, `Th` and `Td`.
 */
export function Table({
	label,
	className,
	scroller,
	children,
}: {
	readonly label: string;
	readonly className?: string;
	/** For long tables: the box scrolls down too, and only what is seen is drawn (`windowed-rows.tsx`). */
	readonly scroller?: RefObject<HTMLElement | null>;
	readonly children: ReactNode;
}) {
	return (
		// Takes focus, because what scrolls must scroll by keyboard too. Positioned, so that words for screen readers are cut with it.
		<section
			ref={scroller}
			aria-label={label}
			{...{ tabIndex: 0 }}
			className={cx("relative overflow-x-auto focus-visible:-outline-offset-2", scroller && "max-h-[70dvh] overflow-y-auto")}
		>
			<table className={cx("w-full border-collapse text-13", className)}>{children}</table>
		</section>
	);
}

export const TableHead = ({ children }: { readonly children: ReactNode }) => (
	<thead>
		<tr className="border-b border-line">{children}</tr>
	</thead>
);

export const TableBody = ({ children }: { readonly children: ReactNode }) => <tbody>{children}</tbody>;

export const Row = ({ className, ...rest }: ComponentProps<"tr">) => (
	<tr {...rest} className={cx("border-b border-line last:border-b-0", className)} />
);

export const Th = ({ className, ...rest }: ComponentProps<"th">) => (
	<th
		scope="col"
		{...rest}
		className={cx("h-8 px-3 text-left text-12 font-normal whitespace-nowrap text-ink-3 first:pl-4 last:pr-4", className)}
	/>
);

export const Td = ({ className, ...rest }: ComponentProps<"td">) => (
	<td {...rest} className={cx("h-11 px-3 py-2 whitespace-nowrap first:pl-4 last:pr-4", className)} />
);
