import type { Metadata, Route } from "next";
import Link from "next/link";
import { planName } from "@/components/shell/overview-model.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { buttonLook } from "@/components/ui/button-look.ts";
import { Card, Section } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { RelativeTime } from "@/components/ui/time.tsx";
import { listEstates, listPlans } from "@/lib/server/queries.ts";
import { copiesOfPlans, todayOf } from "@/lib/server/secret-copies.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "History" };

type Stream = { readonly href: string; readonly name: string; readonly about: string; readonly at: string };

function Streams({ streams }: { readonly streams: readonly Stream[] }) {
	return (
		<ul className="divide-y divide-line">
			{streams.map((stream) => (
				<li key={stream.href} className="relative flex min-h-13 items-center gap-3 px-4 py-2 hover:bg-hover">
					<div className="min-w-0 flex-1">
						<Link href={stream.href as Route} className="font-medium stretched">
							{stream.name}
						</Link>
						<p className="text-12 text-ink-3">{stream.about}</p>
					</div>
					<RelativeTime at={stream.at} className="text-12 text-ink-3" />
					<Icon name="chevron-right" size={12} className="text-control-line" />
				</li>
			))}
		</ul>
	);
}

export default async function HistoryPage() {
	const principal = await requirePrincipal();
	const [estates, plans] = await Promise.all([listEstates(principal), listPlans(principal)]);
	const open = (await copiesOfPlans(plans, todayOf())).filter(({ disposal }) => disposal !== "destroyed").length;
	return (
		<>
			<PageHeader
				title="History"
				actions={
					<>
						<ButtonLink href={"/history/events" as Route}>
							<Icon name="search" />
							Search all events
						</ButtonLink>
						<ButtonLink href={"/history/copies" as Route}>
							<Icon name="trash" />
							Copies with secrets{open > 0 && `, ${open} to destroy`}
						</ButtonLink>
						<a className={buttonLook()} href="/api/v1/audit/checkpoint?format=text" download>
							<Icon name="key" />
							Signed checkpoints
						</a>
					</>
				}
			/>
			<PageBody>
				<p className="max-w-[72ch] text-ink-2">
					Everything that happened is an entry in a log that only grows; each entry holds the hash of the one before it. Choose what to
					read: its page checks the chain and says whether it is sound.
				</p>
				{estates.length === 0 ? (
					<Card>
						<EmptyState icon="history" title="Nothing has happened yet">
							The first entries appear when an estate is added.
						</EmptyState>
					</Card>
				) : (
					<div className="grid items-start gap-6 lg:grid-cols-2">
						<Section title="Plans and runs" count={plans.length}>
							<Card>
								{plans.length === 0 ? (
									<p className="px-4 py-3.5 text-13 text-ink-2">No plan has been made yet.</p>
								) : (
									<Streams
										streams={plans.map((plan) => ({
											href: `/plans/${plan.id}/history`,
											name: planName(plan),
											about: `${plan.mode === "rehearsal" || plan.rehearsalOf !== undefined ? "Rehearsal, " : ""}${plan.status}`,
											at: plan.updatedAt,
										}))}
									/>
								)}
							</Card>
						</Section>
						<Section title="Inventories" count={estates.length}>
							<Card>
								<Streams
									streams={estates.map((estate) => ({
										href: `/estates/${estate.id}/history`,
										name: estate.name,
										about: "What was recorded, with before and after",
										at: estate.changedAt,
									}))}
								/>
							</Card>
						</Section>
					</div>
				)}
			</PageBody>
		</>
	);
}
