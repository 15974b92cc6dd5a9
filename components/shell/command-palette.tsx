"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { cx } from "@/components/ui/cx.ts";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { type PaletteEntry, rankEntries } from "./palette-entries.ts";

/** Calls `open` on Ctrl K or ⌘ K, wherever the focus is. */
export function usePaletteKey(open: () => void): void {
	useEffect(() => {
		const onKey = (event: globalThis.KeyboardEvent) => {
			if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
				event.preventDefault();
				open();
			}
		};
		document.addEventListener("keydown", onKey);
		return () => document.removeEventListener("keydown", onKey);
	}, [open]);
}

/** Find a place or begin an action by typing. Arrows move, Enter goes, Escape leaves. */
export function CommandPalette({
	open,
	onOpenChange,
	entries,
}: {
	readonly open: boolean;
	readonly onOpenChange: (open: boolean) => void;
	readonly entries: readonly PaletteEntry[];
}) {
	const input = useRef<HTMLInputElement>(null);
	return (
		<Dialog open={open} onOpenChange={onOpenChange} title="Find or do" headHidden width="md" initialFocus={input}>
			<PaletteList entries={entries} input={input} onDone={() => onOpenChange(false)} />
		</Dialog>
	);
}

function PaletteList({
	entries,
	input,
	onDone,
}: {
	readonly entries: readonly PaletteEntry[];
	readonly input: RefObject<HTMLInputElement | null>;
	readonly onDone: () => void;
}) {
	const [words, setWords] = useState("");
	const [at, setAt] = useState(0);
	const router = useRouter();
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const found = rankEntries(entries, words);
	const current = Math.min(at, Math.max(0, found.length - 1));

	const go = (entry: PaletteEntry | undefined) => {
		if (entry === undefined) return;
		onDone();
		router.push(entry.href as Route);
	};
	const move = (to: number) => {
		const next = (to + found.length) % Math.max(1, found.length);
		setAt(next);
		list.current?.children[next]?.scrollIntoView({ block: "nearest" });
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "ArrowDown") move(current + 1);
		else if (event.key === "ArrowUp") move(current - 1);
		else if (event.key === "Enter") go(found[current]);
		else return;
		event.preventDefault();
	};
	return (
		<>
			<div className="flex items-center gap-3 border-b border-line px-4">
				<Icon name="search" className="text-ink-3" />
				<input
					ref={input}
					role="combobox"
					aria-expanded="true"
					aria-controls={`${id}-list`}
					aria-activedescendant={found.length > 0 ? `${id}-${current}` : undefined}
					aria-autocomplete="list"
					aria-label="Find a page, an estate or a plan"
					placeholder="Find a page, an estate or a plan"
					autoComplete="off"
					value={words}
					onChange={(event) => {
						setWords(event.target.value);
						setAt(0);
					}}
					onKeyDown={onKeyDown}
					className="min-h-13 min-w-0 flex-1 bg-transparent text-16 outline-none"
				/>
			</div>
			<div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" tabIndex={-1} className="max-h-[50vh] overflow-y-auto p-2">
				{found.map((entry, index) => (
					<button
						type="button"
						role="option"
						key={`${entry.href} ${entry.label}`}
						id={`${id}-${index}`}
						aria-selected={index === current}
						tabIndex={-1}
						onClick={() => go(entry)}
						className={cx(
							"flex min-h-9 w-full items-center gap-3 rounded-control px-3 text-left text-13 hover:bg-hover pointer-coarse:min-h-11",
							index === current && "bg-selected inset-ring inset-ring-accent-line",
						)}
					>
						<Icon name={entry.icon} className="text-ink-3" />
						<span className="min-w-0 flex-1 truncate">{entry.label}</span>
						<span className="text-12 text-ink-3">{entry.kind}</span>
					</button>
				))}
			</div>
			{found.length === 0 && (
				<p className="px-5 pb-5 text-13 text-ink-2">Nothing is called that. Try the name of an estate or of a page.</p>
			)}
		</>
	);
}
