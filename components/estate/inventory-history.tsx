import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { ZonedTime } from "@/components/ui/time.tsx";
import type { People } from "@/lib/wire/views.ts";
import { changeCounts } from "./change-text.ts";
import type { HistoryEntry } from "./history-entries.ts";
import { InventoryDiff } from "./inventory-diff.tsx";

const FEW = 6;

/** Who changed what and when, each change with before and after; long ones are folded. */
export function InventoryHistory({
	entries,
	people,
	zone,
}: {
	readonly entries: readonly HistoryEntry[];
	readonly people: People;
	readonly zone: string;
}) {
	return (
		<ol className="divide-y divide-line">
			{entries.map((entry) => {
				const name = people[entry.actorId]?.name ?? "Somebody";
				const summary = (
					<span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 py-2 text-13 font-normal">
						<span className="hidden w-14 text-right text-12 text-ink-3 sm:inline">
							{entry.first === entry.last ? entry.first : `${entry.first}–${entry.last}`}
						</span>
						<Avatar name={name} decorative />
						<span className="min-w-0 flex-1 basis-40">
							<span className="font-medium">{name}</span> {entry.created ? "added the estate" : "changed the inventory"}:{" "}
							<span className="text-ink-2">{changeCounts(entry.changes)}</span>
						</span>
						<ZonedTime at={entry.at} zone={zone} style="full" className="ml-auto text-12 text-ink-2" />
					</span>
				);
				return (
					<li key={entry.first} id={`event-${entry.first}`}>
						<Disclosure summary={summary} open={entry.changes.length <= FEW} className="px-4">
							<div className="mb-3 overflow-hidden rounded-card border border-line">
								<InventoryDiff changes={entry.changes} />
							</div>
							{entry.planId !== undefined && (
								<p className="mb-3 text-12 text-ink-2">
									Recorded by a run.{" "}
									<Link href={`/plans/${entry.planId}` as Route} className="link">
										Open its plan
									</Link>
								</p>
							)}
						</Disclosure>
					</li>
				);
			})}
		</ol>
	);
}
