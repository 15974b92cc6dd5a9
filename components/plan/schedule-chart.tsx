"use client";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { formatInstant, zoneWord } from "@/components/ui/time-format.ts";
import { useMyZone } from "@/components/ui/use-now.tsx";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import type { PlanSchedule } from "@/lib/domain/schedule/plan-schedule.ts";
import type { SafeStart } from "@/lib/domain/schedule/segments.ts";
import { kindLooks } from "./kind-icons.ts";
import { ChartTag, CHART_TOP as TOP, WindowHandle } from "./schedule-marks.tsx";
import { hours, pictured, type ScheduleRow, shadedFreezes, subjectName } from "./schedule-model.ts";

const MINUTE = 60_000;
const LEFT = 148;
const ROW = 40;
const BAR = 24;

export type ChartProps = {
	readonly plan: PlanDocument;
	readonly found: PlanSchedule;
	readonly rows: readonly ScheduleRow[];
	/** When minute 0 is, in milliseconds. */
	readonly start: number;
	readonly window: MaintenanceWindow | undefined;
	readonly freezes: readonly ChangeFreeze[];
	readonly safe: readonly SafeStart[];
	readonly zone: string;
	readonly width: number;
	readonly title: (stepId: string) => string;
	/** Moves the window by so many minutes; absent: it stays. */
	readonly onMove?: ((minutes: number) => void) | undefined;
};

