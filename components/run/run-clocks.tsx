"use client";
import { useMemo } from "react";
import { laneOf } from "@/components/plan/lanes.ts";
import { ClockCell } from "@/components/ui/clock-cell.tsx";
import { clockFigures, formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { before, isFinished, reach, runGraph } from "@/lib/domain/run/graph.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { type VersionSkew, versionSkews } from "@/lib/domain/run/version-skew.ts";
import { type OpenWindow, openWindows } from "@/lib/domain/run/windows.ts";
import { OutlookClocks } from "./outlook-clocks.tsx";
import { useRun } from "./run-context.tsx";
import { versionSpan } from "./version-span.ts";

/** Unfinished steps from here to the one that closes a window, that one included. */
export function stepsUntilClosed(state: RunState, window: OpenWindow): number {
	const graph = runGraph(state.plan);
	return [...reach(graph, [window.closes], before)].filter((id) => graph.steps.has(id) && !isFinished(state, id)).length;
}

/** `2 h 21 min` as value and the unit that stands beside it smaller. */
export function WindowClock() {
	const { state, zone } = useRun();
	const now = useNow(1000);
	const { window } = state;
	if (!window) return <ClockCell label="Window" value="None set" meaning="start when you are ready" />;
	const end = Date.parse(window.end);
	const start = Date.parse(window.start);
	if (now < start)
		return (
			<ClockCell
				label="Window opens in"
				value={spanWords(start - now)}
				meaning={`${formatInstant(start, zone, "date-time")} ${zoneWord(start, zone)}`}
			/>
		);
	if (now >= end)
		return (
			<ClockCell
				label="Window closed"
				tone="danger"
				value={spanWords(now - end)}
				unit="over"
				meaning={`closed ${formatInstant(end, zone, "time")} ${zoneWord(end, zone)}`}
			/>
		);
	return (
		<ClockCell
			label="Window left"
			value={spanWords(end - now)}
			meaning={`closes ${formatInstant(end, zone, "time")} ${zoneWord(end, zone)}`}
		/>
	);
}

export function GapClock({ window, className }: { readonly window: OpenWindow; readonly className?: string }) {
	const { state, person } = useRun();
	const now = useNow(1000);
	const open = now - Date.parse(window.since);
	const budget = window.budget * 60_000;
	const left = stepsUntilClosed(state, window);
	return (
		<ClockCell
			className={className}
			tone="danger"
			label={`MFA gap open, ${laneOf(window.subject).name}`}
			value={clockFigures(open)}
			unit={`of ${clockFigures(budget)}`}
			meaning={`${open > budget ? `${spanWords(open - budget)} over, ` : ""}${left} ${left === 1 ? "step" : "steps"} until closed${window.opener === "" ? "" : `, opened by ${person(window.opener)}`}`}
			used={budget > 0 ? open / budget : 1}
		/>
	);
}

function ElapsedClock() {
	const { state, zone } = useRun();
	const now = useNow(1000);
	if (state.ended) return <ClockCell label="Ended" value={formatInstant(state.ended.at, zone, "time")} meaning={state.ended.outcome} />;
	if (!state.startedAt)
		return (
			<ClockCell label="Elapsed" value="Not started" meaning={`${spanWords(state.plan.estimate.criticalPathMinutes * 60_000)} planned`} />
		);
	return (
		<ClockCell
			label={state.paused ? "Paused" : "Elapsed"}
			tone={state.paused ? "warning" : "plain"}
			value={spanWords(now - Date.parse(state.startedAt))}
			meaning={
				state.paused
					? `since ${formatInstant(state.paused.at, zone, "time")}: ${state.paused.reason}`
					: `since ${formatInstant(state.startedAt, zone, "time")} ${zoneWord(state.startedAt, zone)}`
			}
		/>
	);
}

function FreezeClock({ window }: { readonly window: OpenWindow }) {
	const now = useNow(1000);
	return (
		<ClockCell
			label={`Write freeze, ${laneOf(window.subject).name}`}
			value={spanWords(now - Date.parse(window.since))}
			meaning="sign-ins work, no changes"
		/>
	);
}

function OutageClock({ window }: { readonly window: OpenWindow }) {
	const now = useNow(1000);
	return (
		<ClockCell
			tone="warning"
			label={`Outage, ${laneOf(window.subject).name}`}
			value={spanWords(now - Date.parse(window.since))}
			meaning={`${window.budget} min planned`}
		/>
	);
}

/** Servers of one group on two versions: since when, which, and how many are behind. */
function SkewClock({ skew }: { readonly skew: VersionSkew }) {
	const now = useNow(15_000);
	return (
		<ClockCell
			label={`Mixed versions, ${laneOf(skew.subject).name}`}
			value={spanWords(now - Date.parse(skew.since))}
			meaning={`${versionSpan(skew)}, ${skew.behind.length} ${skew.behind.length === 1 ? "server" : "servers"} behind`}
		/>
	);
}

/** Are we inside? Window, elapsed, open gaps with their budget and owner, freezes, outages and mixed versions. The order never changes; on a phone a gap comes first. */
export function RunClocks() {
	const { state } = useRun();
	const open = openWindows(state);
	const skews = useMemo(() => versionSkews(state), [state]);
	return (
		<section
			aria-label="Clocks"
			className="grid grid-cols-2 divide-x divide-line border-line max-lg:border-b lg:flex lg:h-full lg:overflow-x-auto lg:border-l lg:[&>*]:flex-none"
		>
			<WindowClock />
			<ElapsedClock />
			<OutlookClocks />
			{open.map((window) =>
				window.kind === "mfa-gap" ? (
					<GapClock key={window.opens} window={window} className="max-lg:order-first" />
				) : window.kind === "write-freeze" ? (
					<FreezeClock key={window.opens} window={window} />
				) : (
					<OutageClock key={window.opens} window={window} />
				),
			)}
			{!state.ended && skews.map((skew) => <SkewClock key={skew.subject} skew={skew} />)}
		</section>
	);
}
