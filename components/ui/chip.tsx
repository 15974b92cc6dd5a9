import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type ChipTone = "neutral" | "line" | "accent" | "green" | "amber" | "red" | "inverse";

const tones: Record<ChipTone, string> = {
	neutral: "bg-well text-ink-2",
	line: "text-ink-2 inset-ring inset-ring-line-strong",
	accent: "bg-accent-bg text-accent-text",
	green: "bg-green-bg text-green-text",
	amber: "bg-amber-bg text-amber-text",
	red: "bg-red-bg text-red-text",
	inverse: "bg-ink text-surface",
};

/** A short fact in a small box. `mono` for hosts, versions and ids. Colour repeats what the word says. */
export function Chip({
	tone = "neutral",
	mono = false,
	className,
	children,
}: {
	readonly tone?: ChipTone;
	readonly mono?: boolean;
	readonly className?: string | undefined;
	readonly children: ReactNode;
}) {
	return (
		<span
			className={cx(
				"inline-flex min-h-5 max-w-full items-center gap-1 rounded-chip px-1.5 text-12 font-medium [&_[data-cut]]:stroke-current",
				mono ? "mono font-normal break-all" : "whitespace-nowrap",
				tones[tone],
				className,
			)}
		>
			{children}
		</span>
	);
}

export const HostChip = ({ children }: { readonly children: ReactNode }) => (
	<Chip mono className="bg-hover text-ink">
		{children}
	</Chip>
);

export type VersionStanding = "at" | "below" | "above" | "unknown" | "plain";

const standing: Record<VersionStanding, { readonly className: string; readonly word?: string }> = {
	at: { className: "bg-green-bg text-green-text", word: "at target" },
	below: { className: "bg-hover text-ink-2", word: "behind" },
	above: { className: "bg-accent-bg text-accent-text", word: "ahead of target" },
	unknown: { className: "border border-dashed border-control-line text-ink-2", word: "not recorded" },
	plain: { className: "bg-hover text-ink-2" },
};

/** A version and how it stands to the target; the standing is spoken and on hover, the look only repeats it. */
export function VersionChip({ version, relation = "plain" }: { readonly version: string; readonly relation?: VersionStanding }) {
	const look = standing[version === "unknown" ? "unknown" : relation];
	return (
		<Chip mono className={cx("whitespace-nowrap", look.className)}>
			{look.word === undefined ? (
				version
			) : (
				<span title={look.word}>
					{version}
					{version !== "unknown" && <span className="sr-only">, {look.word}</span>}
				</span>
			)}
		</Chip>
	);
}
