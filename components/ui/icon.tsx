import { cx } from "./cx.ts";
import { type GlyphName, glyphs } from "./glyphs.tsx";

export type { GlyphName } from "./glyphs.tsx";

const sizes = { 12: "size-3", 14: "size-3.5", 16: "size-4", 20: "size-5" } as const;

/**
 * A line drawing beside a word. Decorative unless `label` is given: then it speaks for itself to a screen
 * reader, for the few buttons that carry no word (copy, link, close, zoom).
 */
export function Icon({
	name,
	size = 16,
	label,
	className,
}: {
	readonly name: GlyphName;
	readonly size?: keyof typeof sizes;
	readonly label?: string | undefined;
	readonly className?: string | undefined;
}) {
	return (
		<svg
			viewBox="0 0 16 16"
			width={size} // for an icon inside a drawing, where classes give no size
			height={size}
			role={label === undefined ? undefined : "img"}
			aria-label={label}
			aria-hidden={label === undefined ? true : undefined}
			focusable="false"
			className={cx(
				"shrink-0 fill-none stroke-current stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]",
				"[&_[data-cut]]:stroke-surface [&_[data-solid]]:fill-current [&_[data-solid]]:stroke-none",
				sizes[size],
				className,
			)}
		>
			{glyphs[name]}
		</svg>
	);
}
