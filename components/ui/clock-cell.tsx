import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";

/**
 * One clock of a bar of clocks: label, value, and one line saying what the value means. `danger` tints the cell
 * and draws how much of the budget is used (`used` of 1) along its lower edge. Cells never change places.
 */
export function ClockCell({
	label,
	value,
	unit,
	meaning,
	tone = "plain",
	used,
	className,
}: {
	readonly label: ReactNode;
	readonly value: ReactNode;
	readonly unit?: ReactNode;
	readonly meaning?: ReactNode;
	readonly tone?: "plain" | "good" | "warning" | "danger";
	readonly used?: number;
	readonly className?: string | undefined;
}) {
	const danger = tone === "danger";
	return (
		<div className={cx("relative flex min-w-32 flex-1 flex-col justify-center px-4 py-3", danger && "bg-red-bg", className)}>
			<span className={cx("flex items-center gap-1 text-12 lg:whitespace-nowrap", danger ? "text-red-text" : "text-ink-3")}>
				{danger && <Icon name="state-gap" size={14} />}
				{tone === "warning" && <Icon name="state-warning" size={14} className="text-amber" />}
				{label}
			</span>
			<span className={cx("text-18 font-semibold tracking-tight lg:whitespace-nowrap", danger && "text-red-text")}>
				{value}
				{unit !== undefined && (
					<small className={cx("ml-1 text-13 font-normal tracking-normal", danger ? "text-ink-2" : "text-ink-3")}>{unit}</small>
				)}
			</span>
			{meaning !== undefined && (
				<span
					className={cx(
						"text-12",
						tone === "good" ? "text-green-text" : tone === "warning" ? "text-amber-text" : danger ? "text-ink-2" : "text-ink-3",
					)}
				>
					{meaning}
				</span>
			)}
			{danger && used !== undefined && (
				<svg aria-hidden="true" className="absolute inset-x-0 bottom-0 h-[3px] w-full bg-red-line">
					<rect height="100%" width={`${Math.min(100, Math.max(0, used * 100))}%`} className="fill-red" />
				</svg>
			)}
		</div>
	);
}
