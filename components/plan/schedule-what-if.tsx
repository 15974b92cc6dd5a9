"use client";
import { useMemo, useState } from "react";
import { useRun } from "@/components/run/run-context.tsx";
import { phaseWord } from "@/components/shell/phase-word.ts";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { Result } from "@/lib/domain/result.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { minutesBetween } from "@/lib/domain/run/instants.ts";
import { twoNights } from "@/lib/domain/schedule/nights.ts";
import type { PlanQuestion } from "@/lib/domain/schedule/plan-problem.ts";
import type { PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import type { Impossible } from "@/lib/domain/schedule/problem.ts";
import { teamsNeeded } from "@/lib/domain/schedule/workers.ts";
import { teamText } from "./lanes.ts";
import type { MorePeople } from "./use-plan-schedule.ts";

const words = (minutes: number): string => spanWords(Math.abs(minutes) * 60_000);

/** Questions to try: another person in a team, two nights instead of one. Nothing here is stored. */
export function ScheduleWhatIf({
	asked,
	base,
	found,
	window,
	more,
	onMore,
}: {
	readonly asked: PlanQuestion;
	readonly base: Result<PlanSchedule, Impossible>;
	readonly found: PlanSchedule;
	readonly window: MaintenanceWindow | undefined;
	readonly more: MorePeople;
	readonly onMore: (more: MorePeople) => void;
}) {
	const { workers } = useRun();
	const [cut, setCut] = useState(false);
	const gained = base.ok ? base.value.makespan - found.makespan : 0;
	const changed = Object.values(more).some((count) => count !== 0);
	return (
		<Card title="What if" padded className="print:hidden">
			<div className="flex flex-col gap-4">
				<fieldset>
					<legend className="mb-2 text-13 font-medium">People per team</legend>
					<ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
						{teamsNeeded(asked.plan).map((team) => {
							const there = workers.filter(({ teams }) => teams.includes(team));
							const own = workers.filter(({ teams }) => teams[0] === team).length;
							const extra = more[team] ?? 0;
							return (
								<li key={team} className="flex items-center gap-2 text-13">
									<span className="min-w-0 flex-1">
										{teamText(team)}
										{there.every(({ assumed }) => assumed) && <span className="block text-12 text-ink-3">assumed, nobody is bound</span>}
									</span>
									<Button
										size="sm"
										aria-label={`One ${teamText(team)} fewer`}
										disabled={own + extra <= 1}
										onClick={() => onMore({ ...more, [team]: extra - 1 })}
									>
										−
									</Button>
									<output className="w-6 text-center font-medium" aria-label={`${teamText(team)}, people`}>
										{there.length + extra}
									</output>
									<Button size="sm" aria-label={`One ${teamText(team)} more`} onClick={() => onMore({ ...more, [team]: extra + 1 })}>
										+
									</Button>
								</li>
							);
						})}
					</ul>
				</fieldset>
				<p className="text-13 text-ink-2" aria-live="polite">
					{!changed
						? "With the people there are."
						: gained > 0
							? `Ends ${words(gained)} sooner.`
							: gained < 0
								? `Ends ${words(gained)} later.`
								: "Ends at the same time: these people are not what holds it up."}{" "}
					{changed && (
						<Button size="sm" variant="quiet" onClick={() => onMore({})}>
							Back to the people there are
						</Button>
					)}
				</p>
				<div>
					<Button size="sm" aria-expanded={cut} onClick={() => setCut(!cut)}>
						Two nights instead of one
					</Button>
					{cut && <Nights asked={asked} window={window} />}
				</div>
			</div>
		</Card>
	);
}

function Nights({ asked, window }: { readonly asked: PlanQuestion; readonly window: MaintenanceWindow | undefined }) {
	const cuts = useMemo(() => twoNights(asked), [asked]);
	const room = window && minutesBetween(window.start, window.end);
	if (cuts.length === 0) return <p className="mt-2 text-13 text-ink-2">This plan has one phase of work: it cannot be cut.</p>;
	return (
		<ul className="mt-2 flex flex-col gap-1.5 text-13">
			{cuts.map(({ cutAfter, first, second }) => (
				<li key={cutAfter}>
					Stop after <strong className="font-medium">{phaseWord(cutAfter)}</strong>: {words(first.makespan)}, then {words(second.makespan)}.{" "}
					<span className="text-ink-3">
						{room !== undefined &&
							(Math.max(first.makespan, second.makespan) <= room
								? "Both fit a window of this length. "
								: "One does not fit a window of this length. ")}
						The estate serves in between; copies for the second night are made in it.
					</span>
				</li>
			))}
		</ul>
	);
}
