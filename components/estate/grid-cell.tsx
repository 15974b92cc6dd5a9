"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";

const field =
	"h-full min-h-9 w-full min-w-0 border-2 border-accent bg-surface px-2 text-13 text-ink focus-visible:outline-none aria-invalid:border-amber";

/** The cell while it is written in: Enter stores, Escape gives up, leaving it stores what changed. */
export function CellEditor({
	label,
	text,
	options,
	invalid,
	onStore,
	onGiveUp,
}: {
	readonly label: string;
	readonly text: string;
	readonly options: readonly string[] | undefined;
	readonly invalid: boolean;
	readonly onStore: (text: string) => void;
	readonly onGiveUp: () => void;
}) {
	const [value, setValue] = useState(text);
	const box = useRef<HTMLInputElement & HTMLSelectElement>(null);
	const closed = useRef(false);
	useEffect(() => box.current?.focus(), []);
	const close = (act: () => void) => {
		if (closed.current) return;
		closed.current = true;
		act();
	};
	const keys = (event: KeyboardEvent) => {
		event.stopPropagation();
		if (event.key === "Enter") {
			event.preventDefault();
			close(() => onStore(value));
		}
		if (event.key === "Escape") close(onGiveUp);
	};
	const shared = {
		ref: box,
		"aria-label": label,
		"aria-invalid": invalid || undefined,
		value,
		onKeyDown: keys,
		onBlur: () => close(() => (value === text && !invalid ? onGiveUp() : onStore(value))),
	};
	if (options === undefined)
		return (
			<input
				{...shared}
				autoComplete="off"
				spellCheck={false}
				onChange={(event) => setValue(event.target.value)}
				className={cx(field, "mono")}
			/>
		);
	return (
		<select {...shared} onChange={(event) => setValue(event.target.value)} className={field}>
			<option value="">as the document has it</option>
			{options.map((option) => (
				<option key={option} value={option}>
					{option}
				</option>
			))}
		</select>
	);
}

/** What a cell that is not being edited shows: its text, that it is on its way, or what is wrong with what was typed. */
export function CellText({
	text,
	pending,
	error,
	mono,
}: {
	readonly text: string;
	readonly pending: boolean;
	readonly error: string | undefined;
	readonly mono: boolean;
}) {
	return (
		<span className={cx("flex min-w-0 items-center gap-1", pending && "text-ink-3 italic")}>
			{error !== undefined && <Icon name="state-warning" size={14} className="text-amber" label="Not stored" />}
			<span className={cx("truncate", mono && "mono", text === "unknown" && "text-ink-3")}>{text}</span>
			{pending && <span className="sr-only">, being stored</span>}
		</span>
	);
}
