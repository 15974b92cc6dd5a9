import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { StateIcon, type StateName } from "@/components/ui/state.tsx";
import { ZonedRange } from "@/components/ui/time.tsx";
import { formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import type { Forecast } from "@/lib/domain/run/forecast.ts";
import { fitOf, gapsOf, named } from "./plan-fit.ts";

const minutes = (count: number): string => spanWords(count * 60_000);

type Verdict = { readonly state: StateName; readonly title: string };

function verdict(plan: PlanDocument, window: MaintenanceWindow | undefined): Verdict {
	if (plan.status === "blocked") return { state: "blocker", title: "Blocked: nothing can be planned yet" };
	if (plan.status === "nothing-to-do") return { state: "done", title: "Nothing to do: everything is at target" };
	if (!window) return { state: "info", title: `No window set: about ${minutes(plan.estimate.criticalPathMinutes)} in a row` };
	const { spareMinutes } = fitOf(plan, window);
	return spareMinutes < 0
		? { state: "warning", title: `Does not fit the window: at least ${minutes(-spareMinutes)} over` }
		: { state: "done", title: `Fits the window, ${minutes(spareMinutes)} to spare` };
}

/** The facts a change board asks for first: does it fit, how long, how much work, how long without MFA. */
export function PlanFacts({
	plan,
	window,
	measured,
}: {
	readonly plan: PlanDocument;
	readonly window: MaintenanceWindow | undefined;
	/** The longest way with the minutes measured on this estate; not when nothing was. */
	readonly measured?: Forecast | undefined;
}) {
	const { state, title } = verdict(plan, window);
	const gaps = gapsOf(plan);
	const fit = window && fitOf(plan, window);
	const people = new Set(plan.steps.map((step) => step.team)).size;
	return (
		<section aria-label="Facts" className="flex flex-col border-b border-line bg-surface lg:flex-row">
			<div className="flex flex-1 items-center gap-3 px-4 py-3 md:px-6">
				<StateIcon state={state} size={20} />
				<div className="min-w-0">
					<p className="text-16 font-semibold">{title}</p>
					{window && (
						<p className="text-12 text-ink-3">
							<ZonedRange start={window.start} end={window.end} zone={window.timeZone} />
						</p>
					)}
				</div>
			</div>
			<div className="grid grid-cols-2 gap-px border-line bg-line max-lg:border-t sm:flex lg:border-l [&>*]:bg-surface lg:[&>*]:flex-none">
				<ClockCell
					label="Critical path"
					value={minutes(plan.estimate.criticalPathMinutes)}
					meaning={fit ? `of ${minutes(fit.windowMinutes)}` : "one after the other"}
				/>
				{measured && measured.measured > 0 && (
					<ClockCell
						label="As measured"
						value={minutes(measured.minutes)}
						meaning={`${measured.measured} of ${measured.steps} steps timed before`}
					/>
				)}
				<ClockCell label="Work" value={minutes(plan.estimate.workMinutes)} meaning={`${people} ${people === 1 ? "team" : "teams"}`} />
				<ClockCell
					label="MFA gap"
					value={gaps.length === 0 ? "None" : gaps.map((gap) => gap.minutes).join(" + ")}
					unit={gaps.length === 0 ? undefined : "min"}
					meaning={gaps.length === 0 ? "no farm is touched" : named(gaps.map((gap) => gap.farm))}
				/>
				{fit?.latestStart !== undefined && window && (
					<ClockCell
						label="Latest safe start"
						value={formatInstant(fit.latestStart, window.timeZone, "time")}
						unit={zoneWord(fit.latestStart, window.timeZone)}
						meaning="for the whole run"
					/>
				)}
			</div>
		</section>
	);
}
