"use client";
import { useMemo } from "react";
import { laneOf, subjectText } from "@/components/plan/lanes.ts";
import { workerName } from "@/components/plan/schedule-model.ts";
import { cx } from "@/components/ui/cx.ts";
import { Bar } from "@/components/ui/progress.tsx";
import { StateIcon } from "@/components/ui/state.tsx";
import { clockFigures, formatInstant, spanWords, zoneWord } from "@/components/ui/time-format.ts";
import { useNow } from "@/components/ui/use-now.tsx";
import { isRehearsal } from "@/lib/domain/run/rehearsal.ts";
import { versionSkews } from "@/lib/domain/run/version-skew.ts";
import { openWindows } from "@/lib/domain/run/windows.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { Announcer } from "./announcer.tsx";
import { AttentionCalls } from "./attention.tsx";
import { boardOf, holdingMost } from "./board-model.ts";
import { changesInWords } from "./outdated-banner.tsx";
import { useOutlook } from "./outlook-clocks.tsx";
import { RunProvider, useRun } from "./run-context.tsx";
import { sentence } from "./sentence.ts";
import { versionSpan } from "./version-span.ts";
import { WallCells } from "./wall-cells.tsx";

/** For a screen on the wall: readable at three metres, nothing to press, says how old it is. */
export function WallScreen({ view }: { readonly view: PlanPageView }) {
	return (
		<RunProvider view={view}>
			<Wall />
			<Announcer />
			<AttentionCalls />
		</RunProvider>
	);
}

const LINES = 5;

function Lines() {
	const { state, views, me, step, person } = useRun();
	const now = useNow(1000);
	const board = useMemo(() => boardOf(state, views, me.id), [state, views, me.id]);
	const holder = useMemo(() => holdingMost(state, views), [state, views]);
	const moving = [...board.failed, ...board.running].slice(0, LINES - (board.ready.length > 0 ? 1 : 0));
	return (
		<ul className="flex min-h-0 flex-col divide-y divide-line">
			{moving.map((id) => {
				const record = state.steps[id];
				const failed = views[id]?.status === "failed";
				const since = failed ? record?.finishedAt : record?.startedAt;
				return (
					<li key={id} className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-center gap-5 py-4 text-24 lg:py-6 lg:text-32">
						<StateIcon state={failed ? "failed" : "running"} size={20} labelled className="size-8" />
						<span className={cx("truncate", failed && "text-red-text")}>
							{step(id)?.title}
							{failed && " failed"}
							{holder?.stepId === id && (
								<span className="text-ink-2">
									{" "}
									holds {holder.waiting} {holder.waiting === 1 ? "step" : "steps"}
								</span>
							)}
						</span>
						<span className="flex items-baseline gap-6 text-ink-2">
							<span className="max-sm:hidden">{record?.by ? sentence(person(record.by)) : ""}</span>
							<strong className="min-w-24 text-right font-semibold text-ink">{since ? clockFigures(now - Date.parse(since)) : ""}</strong>
						</span>
					</li>
				);
			})}
			{board.ready[0] !== undefined && (
				<li className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-center gap-5 py-4 text-24 lg:py-6 lg:text-32">
					<StateIcon state="ready" size={20} labelled className="size-8" />
					<span className="truncate">
						{step(board.ready[0])?.title}
						{board.ready.length > 1 && <span className="text-ink-2"> and {board.ready.length - 1} more are ready</span>}
					</span>
					<span className="text-ink-2 max-sm:hidden">
						{views[board.ready[0]]?.claimedBy ? sentence(person(views[board.ready[0]]?.claimedBy ?? "")) : "Nobody yet"}
					</span>
				</li>
			)}
		</ul>
	);
}

/** Changed from outside while the run is on: nothing new starts before an amended plan is approved. */
function Outdated() {
	const { state, outdated } = useRun();
	if (!outdated || (state.status !== "running" && state.status !== "paused")) return null;
	return (
		<p className="flex items-center gap-5 rounded-[16px] border border-amber-line bg-amber-bg px-7 py-4 text-24 text-amber-text">
			<StateIcon state="warning" size={20} className="size-8" />
			<span className="min-w-0 truncate">Inventory changed from outside: {changesInWords(outdated.changes)}</span>
		</p>
	);
}

