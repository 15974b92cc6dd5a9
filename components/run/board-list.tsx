"use client";
import { memo, useCallback, useMemo, useState } from "react";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { type Board, type BoardRow, boardRows, type Views } from "./board-model.ts";
import { useRun } from "./run-context.tsx";
import { StepRow } from "./step-row.tsx";

/** Which phases and lanes are unfolded: by choice, else those where something moves or has failed. */
export function useFolds(board: Board, views: Views) {
	const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
	const active = useMemo(() => {
		const keys = new Set<string>();
		for (const phase of board.phases) {
			const lanes = phase.lanes.filter((lane) =>
				lane.stepIds.some((id) => views[id]?.status === "running" || views[id]?.status === "failed"),
			);
			if (lanes.length > 0) keys.add(`phase ${phase.id}`);
			for (const lane of lanes) keys.add(`phase ${phase.id} ${lane.key}`);
		}
		if (keys.size === 0) {
			const first = board.phases.find((phase) => phase.count.done < phase.count.total);
			if (first) keys.add(`phase ${first.id}`);
		}
		return keys;
	}, [board, views]);
	// What was opened by activity stays open when the activity ends: nothing folds under the pointer.
	const [seen, setSeen] = useState<ReadonlySet<string>>(active);
	if ([...active].some((key) => !seen.has(key))) setSeen(new Set([...seen, ...active]));
	const toggle = useCallback((key: string, open: boolean) => setChosen((before) => new Map(before).set(key, open)), []);
	const setAll = useCallback(
		(open: boolean) =>
			setChosen(
				new Map(
					board.phases.flatMap((phase) => [
						[`phase ${phase.id}`, open] as const,
						...phase.lanes.map((lane) => [`phase ${phase.id} ${lane.key}`, open] as const),
					]),
				),
			),
		[board],
	);
	return useMemo(() => ({ isOpen: (key: string) => chosen.get(key) ?? seen.has(key), toggle, setAll }), [chosen, seen, toggle, setAll]);
}
export type Folds = ReturnType<typeof useFolds>;

export const useBoardRows = (board: Board, folds: Folds): readonly BoardRow[] =>
	useMemo(() => boardRows(board, folds.isOpen), [board, folds]);

export const estimateRow = (row: BoardRow | undefined): number => (row?.kind === "step" ? 50 : row?.kind === "section" ? 32 : 37);

const pipLooks: Record<string, string> = {
	done: "bg-green",
	running: "inset-ring inset-ring-accent bg-linear-to-r from-accent from-50% to-accent-bg to-50%",
	ready: "inset-ring-2 inset-ring-accent",
	failed: "bg-red rounded-none",
	skipped: "bg-line-strong h-0.5",
	parked: "bg-line-strong h-0.5",
};
const PIPS = 16;

function Pips({ stepIds }: { readonly stepIds: readonly string[] }) {
	const { views } = useRun();
	return (
		<span aria-hidden="true" className="flex items-center gap-[3px]">
			{stepIds.slice(0, PIPS).map((id) => (
				<span
					key={id}
					className={cx("h-2 w-3.5 rounded-[2px]", pipLooks[views[id]?.status ?? ""] ?? "inset-ring inset-ring-line-strong")}
				/>
			))}
		</span>
	);
}

function laneRemark(stepIds: readonly string[], views: Views): string {
	const by = (status: string) => stepIds.filter((id) => views[id]?.status === status).length;
	if (by("failed") > 0) return `${by("failed")} failed`;
	if (by("running") > 0) return "in progress";
	const left = stepIds.length - by("done") - by("skipped");
	if (left === 0) return "done";
	if (by("parked") > 0) return "parked";
	if (by("ready") > 0) return `${by("ready")} ready, ${left} left`;
	return `${left} left`;
}

function FoldRow({ row, folds }: { readonly row: Extract<BoardRow, { kind: "phase" | "lane" }>; readonly folds: Folds }) {
	const { views } = useRun();
	const lane = row.kind === "lane" ? row.lane : undefined;
	return (
		<h3>
			<button
				type="button"
				aria-expanded={row.open}
				onClick={() => folds.toggle(row.key, !row.open)}
				className={cx(
					"grid w-full items-center gap-3 border-b border-line px-4 text-left hover:bg-hover focus-visible:-outline-offset-2 lg:pl-5 pointer-coarse:min-h-11",
					row.kind === "phase"
						? "min-h-9 grid-cols-[1rem_minmax(0,1fr)_auto] text-13 font-medium"
						: "min-h-8 grid-cols-[1rem_minmax(4.5rem,7rem)_minmax(0,1fr)_auto] text-12",
				)}
			>
				<Icon name={row.open ? "chevron-down" : "chevron-right"} size={12} className="text-ink-3" />
				{row.kind === "phase" ? (
					<>
						<span>{row.phase.title}</span>
						<span className="text-12 font-normal text-ink-3">
							{row.phase.count.done} of {row.phase.count.total}
						</span>
					</>
				) : (
					<>
						<span className="mono truncate text-ink">{lane?.name}</span>
						<span className="min-w-0 overflow-hidden">
							<Pips stepIds={lane?.stepIds ?? []} />
						</span>
						<span className="font-normal text-ink-3">{laneRemark(lane?.stepIds ?? [], views)}</span>
					</>
				)}
			</button>
		</h3>
	);
}

/** One row of the board, whatever its kind. Remembered: scrolling draws only the rows that come into sight. */
export const BoardRowView = memo(function BoardRowView({
	row,
	folds,
	cursor,
}: {
	readonly row: BoardRow;
	readonly folds: Folds;
	readonly cursor: boolean;
}) {
	if (row.kind === "step") return <StepRow stepId={row.stepId} plain={row.plain} cursor={cursor} />;
	if (row.kind === "more")
		return (
			<button
				type="button"
				onClick={() => folds.toggle(row.key, true)}
				className="link min-h-9 w-full border-b border-line px-4 text-left text-13 focus-visible:-outline-offset-2 lg:pl-5 pointer-coarse:min-h-11"
			>
				Show {row.count} more, {row.title.toLowerCase()}
			</button>
		);
	if (row.kind !== "section") return <FoldRow row={row} folds={folds} />;
	return (
		<div className="flex min-h-8 items-center gap-2 border-y border-line bg-canvas px-4 text-12 text-ink-2 lg:pl-5 -mt-px">
			<h2 className="font-medium">
				{row.title} <span className="font-normal text-ink-3">{row.note}</span>
			</h2>
			{row.aside && <span className="ml-auto text-ink-3">{row.aside}</span>}
			{row.key === "Plan" && (
				<span className="ml-auto flex gap-3">
					<button
						type="button"
						className="min-h-6 text-ink-3 hover:text-ink hover:underline pointer-coarse:min-h-11"
						onClick={() => folds.setAll(true)}
					>
						Open all
					</button>
					<button
						type="button"
						className="min-h-6 text-ink-3 hover:text-ink hover:underline pointer-coarse:min-h-11"
						onClick={() => folds.setAll(false)}
					>
						Fold all
					</button>
				</span>
			)}
		</div>
	);
});
