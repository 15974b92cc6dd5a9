import { cx } from "./cx.ts";

/** Two letters for a name: first and last word, or the first two letters of a single one. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/u).filter(Boolean);
	const letters =
		words.length > 1
			? [words[0], words.at(-1)].map((word) => [...(word ?? "")][0] ?? "").join("")
			: [...(words[0] ?? "?")].slice(0, 2).join("");
	return letters.toUpperCase();
}

/** A person. The name is spoken and on hover; give `decorative` where the name stands beside it. */
export function Avatar({
	name,
	me = false,
	size = "md",
	presence,
	decorative = false,
}: {
	readonly name: string;
	readonly me?: boolean;
	readonly size?: "sm" | "md" | "lg";
	readonly presence?: "here" | "away";
	readonly decorative?: boolean;
}) {
	const spoken = `${name}${me ? ", you" : ""}${presence === undefined ? "" : presence === "here" ? ", here" : ", away"}`;
	const look = cx(
		"relative inline-grid shrink-0 place-items-center rounded-full font-semibold",
		size === "sm" ? "size-5 text-[0.5625rem]" : size === "md" ? "size-6 text-[0.65rem]" : "size-8 text-11",
		me ? "bg-accent text-on-solid" : "bg-hover text-ink-2 inset-ring inset-ring-line",
	);
	return (
		<span title={spoken} className={look}>
			<span aria-hidden="true">{initials(name)}</span>
			{!decorative && <span className="sr-only">{spoken}</span>}
			{presence !== undefined && (
				<span
					className={cx(
						"absolute -right-px -bottom-px size-2 rounded-full border-2 border-surface",
						presence === "here" ? "bg-green" : "bg-ink-3",
					)}
				/>
			)}
		</span>
	);
}
