"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { useRun } from "@/components/run/run-context.tsx";
import { toInstant, toLocal } from "@/components/run/zoned-time.ts";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { plusMinutes } from "@/lib/domain/run/instants.ts";
import { certaintyOf } from "@/lib/domain/schedule/certainty.ts";
import { safeStarts } from "@/lib/domain/schedule/segments.ts";
import type { ScheduleView } from "@/lib/wire/views.ts";
import { teamText } from "./lanes.ts";
import { named } from "./plan-fit.ts";
import { ScheduleChart } from "./schedule-chart.tsx";
import { ScheduleConflicts } from "./schedule-conflicts.tsx";
import { ScheduleFiles } from "./schedule-files.tsx";
import { ScheduleList } from "./schedule-list.tsx";
import { type Grouping, scheduleRows } from "./schedule-model.ts";
import { ScheduleVerdict } from "./schedule-verdict.tsx";
import { ScheduleWhatIf } from "./schedule-what-if.tsx";
import { ScheduleWindow } from "./schedule-window.tsx";
import { type MorePeople, usePlanSchedule } from "./use-plan-schedule.ts";
import { readWindow, type WindowDraft } from "./window-fields.tsx";

const draftOf = (window: MaintenanceWindow | undefined, zone: string): WindowDraft =>
	window
		? { start: toLocal(window.start, window.timeZone), end: toLocal(window.end, window.timeZone), timeZone: window.timeZone }
		: { start: "", end: "", timeZone: zone };

/** When everything happens, by whom, and whether it fits: with the window to drag and questions to try. */
export function ScheduleScreen({ view, suggestedStart }: { readonly view: ScheduleView; readonly suggestedStart: string }) {
	const { state, zone, freezes, measured, me, person, step } = useRun();
	const { plan } = state;
	const [draft, setDraft] = useState(() => draftOf(state.window, zone));
	const [grouping, setGrouping] = useState<Grouping>("lane");
	const [more, setMore] = useState<MorePeople>({});
	const window = readWindow(draft).window;
	const start = window?.start ?? suggestedStart;
	const { asked, base, found } = usePlanSchedule(start, more);
	const end = window?.end;
	const safe = useMemo(() => (end === undefined ? [] : safeStarts(plan, end, measured)), [plan, end, measured]);
	const length = found.ok ? found.value.makespan : 0;
	const certainty = useMemo(() => certaintyOf(asked, measured, length), [asked, measured, length]);
	const box = useRef<HTMLDivElement>(null);
	const width = useWidth(box);
	if (plan.steps.length === 0)
		return (
			<Card>
				<EmptyState icon="clock" title="Nothing to schedule">
					This plan holds no steps. The findings say why.
				</EmptyState>
			</Card>
		);
	if (!found.ok)
		return (
			<Alert tone="blocker" title="There is no schedule with these people">
				{found.error.teams.length > 0
					? `Nobody is there for ${named(found.error.teams.map((team) => teamText(team as Parameters<typeof teamText>[0])))}.`
					: `No shift is long enough for ${named(found.error.stuck.slice(0, 3).map((id) => step(id)?.title ?? id))}.`}
			</Alert>
		);
	const movable = may(me.role, "lead") && state.rehearsalOf === undefined && !state.ended && state.startedAt === undefined;
	const move = (minutes: number) =>
		setDraft((now) => {
			const { window: before } = readWindow(now);
			if (!before) return now;
			const moved = (at: string) => toLocal(plusMinutes(at, minutes), now.timeZone);
			const next = { ...now, start: moved(before.start), end: moved(before.end) };
			return toInstant(next.start, now.timeZone) ? next : now;
		});
	return (
		<>
			<ScheduleVerdict found={found.value} window={window} safe={safe} start={start} certainty={certainty} />
			<ScheduleConflicts view={view} window={window} />
			<ScheduleWindow draft={draft} onChange={setDraft} onReset={() => setDraft(draftOf(state.window, zone))} />
			<Card
				title="Schedule"
				count={`${found.value.bars.length} steps`}
				actions={
					<fieldset className="flex gap-1" aria-label="Rows">
						{(["lane", "person"] as const).map((one) => (
							<Button
								key={one}
								size="sm"
								variant={grouping === one ? "outline" : "quiet"}
								aria-pressed={grouping === one}
								onClick={() => setGrouping(one)}
							>
								{one === "lane" ? "By lane" : "By person"}
							</Button>
						))}
					</fieldset>
				}
			>
				<section
					ref={box}
					aria-label="Bars over time"
					{...{ tabIndex: 0 }}
					className="min-w-0 overflow-x-auto focus-visible:-outline-offset-2"
				>
					<ScheduleChart
						plan={plan}
						found={found.value}
						rows={scheduleRows(plan, found.value, grouping, person)}
						start={Date.parse(start)}
						window={window}
						freezes={freezes}
						safe={safe}
						zone={window?.timeZone ?? zone}
						width={width}
						title={(id) => step(id)?.title ?? id}
						onMove={movable ? move : undefined}
					/>
				</section>
				<Legend movable={movable && window !== undefined} />
			</Card>
			<ScheduleWhatIf asked={asked} base={base} found={found.value} window={window} more={more} onMore={setMore} />
			<ScheduleList found={found.value} start={start} zone={window?.timeZone ?? zone} safe={safe} />
			<ScheduleFiles loads={found.value.loads} />
		</>
	);
}

function Legend({ movable }: { readonly movable: boolean }) {
	const mark = (look: string, word: string) => (
		<span className="flex items-center gap-1.5">
			<svg viewBox="0 0 16 12" aria-hidden="true" className="h-3 w-4">
				<rect x="0.5" y="0.5" width="15" height="11" rx="3" className={look} />
			</svg>
			{word}
		</span>
	);
	return (
		<p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-12 text-ink-2">
			{mark("fill-accent-bg stroke-accent", "Critical")}
			{mark("fill-well stroke-control-line", "Has slack")}
			{mark("fill-amber-bg stroke-amber", "MFA gap")}
			{mark("fill-well stroke-line", "Outside the window")}
			{movable && (
				<span className="ml-auto print:hidden">
					Drag the start of the window, or move it with the arrow keys: 5 minutes, Page keys an hour.
				</span>
			)}
		</p>
	);
}

const NARROWEST = 720;

/** How wide a box is, so that the drawing fills it; never so narrow that bars cannot be told apart. */
function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
	const [width, setWidth] = useState(1160);
	useEffect(() => {
		const { current } = box;
		if (!current) return;
		const observer = new ResizeObserver(() => setWidth(Math.max(NARROWEST, current.clientWidth)));
		observer.observe(current);
		return () => observer.disconnect();
	}, [box]);
	return width;
}
