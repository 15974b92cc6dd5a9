"use client";
import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import { useDeferredValue, useMemo } from "react";
import { RehearsalBand } from "@/components/run/rehearsal-band.tsx";
import { Rows } from "@/components/run/virtual-rows.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Chip } from "@/components/ui/chip.tsx";
import { cx } from "@/components/ui/cx.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { formatInstant } from "@/components/ui/time-format.ts";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import type { HistoryEntry, HistoryView, Me } from "@/lib/wire/views.ts";
import { ChainCard } from "./chain-card.tsx";
import { EventDetail } from "./event-detail.tsx";
import type { EventNames } from "./event-text.ts";
import { filterHistory, type HistoryFilter, readFilter } from "./filter-history.ts";
import { HistoryFilters } from "./history-filters.tsx";
import { HistoryRow } from "./history-row.tsx";
import { HistoryTabs } from "./history-tabs.tsx";

export type HistoryPlan = {
	readonly id: string;
	readonly estateName: string;
	readonly zone: string;
	readonly title: string;
	readonly mode?: "live" | "rehearsal";
	readonly rehearsalOf?: string;
	readonly steps: readonly { readonly id: string; readonly title: string }[];
};

type Shown =
	| { readonly kind: "day"; readonly key: string; readonly day: string }
	| { readonly kind: "event"; readonly key: string; readonly entry: HistoryEntry };

function withDays(entries: readonly HistoryEntry[], zone: string): readonly Shown[] {
	let last = "";
	return entries.flatMap((entry): Shown[] => {
		const event: Shown = { kind: "event", key: String(entry.sequence), entry };
		const day = entry.at === "" ? last : formatInstant(entry.at, zone, "date");
		if (day === last) return [event];
		last = day;
		return [{ kind: "day", key: `day ${day} ${entry.sequence}`, day }, event];
	});
}

/** Who did what when, straight from the log, with the verdict on its chain. Filters and the open event are in the address. */
export function HistoryScreen({ plan, history, me }: { readonly plan: HistoryPlan; readonly history: HistoryView; readonly me: Me }) {
	const path = usePathname();
	const search = useSearchParams();
	const filter = readFilter(new URLSearchParams(search.toString()));
	const deferred = useDeferredValue(filter);
	const names = useMemo<EventNames>(() => {
		const titles = new Map(plan.steps.map((step) => [step.id, step.title]));
		return {
			person: (id) => history.people[id]?.name ?? (id || "somebody"),
			stepTitle: (id) => titles.get(id) ?? id,
			time: (at) => formatInstant(at, plan.zone, "date-time"),
		};
	}, [plan, history]);
	const entries = filterHistory(history.entries, deferred, names);
	const rows = withDays(entries, plan.zone);
	const opened = history.entries.find((entry) => String(entry.sequence) === search.get("event"));
	const acted = new Set(history.entries.map((entry) => entry.actorId));

	const address = (next: HistoryFilter, event: number | undefined): string => {
		const query = new URLSearchParams(Object.entries(next));
		if (event !== undefined) query.set("event", String(event));
		const text = query.toString();
		return text === "" ? path : `${path}?${text}`;
	};
	const go = (href: string) => window.history.replaceState(null, "", href);

	return (
		<>
			<RehearsalBand state={plan} />
			<PageHeader
				crumbs={[
					{ label: "History", href: "/history" },
					{ label: plan.estateName, href: `/plans/${plan.id}` as Route },
				]}
				title={plan.title}
				beside={
					(plan.mode || plan.rehearsalOf !== undefined) && (
						<Chip tone={isRehearsal(plan) ? "amber" : "line"}>{isRehearsal(plan) ? "Rehearsal" : "Live run"}</Chip>
					)
				}
			/>
			<ChainCard planId={plan.id} verdict={history.verdict} zone={plan.zone} checkpoint={history.checkpoint} />
			<HistoryTabs planId={plan.id} />
			<HistoryFilters
				filter={filter}
				people={Object.values(history.people).filter((person) => acted.has(person.id))}
				steps={plan.steps}
				onChange={(next) => go(address(next, opened?.sequence))}
			/>
			<div className={cx("min-w-0 flex-1 bg-surface", opened && "lg:grid lg:grid-cols-[minmax(0,1fr)_24rem]")}>
				<div className="min-w-0">
					<p role="status" className="border-b border-line bg-canvas px-4 py-1.5 text-12 text-ink-2 md:px-6">
						{entries.length === history.entries.length
							? `${entries.length} events, oldest first`
							: `${entries.length} of ${history.entries.length} events match, oldest first`}
					</p>
					{entries.length === 0 && (
						<Card className="m-4">
							<EmptyState icon="history" title="No event matches">
								Take a filter away to see more.
							</EmptyState>
						</Card>
					)}
					<Rows
						count={rows.length}
						keyOf={(index) => rows[index]?.key ?? String(index)}
						estimate={(index) => (rows[index]?.kind === "day" ? 28 : 43)}
						render={(index) => {
							const row = rows[index];
							if (!row) return null;
							if (row.kind === "day")
								return <h2 className="border-b border-line bg-canvas px-4 py-1 text-12 font-medium md:px-6">{row.day}</h2>;
							const { entry } = row;
							const href = address(filter, entry.sequence);
							return (
								<HistoryRow
									entry={entry}
									names={names}
									zone={plan.zone}
									me={entry.actorId === me.id}
									selected={opened === entry}
									href={href}
									onOpen={() => go(href)}
								/>
							);
						}}
					/>
				</div>
				{opened && (
					<div className="border-line bg-surface max-lg:fixed max-lg:inset-0 max-lg:z-40 max-lg:overflow-y-auto lg:border-l">
						<div className="lg:sticky lg:top-0 lg:max-h-dvh lg:overflow-y-auto">
							<EventDetail entry={opened} names={names} zone={plan.zone} planId={plan.id} onClose={() => go(address(filter, undefined))} />
						</div>
					</div>
				)}
			</div>
		</>
	);
}
