import type { Metadata } from "next";
import { EstateTable } from "@/components/estate/estate-table.tsx";
import { DEFAULT_TARGET } from "@/components/estate/target.ts";
import { copiesTask, isRunning, nextWindows, phaseSegments, waitingFor } from "@/components/shell/overview-model.ts";
import { PageBody, PageHeader } from "@/components/shell/page-header.tsx";
import { RunCard } from "@/components/shell/run-card.tsx";
import { TaskList } from "@/components/shell/task-list.tsx";
import { WindowList } from "@/components/shell/window-list.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Card, Section } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { WallClock } from "@/components/ui/time.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import { outlookOf } from "@/lib/domain/schedule/outlook.ts";
import { instantNow } from "@/lib/server/access.ts";
import { findingCounts } from "@/lib/server/finding-counts.ts";
import { people } from "@/lib/server/people.ts";
import { getPlanPage, listEstates, listPlans } from "@/lib/server/queries.ts";
import { copiesOfPlans, todayOf } from "@/lib/server/secret-copies.ts";
import { requirePrincipal } from "@/lib/server/session.ts";
import { windowsAhead } from "@/lib/server/window-fits.ts";
import { meOf } from "./me-of.ts";

export const metadata: Metadata = { title: "Overview" };

const MOST_RUNS = 5;

export default async function OverviewPage() {
	const principal = await requirePrincipal();
	const [estates, plans, names] = await Promise.all([listEstates(principal), listPlans(principal), people()]);
	const lead = may(principal.role, "lead");
	if (estates.length === 0)
		return (
			<>
				<PageHeader title="Overview" />
				<PageBody>
					<Card>
						<EmptyState
							icon="estates"
							title="Begin with an estate"
							action={
								lead ? (
									<ButtonLink href="/estates/new" variant="primary">
										Add an estate
									</ButtonLink>
								) : (
									<p className="text-13 text-ink-2">A lead adds the first one. You will find it here.</p>
								)
							}
						>
							Import what stands where. Lockstep computes the safe order of the upgrade, another lead approves it, and the team ticks
							through it together while everything is written down. A sample estate shows how it looks.
						</EmptyState>
					</Card>
				</PageBody>
			</>
		);
	const running = plans.filter(isRunning);
	const pages = await Promise.all(running.slice(0, MOST_RUNS).map(async (plan) => ({ plan, page: await getPlanPage(principal, plan.id) })));
	const findings = await findingCounts(
		principal,
		estates.map(({ id }) => id),
		DEFAULT_TARGET,
	);
	const windows = nextWindows(plans, Date.now()).slice(0, 5);
	const ahead = await windowsAhead(principal, windows);
	const overdue = lead ? (await copiesOfPlans(plans, todayOf())).filter(({ disposal }) => disposal === "overdue") : [];
	const tasks = [...waitingFor(meOf(principal), plans), ...overdue.map(({ plan }) => copiesTask(plan))].slice(0, 6);
	const zone = estates[0]?.timeZone ?? "UTC";
	const now = instantNow();
	return (
		<>
			<PageHeader
				title="Overview"
				actions={
					<>
						<WallClock zone={zone} />
						{lead && (
							<ButtonLink href="/plans/new" variant="primary">
								<Icon name="plus" />
								New plan
							</ButtonLink>
						)}
					</>
				}
			/>
			<PageBody>
				<Section title="Running now" {...(running.length > MOST_RUNS ? { count: running.length } : {})}>
					{running.length === 0 ? (
						<Card>
							<p className="px-4 py-3.5 text-13 text-ink-2">Nothing runs. A run starts from an approved plan, inside its window.</p>
						</Card>
					) : (
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
					)}
				</Section>
				<div className="grid gap-6 lg:grid-cols-2">
					<Section title="Next windows">
						<Card>
							{windows.length === 0 ? (
								<p className="px-4 py-3.5 text-13 text-ink-2">No window is set. Give a plan one when you make it.</p>
							) : (
								<WindowList windows={windows} ahead={ahead} />
							)}
						</Card>
					</Section>
					<Section title="Waiting for you" {...(tasks.length > 0 ? { count: tasks.length } : {})}>
						<Card>
							{tasks.length === 0 ? (
								<p className="px-4 py-3.5 text-13 text-ink-2">
									{lead ? "Nobody waits for you." : "Approvals and starts go to leads. Your steps stand in the run."}
								</p>
							) : (
								<TaskList tasks={tasks} people={names} myId={principal.id} />
							)}
						</Card>
					</Section>
				</div>
				<Section title="Estates" count={estates.length}>
					<Card>
						<EstateTable estates={estates} target={DEFAULT_TARGET} findings={findings} />
					</Card>
				</Section>
			</PageBody>
		</>
	);
}
