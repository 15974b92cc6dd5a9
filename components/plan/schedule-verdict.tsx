import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { ZonedRange } from "@/components/ui/time.tsx";
import { formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { minutesBetween, plusMinutes } from "@/lib/domain/run/instants.ts";
import type { Certainty } from "@/lib/domain/schedule/certainty.ts";
import type { PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import type { SafeStart } from "@/lib/domain/schedule/segments.ts";
import { clockShift } from "@/lib/domain/schedule/zones.ts";
import { subjectName } from "./schedule-model.ts";

const words = (minutes: number): string => spanWords(Math.abs(minutes) * 60_000);

/** `Clocks go back by 1 h in this window: it lasts 9 h, not 8 h.` */
function clockWords({ start, end, timeZone }: MaintenanceWindow): string | undefined {
	const shift = clockShift(start, end, timeZone);
	if (shift === 0) return undefined;
	const lasts = minutesBetween(start, end);
	return `Clocks go ${shift > 0 ? "forward" : "back"} by ${words(shift)} in this window: it lasts ${words(lasts)}, not ${words(lasts + shift)}.`;
}

/** `By the minutes measured here for 12 of 31 steps. If they take as long as the slow ones did: 7 h 5 min.` */
export function sureWords({ steps, measured, slowMinutes }: Certainty, makespan: number): string {
	if (measured === 0) return "By the plan’s estimates: no step was timed on this estate yet.";
	const slow =
		slowMinutes !== undefined && slowMinutes > makespan ? ` If they take as long as the slow ones did: ${words(slowMinutes)}.` : "";
	return `By the minutes measured here for ${measured} of ${steps} steps.${slow}`;
}

/** Does it fit, how sure is the end, and until when may it begin. */
export function ScheduleVerdict({
	found,
	window,
	safe,
	start,
	certainty,
}: {
	readonly found: PlanSchedule;
	readonly window: MaintenanceWindow | undefined;
	readonly safe: readonly SafeStart[];
	readonly start: string;
	readonly certainty: Certainty;
}) {
	const spare = window ? minutesBetween(window.start, window.end) - found.makespan : undefined;
	const late = safe.filter(({ opens, latestStart }) => {
		const bar = found.bars.find(({ stepId }) => stepId === opens);
		return bar !== undefined && Date.parse(plusMinutes(start, bar.start)) > Date.parse(latestStart);
	});
	const title =
		spare === undefined
			? `No window set: ${words(found.makespan)} with these people`
			: spare < 0
				? `Does not fit the window: ${words(spare)} over`
				: `Fits the window, ${words(spare)} to spare`;
	const clocks = window && clockWords(window);
	return (
		<section aria-label="Verdict" className="overflow-clip rounded-card border border-line bg-surface">
			<div className="flex flex-col lg:flex-row">
				<div className="flex flex-1 items-start gap-3 px-4 py-3" aria-live="polite">
					<StateIcon
						state={spare === undefined ? "info" : spare < 0 || late.length > 0 ? "warning" : "done"}
						size={20}
						className="mt-0.5"
					/>
					<div className="min-w-0">
						<p className="text-16 font-semibold">{title}</p>
						{window && (
							<p className="text-12 text-ink-3">
								<ZonedRange start={window.start} end={window.end} zone={window.timeZone} />
							</p>
						)}
						<p className="mt-1 text-13 text-ink-2">{sureWords(certainty, found.makespan)}</p>
						{clocks !== undefined && <p className="mt-1 text-13 text-ink-2">{clocks}</p>}
						{late.map(({ opens, kind, subject, latestStart, minutes, backOutMinutes }) => (
							<p key={opens + kind} className="mt-1 text-13 text-ink-2">
								{segmentWord(kind)} {subjectName(subject)} would open after its latest safe start,{" "}
								{formatInstant(latestStart, window?.timeZone ?? "UTC", "time")}: it needs {words(minutes)} and {words(backOutMinutes)} to
								back out.
							</p>
						))}
					</div>
				</div>
				<div className="grid grid-cols-2 gap-px border-line bg-line max-lg:border-t sm:flex lg:border-l [&>*]:bg-surface">
					<ClockCell
						label="Ends"
						value={window ? formatInstant(plusMinutes(window.start, found.makespan), window.timeZone, "time") : words(found.makespan)}
						unit={window && zoneWord(window.start, window.timeZone)}
						meaning={`after ${words(found.makespan)}`}
					/>
					<ClockCell
						label="At best"
						value={words(found.atLeast)}
						meaning={
							found.atLeast === found.makespan ? "proved: cannot be shorter" : `proved within ${words(found.makespan - found.atLeast)}`
						}
					/>
					<ClockCell
						label="MFA gap"
						value={found.gaps.length === 0 ? "None" : words(found.gapMinutes)}
						meaning={found.gaps.length === 0 ? "no farm is touched" : `longest ${words(found.longestGap)}`}
					/>
					{window && spare !== undefined && spare >= 0 && (
						<ClockCell
							label="Latest safe start"
							value={formatInstant(plusMinutes(window.start, spare), window.timeZone, "time")}
							unit={zoneWord(window.start, window.timeZone)}
							meaning="for the whole run"
						/>
					)}
				</div>
			</div>
		</section>
	);
}

const segmentWords: Readonly<Record<SafeStart["kind"], string>> = {
	"mfa-gap": "The MFA gap of",
	"write-freeze": "The write freeze of",
	outage: "The outage of",
	server: "MFA Server",
	portal: "User portal",
	farm: "Farm",
};
export const segmentWord = (kind: SafeStart["kind"]): string => segmentWords[kind];
