import { laneOf } from "@/components/plan/lanes.ts";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { clockFigures, formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { openWindows } from "@/lib/domain/run/windows.ts";
import type { Outlook } from "@/lib/domain/schedule/outlook.ts";
import { useOutlook } from "./outlook-clocks.tsx";
import { endLabels, outlookWords } from "./outlook-text.ts";
import { stepsUntilClosed } from "./run-clocks.tsx";
import { useRun } from "./run-context.tsx";

function WallCell({
	label,
	value,
	unit,
	meaning,
	danger = false,
	warning = false,
}: {
	readonly label: string;
	readonly value: string;
	readonly unit?: string | undefined;
	readonly meaning: string;
	readonly danger?: boolean;
	readonly warning?: boolean;
}) {
	const box = danger ? "border-red bg-red-bg" : warning ? "border-amber-line bg-amber-bg" : "border-line bg-surface";
	const ink = danger ? "text-red-text" : warning ? "text-amber-text" : "text-ink-2";
	return (
		<div className={cx("min-w-0 rounded-[16px] border px-7 pt-5 pb-6", box)}>
			<p className={cx("flex items-center gap-3 text-24", ink)}>
				{danger && <Icon name="state-gap" size={20} />}
				{warning && <Icon name="state-warning" size={20} />}
				<span className="truncate">{label}</span>
			</p>
			<p
				className={cx(
					"text-32 font-semibold tracking-tight whitespace-nowrap sm:text-[clamp(2.5rem,6vw,5.5rem)] sm:leading-tight",
					danger && "text-red-text",
				)}
			>
				{value}
				{unit && <small className="ml-2 text-24 font-normal tracking-normal text-ink-2 sm:text-32">{unit}</small>}
			</p>
			<p className="truncate text-24 text-ink-2">{meaning}</p>
		</div>
	);
}

/** When it will end by what is known now, how much of the window that leaves, and how late it is. */
function EndCell({ outlook, zone }: { readonly outlook: Outlook; readonly zone: string }) {
	return (
		<WallCell
			danger={outlook.level === "red"}
			warning={outlook.level === "amber"}
			label={endLabels[outlook.level]}
			value={formatInstant(outlook.end, zone, "time")}
			unit={zoneWord(outlook.end, zone)}
			meaning={outlookWords(outlook)}
		/>
	);
}

/** Open gaps first, then the window, then how it will end: before and after the run, since when it goes or that it is over. */
export function WallCells() {
	const { state, zone, planId, person } = useRun();
	const now = useNow(1000);
	const outlook = useOutlook();
	const gaps = openWindows(state).filter((window) => window.kind === "mfa-gap");
	const end = state.window && Date.parse(state.window.end);
	return (
		<section aria-label="Clocks" className="grid gap-5 lg:auto-cols-fr lg:grid-flow-col" data-plan={planId}>
			{gaps.map((gap) => {
				const left = stepsUntilClosed(state, gap);
				return (
					<WallCell
						key={gap.opens}
						danger
						label={`MFA gap open, ${laneOf(gap.subject).name}`}
						value={clockFigures(now - Date.parse(gap.since))}
						unit={`of ${clockFigures(gap.budget * 60_000)}`}
						meaning={`${left} ${left === 1 ? "step" : "steps"} until closed${gap.opener === "" ? "" : `, opened by ${person(gap.opener)}`}`}
					/>
				);
			})}
			{end !== undefined && (
				<WallCell
					danger={now > end}
					label={now > end ? "Window closed" : "Window left"}
					value={spanWords(Math.abs(end - now))}
					unit={now > end ? "over" : undefined}
					meaning={`closes ${formatInstant(end, zone, "time")} ${zoneWord(end, zone)}`}
				/>
			)}
			{outlook && !state.paused && outlook.steps > 0 ? (
				<EndCell outlook={outlook} zone={zone} />
			) : (
				<WallCell
					label={state.ended ? "Ended" : state.paused ? "Paused" : "Elapsed"}
					value={
						state.ended
							? formatInstant(state.ended.at, zone, "time")
							: state.startedAt
								? spanWords(now - Date.parse(state.startedAt))
								: "Not started"
					}
					meaning={
						state.ended
							? state.ended.outcome
							: state.startedAt
								? `since ${formatInstant(state.startedAt, zone, "time")}`
								: "waiting for a lead"
					}
				/>
			)}
		</section>
	);
}
