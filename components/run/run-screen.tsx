"use client";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Banner } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanPageView } from "@/lib/wire/views.ts";
import { Announcer } from "./announcer.tsx";
import { AttentionCalls } from "./attention.tsx";
import { BoardRowView, estimateRow, useBoardRows, useFolds } from "./board-list.tsx";
import { boardOf } from "./board-model.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { DebtsSoFar } from "./debt-list.tsx";
import { HandOverNote } from "./hand-over-note.tsx";
import { MembersDown } from "./members-down.tsx";
import { OutdatedBanner, PlanOutdatedNote } from "./outdated-banner.tsx";
import { PauseButton } from "./pause-button.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { RehearsalBand } from "./rehearsal-band.tsx";
import { RunBar } from "./run-bar.tsx";
import { RunProvider, useRun } from "./run-context.tsx";
import { RunHeader } from "./run-header.tsx";
import { StartRunCard } from "./start-run-card.tsx";
import { useSelectedStep } from "./step-link.tsx";
import { StepPanel } from "./step-panel.tsx";
import { type RunKeys, useRunKeys } from "./use-run-keys.ts";
import { Rows, useDesk } from "./virtual-rows.tsx";

/** The run: sticky clocks, the board at the left, the step at the right; on a phone the step fills the screen. */
export function RunScreen({ view }: { readonly view: PlanPageView }) {
	const { selected } = useSelectedStep();
	return (
		<RunProvider view={view} lookingAt={selected}>
			<Screen />
		</RunProvider>
	);
}

/** Focus follows the cursor, so that Enter and Tab begin where j and k have led; a row not drawn yet leaves it to the cursor alone. */
function focusRow(stepId: string): void {
	const row = () => document.querySelector<HTMLElement>(`a[data-step="${CSS.escape(stepId)}"]`);
	if (document.activeElement instanceof HTMLElement && document.activeElement.matches("a[data-step]")) document.activeElement.blur();
	requestAnimationFrame(() => row()?.focus());
}

function Screen() {
	const run = useRun();
	const { state, views, me } = run;
	const { selected, select } = useSelectedStep();
	const [keysOpen, setKeysOpen] = useState(false);
	const board = useMemo(() => boardOf(state, views, me.id), [state, views, me.id]);
	const folds = useFolds(board, views);
	const rows = useBoardRows(board, folds);
	const [cursor, setCursor] = useState<string>();
	const scroller = useRef<HTMLDivElement>(null);
	const desk = useDesk();
	const frame = useRef<HTMLDivElement>(null);
	// The board fills what the page's own notices leave; a custom property set here is no style attribute of the server's.
	useLayoutEffect(() => {
		const measure = () =>
			frame.current?.style.setProperty("--run-top", `${Math.ceil(frame.current.getBoundingClientRect().top + scrollY)}px`);
		measure();
		addEventListener("resize", measure);
		return () => removeEventListener("resize", measure);
	}, []);
	const at = rows.findIndex((row) => row.key === cursor);
	const step = selected === undefined ? undefined : run.step(selected);

	const closeStep = useCallback(() => {
		select(undefined);
		if (selected !== undefined) focusRow(selected); // back to where it came from
	}, [select, selected]);
	const behind = !desk && step !== undefined;

	const keys = useMemo<RunKeys>(
		() => ({
			move: (by) => {
				const steps = rows.flatMap((row, index) => (row.kind === "step" ? [index] : []));
				const here = at >= 0 ? at : rows.findIndex((row) => row.kind === "step" && row.stepId === selected);
				const next = by > 0 ? steps.find((index) => index > here) : steps.findLast((index) => index < here);
				const row = next === undefined ? undefined : rows[next];
				if (row?.kind !== "step") return;
				setCursor(row.key);
				if (selected === undefined) focusRow(row.stepId);
				else select(row.stepId);
			},
			open: () => {
				const row = rows[at];
				if (row?.kind === "step") select(row.stepId);
			},
			close: () => {
				if (selected !== undefined) closeStep();
			},
			help: () => setKeysOpen(true),
		}),
		[rows, at, selected, select, closeStep],
	);
	useRunKeys(keys);

	const begun = state.status === "running" || state.status === "paused" || state.status === "ended";
	return (
		<div ref={frame} className="relative flex min-w-0 flex-1 flex-col bg-surface lg:h-[calc(100dvh-var(--run-top,2.5rem))] lg:flex-none">
			<Announcer />
			<AttentionCalls />
			<div inert={behind} className="bg-surface">
				<ConnectionBanner />
				<RehearsalBand state={state} />
				{state.paused && (
					<Banner tone="warning">
						<strong className="font-medium">Paused by {run.person(state.paused.by)}:</strong> {state.paused.reason}
					</Banner>
				)}
				<HandOverNote />
				<MembersDown />
				<OutdatedBanner />
				<PlanOutdatedNote />
				<RunHeader keysOpen={keysOpen} onKeys={setKeysOpen} />
				{begun && <RunBar board={board} />}
				{begun && <DebtsSoFar />}
			</div>
			{!begun && (
				<div className="p-4 lg:p-6">
					<StartRunCard />
				</div>
			)}
			<RefusalNote target="run" className={cx("m-3", !begun && "hidden")} />
			<div
				className={cx(
					"min-h-0 flex-1 lg:grid lg:grid-rows-[minmax(0,1fr)]",
					step ? "lg:grid-cols-[minmax(22rem,38%)_minmax(0,1fr)]" : "lg:grid-cols-1",
				)}
			>
				<section
					ref={scroller}
					inert={behind}
					aria-label="Board"
					className="relative min-h-0 min-w-0 border-line lg:overflow-y-auto lg:border-r"
				>
					<Rows
						count={rows.length}
						keyOf={(index) => rows[index]?.key ?? String(index)}
						estimate={(index) => estimateRow(rows[index])}
						render={(index) => {
							const row = rows[index];
							return row && <BoardRowView row={row} folds={folds} cursor={row.key === cursor} />;
						}}
						reveal={at >= 0 ? at : undefined}
						scroller={desk ? scroller : undefined}
					/>
				</section>
				{step && (
					<div className="flex min-h-0 flex-col max-lg:fixed max-lg:inset-0 max-lg:z-40">
						<StepPanel step={step} onClose={closeStep} />
					</div>
				)}
			</div>
			{begun && <ThumbBar />}
		</div>
	);
}

/** On a phone: the run's own actions under the thumb. */
function ThumbBar() {
	const { state, me } = useRun();
	if (!may(me.role, "lead") || state.status === "ended") return null;
	return (
		<div className="sticky bottom-0 z-20 flex gap-2.5 border-t border-line bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] lg:hidden">
			<PauseButton size="lg" className="flex-1" />
			<Button size="lg" className="flex-1" onClick={() => scrollTo({ top: 0 })}>
				<Icon name="chevron-up" />
				To the clocks
			</Button>
		</div>
	);
}
