import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import { ZonedTime } from "@/components/ui/time.tsx";
import type { People } from "@/lib/wire/views.ts";
import { changeCounts } from "./change-text.ts";
import type { HistoryEntry } from "./history-entries.ts";
import { InventoryDiff } from "./inventory-diff.tsx";
import { UndoButton } from "./undo-button.tsx";

const FEW = 6;
/** Changes of one entry that are written out; the whole of it has an address of its own. */
const MOST = 100;

function didWhat(entry: HistoryEntry): string {
	if (entry.undoes !== undefined) return `took change ${entry.undoes} back`;
	return entry.did ?? "changed the inventory";
}

/** Who changed what and when, each change with before and after; long ones are folded. */
export function InventoryHistory({
	estateId,
	entries,
	people,
	zone,
	most = MOST,
	mayUndo,
}: {
	readonly estateId: string;
	readonly entries: readonly HistoryEntry[];
	readonly people: People;
	readonly zone: string;
	readonly most?: number;
	readonly mayUndo: boolean;
}) {
	return (
		<ol className="divide-y divide-line">
			{entries.map((entry) => {
				const name = people[entry.actorId]?.name ?? "Somebody";
				const summary = (
					<span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 py-2 text-13 font-normal">
						<span className="hidden w-20 text-right text-12 text-ink-3 sm:inline">
							{entry.first === entry.last ? entry.first : `${entry.first}–${entry.last}`}
						</span>
						<Avatar name={name} decorative />
						<span className="min-w-0 flex-1 basis-40">
							<span className="font-medium">{name}</span> {didWhat(entry)}
							{entry.changes.length > 0 && (
								<>
									: <span className="text-ink-2">{changeCounts(entry.changes)}</span>
								</>
							)}
						</span>
						<ZonedTime at={entry.at} zone={zone} style="full" className="ml-auto text-12 text-ink-2" />
					</span>
				);
				const request = `/estates/${estateId}/history?${new URLSearchParams({ request: entry.command })}` as Route;
				return (
					<li key={entry.first} id={`event-${entry.first}`} className="scroll-mt-4">
						<Disclosure summary={summary} open={entry.changes.length <= FEW} className="px-4">
							{entry.changes.length > 0 && (
								<div className="mb-3 overflow-hidden rounded-card border border-line">
									<InventoryDiff changes={entry.changes.slice(0, most)} />
								</div>
							)}
							<div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-12 text-ink-2">
								{mayUndo && !entry.created && entry.changes.length > 0 && <UndoButton estateId={estateId} sequence={entry.last} />}
								{entry.undoes !== undefined && (
									<a href={`#event-${entry.undoes}`} className="link">
										The change it took back
									</a>
								)}
								{entry.planId !== undefined && (
									<span>
										Recorded by a run.{" "}
										<Link href={`/plans/${entry.planId}` as Route} className="link">
											Open its plan
										</Link>
									</span>
								)}
								<span className="min-w-0">
									Request{" "}
									<Link href={request} className="link mono wrap-anywhere">
										{entry.command}
									</Link>
									{entry.changes.length > most && `, ${entry.changes.length - most} more changes there`}
								</span>
							</div>
						</Disclosure>
					</li>
				);
			})}
		</ol>
	);
}