/** Out of service for a reason outside the plan. */
function Down() {
	const { state } = useRun();
	const now = useNow(15_000);
	const marks = Object.entries(state.down);
	if (marks.length === 0) return null;
	return (
		<p className="flex items-center gap-5 rounded-[16px] border border-amber-line bg-amber-bg px-7 py-4 text-24 text-amber-text">
			<StateIcon state="warning" size={20} className="size-8" />
			<span className="min-w-0 truncate">
				Down: {marks.map(([subject, mark]) => `${subjectText(subject)}, ${spanWords(now - Date.parse(mark.at))}`).join("; ")}
			</span>
		</p>
	);
}

function Wall() {
	const { state, views, me, estateName, zone, connection, person } = useRun();
	const now = useNow(1000);
	const board = useMemo(() => boardOf(state, views, me.id), [state, views, me.id]);
	const outlook = useOutlook();
	const idle = outlook?.nextIdle;
	const next = idle ? [`Next without work: ${workerName(idle.worker, person)}, ${formatInstant(idle.at, zone, "time")}`] : [];
	const freezes = openWindows(state)
		.filter((window) => window.kind !== "mfa-gap")
		.map(
			(window) =>
				`${window.kind === "write-freeze" ? "Write freeze" : "Outage"} ${laneOf(window.subject).name}, ${spanWords(now - Date.parse(window.since))}`,
		);
	const skews = (state.ended ? [] : versionSkews(state)).map(
		(skew) => `Mixed versions ${laneOf(skew.subject).name}, ${versionSpan(skew)}, ${spanWords(now - Date.parse(skew.since))}`,
	);
	return (
		// Takes focus, because what scrolls must scroll by keyboard too; on a phone everything stands below the other.
		<div
			{...{ tabIndex: 0 }}
			className="fixed inset-0 z-50 grid auto-rows-max content-start gap-6 overflow-y-auto bg-canvas p-5 lg:grid-rows-[auto_auto_minmax(0,1fr)_auto] lg:content-stretch lg:gap-7 lg:px-10 lg:py-8"
		>
			<header className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
				<h1 className="text-24 font-semibold tracking-tight lg:text-32">
					{estateName} to {state.plan.targetVersion}
				</h1>
				{isRehearsal(state) && (
					<strong className="rounded-control border-2 border-amber-line bg-amber-bg px-4 py-1 text-24 font-semibold text-amber-text lg:text-32">
						Rehearsal
					</strong>
				)}
				<span className="text-24 text-ink-2">
					{board.count.done} of {board.count.total} steps done
					{state.startedAt !== undefined && !state.ended && `, ${spanWords(now - Date.parse(state.startedAt))} in`}
				</span>
				<span className="ml-auto text-32 font-semibold tracking-tight lg:text-[2.75rem]">
					{formatInstant(now, zone, "time")} <small className="text-24 font-normal text-ink-2">{zoneWord(now, zone)}</small>
				</span>
			</header>
			<WallCells />
			<div className="flex min-h-0 flex-col">
				<Outdated />
				<Down />
				<Lines />
			</div>
			<footer className="flex flex-col gap-4">
				<ol className="grid gap-x-2 gap-y-3 sm:auto-cols-fr sm:grid-flow-col">
					{board.phases.map((phase) => (
						<li key={phase.id} className="min-w-0">
							<Bar
								thin={false}
								total={phase.count.total}
								done={phase.count.done}
								running={phase.count.running}
								failed={phase.count.failed}
							/>
							<p
								className={cx(
									"mt-2 truncate text-20",
									phase.count.running + phase.count.failed > 0 ? "font-semibold text-ink" : "text-ink-2",
								)}
							>
								{phase.title}{" "}
								<span className="font-normal text-ink-2">
									{phase.count.done}/{phase.count.total}
								</span>
							</p>
						</li>
					))}
				</ol>
				<p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-20 text-ink-2">
					<span
						aria-hidden="true"
						className={cx(
							"size-3.5 rounded-full",
							connection.kind === "lost" ? "bg-red" : connection.kind === "open" ? "bg-green" : "border-2 border-control-line",
						)}
					/>
					{connection.kind === "lost" ? (
						<strong className="font-semibold text-red-text">Connection lost, {spanWords(now - connection.since)} old</strong>
					) : connection.kind === "open" ? (
						"Live"
					) : (
						"Connecting"
					)}
					<span className="ml-auto">{[...freezes, ...skews, ...next].join("; ")}</span>
				</p>
			</footer>
		</div>
	);
}
