"use client";
import { Avatar } from "@/components/ui/avatar.tsx";
import { cx } from "@/components/ui/cx.ts";
import { StateIcon } from "@/components/ui/state.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { HistoryEntry } from "@/lib/wire/views.ts";
import { type EventNames, eventWords } from "./event-text.ts";

/** One event: number, time, who, what, and the beginning of its hash. A link to itself. */
export function HistoryRow({
	entry,
	names,
	zone,
	me,
	selected,
	href,
	onOpen,
}: {
	readonly entry: HistoryEntry;
	readonly names: EventNames;
	readonly zone: string;
	readonly me: boolean;
	readonly selected: boolean;
	readonly href: string;
	readonly onOpen: () => void;
}) {
	const words = eventWords(entry.type, entry.data, names);
	const name = names.person(entry.actorId);
	return (
		<a
			href={href}
			aria-current={selected ? "true" : undefined}
			onClick={(event) => {
				if (event.metaKey || event.ctrlKey || event.shiftKey) return;
				event.preventDefault();
				onOpen();
			}}
			className={cx(
				"relative grid min-h-10.5 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 border-b border-line px-4 py-1.5 text-13 text-ink no-underline hover:bg-hover focus-visible:-outline-offset-2 sm:grid-cols-[3rem_4.5rem_1.25rem_1rem_minmax(0,1fr)_4.5rem] md:px-6 pointer-coarse:min-h-11",
				selected && "bg-selected hover:bg-selected before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent",
			)}
		>
			<span className="text-12 text-ink-3 sm:text-right">{entry.sequence}</span>
			<time
				dateTime={entry.at}
				className="text-12 text-ink-2"
				title={entry.at && `${formatInstant(entry.at, zone, "full")} ${zoneWord(entry.at, zone)}`}
			>
				{entry.at && formatInstant(entry.at, zone, "time-seconds")}
			</time>
			<span className="max-sm:hidden">
				<Avatar name={name} me={me} size="sm" />
			</span>
			<StateIcon state={entry.type === "unreadable" ? "failed" : words.icon} labelled className="max-sm:hidden" />
			<span className="min-w-0 max-sm:col-span-2 sm:truncate">
				<span className="font-medium sm:hidden">{name}: </span>
				<span className="font-medium">{words.title}</span> <span className="ml-1 text-ink-3">{words.detail}</span>
			</span>
			<span className="mono text-12 text-ink-3 max-sm:hidden">
				{entry.hash.slice(0, 4)} {entry.hash.slice(4, 6)}
			</span>
		</a>
	);
}
