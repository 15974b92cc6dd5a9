import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { aboutComponent, historyEntries } from "@/components/estate/history-entries.ts";
import { dayBegins, dayEnds, historyHref, readHistoryQuery } from "@/components/estate/history-filter.ts";
import { HistorySearch } from "@/components/estate/history-search.tsx";
import { InventoryHistory } from "@/components/estate/inventory-history.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { inventoryHistory } from "@/lib/server/inventory-history.ts";
import { estateOr404 } from "../estate-or-404.ts";
import { principalHere } from "../principal-here.ts";

export const metadata: Metadata = { title: "History of the inventory" };

/** Of one request all its changes are written out, as far as a page bears it. */
const MOST_OF_ONE = 1_000;

export default async function EstateHistoryPage({
	params,
	searchParams,
}: {
	readonly params: Promise<{ id: string }>;
	readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
	const [{ id }, query, principal] = [await params, await searchParams, await principalHere(params)];
	const estate = await estateOr404(id);
	const asked = readHistoryQuery(query);
	const zone = estate.timeZone;
	const { who, request, component, before } = asked;
	const days = { from: dayBegins(asked.from, zone), to: dayEnds(asked.to, zone) };
	const found = await inventoryHistory(principal, id, { who, request, component, before, ...days });
	if (!found.ok) notFound();
	const entries = aboutComponent(historyEntries(found.value.events), component);
	const base = `/estates/${id}/history`;
	return (
		<PageBody>
			<Card title="Changes of the inventory" count={`${entries.length}, newest first`}>
				<HistorySearch key={JSON.stringify(asked)} base={base} asked={asked} people={Object.values(estate.people)} />
				{entries.length === 0 ? (
					<p className="px-4 py-8 text-13 text-ink-2">
						{found.value.before === undefined
							? "No change fits. Widen the choice above."
							: "None of the newest changes fits. Look among the older ones."}
					</p>
				) : (
					<InventoryHistory
						estateId={id}
						entries={entries}
						people={estate.people}
						zone={zone}
						mayUndo={may(principal.role, "lead") && estate.archived === undefined}
						{...(request === "" ? {} : { most: MOST_OF_ONE })}
					/>
				)}
				{found.value.before !== undefined && (
					<p className="border-t border-line px-4 py-3 text-13">
						<Link href={historyHref(base, asked, found.value.before) as Route} className="link">
							Older changes
						</Link>
					</p>
				)}
			</Card>
		</PageBody>
	);
}