/** Bars over time. The window's start is a slider: dragged, or moved with the arrow keys by five minutes, with Page keys by an hour. */
export function ScheduleChart(props: ChartProps) {
	const { plan, found, rows, start, window, freezes, safe, zone, width, title, onMove } = props;
	const mine = useMyZone();
	const stretch = pictured(start, found.makespan, window);
	const height = TOP + rows.length * ROW + 12;
	const scale = (width - LEFT - 16) / (stretch.to - stretch.from);
	const x = (at: number) => LEFT + (at - stretch.from) * scale;
	const at = (minutes: number) => start + minutes * MINUTE;
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const inGap = (from: number, to: number) => found.gaps.some((gap) => from >= gap.start && to <= gap.end);
	const gapLanes = new Set(found.gaps.map(({ subject }) => subjectName(subject).toLowerCase()));
	const end = at(found.makespan);
	const latest = safe.filter(({ kind, latestStart }) => kind === "mfa-gap" && Date.parse(latestStart) > stretch.from);
	return (
		<svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block">
			<title>Schedule</title>
			<defs>
				<pattern id="schedule-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<path d="M0 0V6" className="stroke-ink-3 [stroke-width:1.5]" />
				</pattern>
			</defs>
			{window && (
				<>
					<rect x={LEFT} y={TOP - 4} width={Math.max(0, x(Date.parse(window.start)) - LEFT)} height={height - TOP} className="fill-well" />
					<rect
						x={x(Date.parse(window.end))}
						y={TOP - 4}
						width={Math.max(0, width - 16 - x(Date.parse(window.end)))}
						height={height - TOP}
						className="fill-well"
					/>
				</>
			)}
			{found.gaps.map((gap) => (
				<rect
					key={gap.opens}
					x={x(at(gap.start))}
					y={TOP - 4}
					width={Math.max(2, (gap.end - gap.start) * MINUTE * scale)}
					height={height - TOP}
					className="fill-amber-bg"
				>
					<title>{`MFA gap of ${subjectName(gap.subject)}, ${gap.end - gap.start} min`}</title>
				</rect>
			))}
			{shadedFreezes(freezes, stretch).map(({ from, to, freeze }) => (
				<rect
					key={freeze.freezeId + freeze.scope}
					x={x(from)}
					y={TOP - 4}
					width={x(to) - x(from)}
					height={height - TOP}
					fill="url(#schedule-hatch)"
					opacity={0.35}
				>
					<title>{`Change freeze: ${freeze.reason}`}</title>
				</rect>
			))}
			<text x={16} y={22} className="fill-ink text-12 font-medium">
				{zoneWord(start, zone)}
			</text>
			{mine !== undefined && mine !== zone && (
				<text x={16} y={38} className="fill-ink-3 text-11">
					{zoneWord(start, mine)}, yours
				</text>
			)}
			{hours(stretch, zone, Math.max(4, Math.floor((width - LEFT) / 64))).map((hour) => (
				<g key={hour}>
					<line x1={x(hour)} x2={x(hour)} y1={TOP - 4} y2={height - 4} className="stroke-line" />
					<text x={x(hour)} y={22} textAnchor="middle" className="fill-ink text-12 font-medium">
						{formatInstant(hour, zone, "time")}
					</text>
					{mine !== undefined && mine !== zone && (
						<text x={x(hour)} y={38} textAnchor="middle" className="fill-ink-3 text-11">
							{formatInstant(hour, mine, "time")}
						</text>
					)}
				</g>
			))}
			{rows.map((row, i) => (
				<g key={row.key} transform={`translate(0 ${TOP + i * ROW})`}>
					<line x1={16} x2={width - 16} y1={ROW - 2} y2={ROW - 2} className="stroke-line" />
					<text x={16} y={16} className="fill-ink mono text-13 font-medium">
						{cut(row.name, 17)}
					</text>
					<text x={16} y={30} className="fill-ink-3 text-11">
						{cut(row.note, 24)}
					</text>
					{row.bars.map((bar) => {
						const step = steps.get(bar.stepId);
						const [left, wide] = [x(at(bar.start)), Math.max(3, (bar.end - bar.start) * MINUTE * scale - 1.5)];
						const gap = gapLanes.has(subjectName(step?.subject ?? "").toLowerCase()) && inGap(bar.start, bar.end);
						const critical = bar.slack === 0;
						return (
							<g key={bar.stepId} data-bar={bar.stepId}>
								<rect
									x={left}
									y={(ROW - BAR) / 2 - 2}
									width={wide}
									height={BAR}
									rx={4}
									className={cx(
										gap ? "fill-amber-bg stroke-amber" : critical ? "fill-accent-bg stroke-accent" : "fill-well stroke-control-line",
									)}
								>
									<title>{`${title(bar.stepId)}: ${formatInstant(at(bar.start), zone, "time")} to ${formatInstant(at(bar.end), zone, "time")}, ${critical ? "critical" : `${bar.slack} min slack`}`}</title>
								</rect>
								{wide >= 20 && step && (
									<g transform={`translate(${left + wide / 2 - 7} ${ROW / 2 - 9})`}>
										<Icon
											name={kindLooks[step.kind].icon}
											size={14}
											className={gap ? "text-amber-text" : critical ? "text-accent-text" : "text-ink-2"}
										/>
									</g>
								)}
							</g>
						);
					})}
				</g>
			))}
			{latest.map(({ opens, subject, latestStart }, i) => (
				<g key={opens}>
					<line
						x1={x(Date.parse(latestStart))}
						x2={x(Date.parse(latestStart))}
						y1={TOP - 4}
						y2={height - 4}
						strokeDasharray="5 4"
						className="stroke-accent [stroke-width:1.5]"
					/>
					<ChartTag x={x(Date.parse(latestStart))} y={height - 22 - (i % 2) * 20} limit={width} side="left">
						{`${formatInstant(latestStart, zone, "time")} latest gap, ${subjectName(subject)}`}
					</ChartTag>
				</g>
			))}
			<line x1={x(end)} x2={x(end)} y1={TOP - 4} y2={height - 4} className="stroke-ink [stroke-width:1.5]" />
			<ChartTag x={x(end)} y={TOP} limit={width} side="right" solid>
				{`${formatInstant(end, zone, "time")} end`}
			</ChartTag>
			{window && <WindowHandle x={x(Date.parse(window.start))} height={height} scale={scale} window={window} zone={zone} onMove={onMove} />}
		</svg>
	);
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
