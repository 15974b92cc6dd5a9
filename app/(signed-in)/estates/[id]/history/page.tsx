import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { historyEntries } from "@/components/estate/history-entries.ts";
import { InventoryHistory } from "@/components/estate/inventory-history.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { estateEvents } from "@/lib/server/estates.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { estateOr404 } from "../estate-or-404.ts";

export const metadata: Metadata = { title: "History of the inventory" };

export default async function EstateHistoryPage({ params }: { readonly params: Promise<{ id: string }> }) {
	const [{ id }, principal] = [await params, await requirePrincipal()];
	const [estate, found] = [await estateOr404(id), await estateEvents(principal, id, 0)];
	if (!found.ok) notFound();
	const entries = historyEntries(found.value.events.map((stored) => stored.event));
	return (
		<PageBody>
			<Card title="Changes of the inventory" count={`${entries.length}, newest first`}>
				<InventoryHistory entries={entries} people={estate.people} zone={estate.timeZone} />
			</Card>
		</PageBody>
	);
}
