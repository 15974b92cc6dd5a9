import type { Metadata } from "next";
import { isRunning, phaseSegments } from "@/components/shell/overview-model.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { RunCard } from "@/components/shell/run-card.tsx";
import { RunTable } from "@/components/shell/run-table.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card, Section } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { outlookOf } from "@/lib/domain/schedule/outlook.ts";
import { instantNow } from "@/lib/server/access.ts";
import { getPlanPage, listPlans } from "@/lib/server/queries.ts";
import { requirePrincipal } from "@/lib/server/session.ts";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
	const principal = await requirePrincipal();
	const plans = await listPlans(principal);
	const pages = await Promise.all(plans.filter(isRunning).map(async (plan) => ({ plan, page: await getPlanPage(principal, plan.id) })));
	const now = instantNow();
	const ended = plans.filter((plan) => plan.status === "ended");
	return (
		<>
			<PageHeader title="Runs" />
			<PageBody>
				{pages.length + ended.length === 0 ? (
					<Card>
						<EmptyState icon="runs" title="No run yet" action={<ButtonLink href="/plans">See the plans</ButtonLink>}>
							A run is an approved plan being carried out: live in its window, or as a rehearsal at any time. Everybody sees the same board,
							and each step opens when what it waits for is done.
						</EmptyState>
					</Card>
				) : (
					<>
						{pages.length > 0 && (
							<Section title="Running now" count={pages.length}>
								<div className="flex flex-col gap-3">
									{pages.map(
										({ plan, page }) =>
											page.ok && (
												<RunCard
													key={plan.id}
													plan={plan}
													segments={phaseSegments(page.value.state)}
													zone={page.value.timeZone}
													outlook={outlookOf(page.value.state, page.value.measured, page.value.workers, now)}
												/>
											),
									)}
								</div>
							</Section>
						)}
						{ended.length > 0 && (
							<Section title="Ended" count={ended.length}>
								<Card>
									<RunTable plans={ended} />
								</Card>
							</Section>
						)}
					</>
				)}
			</PageBody>
		</>
	);
}
