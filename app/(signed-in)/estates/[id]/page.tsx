import type { Metadata, Route } from "next";
import Link from "next/link";
import { findingCounts } from "@/components/estate/finding-groups.ts";
import { FindingDigest } from "@/components/estate/finding-list.tsx";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { Topology } from "@/components/estate/topology.tsx";
import { topologyOf } from "@/components/estate/topology-model.ts";
import { topologyRows } from "@/components/estate/topology-rows.ts";
import { TopologyTable } from "@/components/estate/topology-table.tsx";
import { ViewChoice } from "@/components/estate/view-choice.tsx";
import { PageBody } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { estateFindings } from "./estate-findings.ts";
import { estateOr404 } from "./estate-or-404.ts";

type Params = { readonly params: Promise<{ id: string }> };

export const generateMetadata = async ({ params }: Params): Promise<Metadata> => ({ title: (await estateOr404((await params).id)).name });

export default async function EstatePage({
	params,
	searchParams,
}: Params & { readonly searchParams: Promise<{ readonly view?: string | string[]; readonly words?: string | string[] }> }) {
	const [{ id }, { view, words }] = [await params, await searchParams];
	const { inventory } = await estateOr404(id);
	const [drawing, table] = [`/estates/${id}` as Route, `/estates/${id}?view=table` as Route];
	if (view === "table")
		return (
			<PageBody className="gap-3">
				<ViewChoice drawing={drawing} table={table} current="table" />
				<Card>
					<TopologyTable estateId={id} rows={topologyRows(inventory, DEFAULT_TARGET)} initial={typeof words === "string" ? words : ""} />
				</Card>
			</PageBody>
		);
	const topology = topologyOf(inventory, DEFAULT_TARGET);
	if (topology.bands.length + topology.farms.length + topology.emptyPools.length === 0)
		return (
			<PageBody>
				<Card>
					<EmptyState
						icon="estates"
						title="Nothing is recorded yet"
						action={
							<ButtonLink href={`/estates/${id}/import` as Route} variant="primary">
								Import an inventory
							</ButtonLink>
						}
					>
						Here stand the servers by replication group with their primary, portals, farms and pools, once they are imported. You see every
						difference before anything is stored.
					</EmptyState>
				</Card>
			</PageBody>
		);
	const findings = estateFindings(inventory, DEFAULT_TARGET);
	return (
		<div className="grid flex-1 xl:grid-cols-[minmax(0,1fr)_20rem]">
			<PageBody>
				<ViewChoice drawing={drawing} table={table} current="drawing" />
				<Topology estateId={id} model={topology} clients={inventory.clientSystems} tableHref={table} />
			</PageBody>
			<aside aria-label="Findings" className="border-t border-line bg-surface xl:border-t-0 xl:border-l">
				<h2 className="flex min-h-11 flex-wrap items-center gap-x-2 border-b border-line px-5 text-13 font-semibold">
					Findings <span className="font-normal text-ink-3">{findingCounts(findings)}</span>
				</h2>
				<FindingDigest findings={findings} />
				<p className="border-t border-line px-5 py-3 text-12 text-ink-3">
					Seen on the way to {DEFAULT_TARGET}.{" "}
					<Link href={`/estates/${id}/findings` as Route} className="link">
						Read them in full
					</Link>
				</p>
			</aside>
		</div>
	);
}
