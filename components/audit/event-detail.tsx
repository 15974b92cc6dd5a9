"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button.tsx";
import { CodeBlock } from "@/components/ui/code-block.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { HistoryEntry } from "@/lib/wire/views.ts";
import { type EventNames, eventWords } from "./event-text.ts";

/** One event in full: what, who, when to the millisecond, its hash and the one before, and its data. */
export function EventDetail({
	entry,
	names,
	zone,
	planId,
	onClose,
}: {
	readonly entry: HistoryEntry;
	readonly names: EventNames;
	readonly zone: string;
	readonly planId: string;
	readonly onClose: () => void;
}) {
	const words = eventWords(entry.type, entry.data, names);
	const hash = (text: string): ReactNode => <span className="mono break-all">{text}</span>;
	return (
		<section aria-label={`Event ${entry.sequence}`} className="flex flex-col gap-4 p-4 md:p-5">
			<div className="flex items-center justify-between">
				<h2 className="text-14 font-semibold">Event {entry.sequence}</h2>
				<Button variant="quiet" size="sm" square aria-label="Close the event" onClick={onClose}>
					<Icon name="close" />
				</Button>
			</div>
			<Facts
				rows={[
					{ label: "What", value: `${words.title}${words.detail ? `, ${words.detail}` : ""}` },
					{ label: "Type", value: <code className="mono">{entry.type}</code> },
					{ label: "Who", value: names.person(entry.actorId) },
					...(entry.at
						? [
								{ label: "When", value: `${formatInstant(entry.at, zone, "full")} ${zoneWord(entry.at, zone)}` },
								{ label: "In UTC", value: <span className="mono">{entry.at}</span> },
							]
						: []),
					{ label: "Hash", value: hash(entry.hash) },
					{ label: "Before it", value: hash(entry.previous) },
				]}
			/>
			{words.stepId !== undefined && (
				<a className="link text-13" href={`/plans/${planId}/run?step=${encodeURIComponent(words.stepId)}`}>
					Open the step
				</a>
			)}
			<CodeBlock text={JSON.stringify(entry.data, null, 2)} what={`the data of event ${entry.sequence}`} head="Data" />
		</section>
	);
}
