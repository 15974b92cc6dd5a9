import type { Route } from "next";
import Link from "next/link";
import { endLabels, outlookWords } from "@/components/run/outlook-text.ts";
import { Chip } from "@/components/ui/chip.tsx";
import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { type ProgressSegment, SegmentedProgress } from "@/components/ui/progress.tsx";
import { StateChip, StateIcon } from "@/components/ui/state.tsx";
import { RelativeTime, RunningClock, ZonedTime } from "@/components/ui/time.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import type { Outlook } from "@/lib/domain/schedule/outlook.ts";
import type { PlanSummary } from "@/lib/wire/views.ts";
import { planName } from "./overview-model.ts";

const sum = (segments: readonly ProgressSegment[], part: "running" | "failed"): number =>
	segments.reduce((total, segment) => total + (segment[part] ?? 0), 0);

/** A run going on now: how far, what is open, when its window closes. The whole card leads to the run. */
export function RunCard({
	plan,
	segments,
	zone,
	outlook,
}: {
	readonly plan: PlanSummary;
	readonly segments: readonly ProgressSegment[];
	readonly zone: string;
	/** How it will end by what is known now. */
	readonly outlook: Outlook | undefined;
}) {
	const [running, failed] = [sum(segments, "running"), sum(segments, "failed")];
	return (
		<article className="relative overflow-hidden rounded-card border border-line bg-surface shadow-1">
			<div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-5 py-2">
				<h3 className="text-16 font-semibold tracking-tight">
					<Link href={`/plans/${plan.id}/run` as Route} className="stretched hover:underline">
						{planName(plan)}
					</Link>
				</h3>
				{plan.status === "paused" ? (
					<StateChip state="paused" />
				) : (
					<Chip tone={plan.mode === "rehearsal" ? "amber" : "line"}>{plan.mode === "rehearsal" ? "Rehearsal" : "Live run"}</Chip>
				)}
				<span className="ml-auto flex flex-wrap gap-x-4 text-12 text-ink-2">
					{failed > 0 && (
						<span className="flex items-center gap-1.5">
							<StateIcon state="failed" size={14} />
							{failed} failed
						</span>
					)}
					<span className="flex items-center gap-1.5">
						<StateIcon state="running" size={14} />
						{running} in progress
					</span>
				</span>
			</div>
			<div className="grid lg:grid-cols-[minmax(0,1fr)_auto]">
				<div className="flex min-w-0 flex-col gap-2.5 px-5 py-4">
					<SegmentedProgress segments={segments} />
					<p className="text-13 text-ink-2">
						{plan.progress.done} of {plan.progress.total} steps done. Last change <RelativeTime at={plan.updatedAt} zone={zone} />.
					</p>
				</div>
				<div className="flex flex-wrap divide-x divide-line border-t border-line lg:border-t-0 lg:border-l">
					{plan.window !== undefined && (
						<ClockCell
							label="Window closes"
							value={<RelativeTime at={plan.window.end} zone={plan.window.timeZone} />}
							meaning={<ZonedTime at={plan.window.end} zone={plan.window.timeZone} style="time" />}
						/>
					)}
					{outlook && outlook.steps > 0 && (
						<ClockCell
							label={endLabels[outlook.level]}
							tone={outlook.level === "red" ? "danger" : outlook.level === "amber" ? "warning" : "plain"}
							value={formatInstant(outlook.end, zone, "time")}
							unit={zoneWord(outlook.end, zone)}
							meaning={outlookWords(outlook)}
						/>
					)}
					{plan.openGaps.map((gap) => (
						<ClockCell
							key={gap.subject}
							tone="danger"
							label={`MFA gap open, ${gap.subject.slice(gap.subject.indexOf(":") + 1)}`}
							value={<RunningClock from={gap.since} />}
							meaning="no second factor there"
						/>
					))}
				</div>
			</div>
		</article>
	);
}
