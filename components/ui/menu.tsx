"use client";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { type ButtonLook, buttonLook } from "./button-look.ts";
import { cx } from "./cx.ts";

export type MenuEntry = {
	readonly label: ReactNode;
	readonly icon?: ReactNode;
	readonly onSelect?: () => void;
	readonly href?: string;
	/** Why the entry is shut; shown under it. */
	readonly reason?: string;
};

const entryLook =
	"flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 text-13 text-ink no-underline outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-ink-3 pointer-coarse:min-h-11";

/** A button that opens a list of things to do. `trigger` is its content; give `label` when that is a drawing alone. */
export function Menu({
	trigger,
	label,
	entries,
	variant = "outline",
	size = "md",
	square = false,
	className,
}: {
	readonly trigger: ReactNode;
	readonly label?: string;
	readonly entries: readonly MenuEntry[];
	readonly className?: string;
} & ButtonLook) {
	return (
		<Base.Root>
			<Base.Trigger aria-label={label} className={cx(buttonLook({ variant, size, square }), className)}>
				{trigger}
			</Base.Trigger>
			<Base.Portal>
				<Base.Positioner sideOffset={4} align="end" className="z-50">
					<Base.Popup className="min-w-48 max-w-80 rounded-card border border-line bg-surface p-1 shadow-2 outline-none">
						{entries.map((entry, index) =>
							entry.href !== undefined && entry.reason === undefined ? (
								<Base.LinkItem key={String(index)} href={entry.href} className={entryLook}>
									{entry.icon}
									{entry.label}
								</Base.LinkItem>
							) : (
								<Base.Item
									key={String(index)}
									disabled={entry.reason !== undefined}
									onClick={() => entry.onSelect?.()}
									className={entryLook}
								>
									{entry.icon}
									<span>
										{entry.label}
										{entry.reason !== undefined && <span className="block text-12 text-ink-3">{entry.reason}</span>}
									</span>
								</Base.Item>
							),
						)}
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}
