"use client";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { StepLink, useSelectedStep } from "@/components/run/step-link.tsx";
import { Rows } from "@/components/run/virtual-rows.tsx";
import { Card } from "@/components/ui/card.tsx";
import { cx } from "@/components/ui/cx.ts";
import { TextField } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { StateIcon, type StateName } from "@/components/ui/state.tsx";
import { spanWords } from "@/components/ui/time-format.ts";
import type { Edge, PlanDocument, PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { laneNote, lanesOf, teamText } from "./lanes.ts";
import { type PlanRow, planRows } from "./plan-rows.ts";
import { whysOf } from "./step-why.tsx";

const minutes = (count: number): string => spanWords(count * 60_000);
const NONE: readonly Edge[] = [];
/** Plans up to this many steps start unfolded. */
const SMALL = 150;
const words: Record<Extract<PlanRow, { kind: "phase" }>["phase"]["id"], string> = { "mfa-servers": "subordinates first, one at a time" };

function FoldButton({ row, onToggle }: { readonly row: Extract<PlanRow, { kind: "phase" | "lane" }>; readonly onToggle: () => void }) {
	const phase = row.kind === "phase";
	const count = phase ? row.phase.stepIds.length : row.lane.stepIds.length;
	return (
		<h3>
			<button
				type="button"
				aria-expanded={row.open}
				onClick={onToggle}
				className={cx(
					"flex w-full items-center gap-2.5 border-b border-line px-4 text-left text-13 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
					phase ? "min-h-9.5 font-semibold" : "min-h-9 bg-canvas",
				)}
			>
				<Icon name={row.open ? "chevron-down" : "chevron-right"} size={12} className="text-ink-3" />
				<span className={phase ? undefined : "mono font-medium"}>{phase ? row.phase.title : row.lane.name}</span>
				<span className="text-12 font-normal text-ink-3">
					{!phase && laneNote(row.lane.kind) && `${laneNote(row.lane.kind)}, `}
					{count} {count === 1 ? "step" : "steps"}
					{phase && words[row.phase.id] && <span className="max-sm:hidden">, {words[row.phase.id]}</span>}
				</span>
				<span className="ml-auto text-12 font-normal text-ink-2">{minutes(row.minutes)}</span>
			</button>
		</h3>
	);
}

const StepLine = memo(function StepLine({
	step,
	incoming,
	state,
	selected,
	narrow,
}: {
	readonly step: PlanStep;
	readonly incoming: readonly Edge[];
	readonly state: StateName;
	readonly selected: boolean;
	readonly narrow: boolean;
}) {
	const [why] = whysOf(incoming);
	const rules = step.rules.slice(0, 3);
	return (
		<div
			className={cx(
				"relative grid min-h-9 grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1 pr-4 pl-6 text-13 hover:bg-hover md:pl-10 pointer-coarse:min-h-11",
				!narrow && "xl:grid-cols-[1rem_minmax(0,1.2fr)_minmax(0,1fr)_5.5rem_5.5rem_3.5rem]",
				selected && "bg-selected hover:bg-selected before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent",
			)}
		>
			<StateIcon state={state} labelled />
			<StepLink
				stepId={step.id}
				current={selected}
				className={cx(
					"min-w-0 text-ink no-underline after:absolute after:inset-0",
					!narrow && "xl:truncate",
					!narrow && !why && "xl:col-span-2",
				)}
			>
				{step.title}
				{step.optional && <span className="ml-2 text-12 text-ink-3">optional</span>}
				{step.checkpoint && <span className="ml-2 text-12 text-ink-3">checkpoint</span>}
			</StepLink>
			{why && <span className={cx("hidden min-w-0 truncate text-12 text-ink-3", !narrow && "xl:inline")}>{why.because}</span>}
			<span className={cx("mono hidden justify-self-end text-12 font-medium text-ink-2", !narrow && "xl:inline")}>{rules.join(" ")}</span>
			<span className={cx("hidden truncate text-12 text-ink-2", !narrow && "xl:inline")}>{teamText(step.team)}</span>
			<span className="justify-self-end text-12 whitespace-nowrap text-ink-2">{minutes(step.estimateMinutes)}</span>
		</div>
	);
});

/** Every step by phase and lane, each with its reason; foldable, searchable, smooth with thousands. */
export function PlanSteps({
	plan,
	stateOf,
	narrow = false,
}: {
	readonly plan: PlanDocument;
	readonly stateOf?: (stepId: string) => StateName;
	readonly narrow?: boolean;
}) {
	const { selected } = useSelectedStep();
	const [search, setSearch] = useState("");
	const deferred = useDeferredValue(search);
	const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
	const small = plan.steps.length <= SMALL;
	const home = plan.steps.find((step) => step.id === selected);
	const isOpen = (key: string) =>
		chosen.get(key) ?? (small || key === (home?.phase ?? plan.phases[0]?.id) || (home !== undefined && key.startsWith(`${home.phase} `)));
	const rows = planRows(plan, isOpen, deferred);
	const incoming = useMemo(() => {
		const map = new Map<string, Edge[]>();
		for (const edge of plan.edges) map.set(edge.to, [...(map.get(edge.to) ?? []), edge]);
		return map;
	}, [plan]);
	const lanes = useMemo(() => lanesOf(plan.steps).length, [plan]);
	const at = rows.findIndex((row) => row.kind === "step" && row.step.id === selected);
	return (
		<Card
			title="Steps"
			count={`${plan.steps.length} in ${plan.phases.length} ${plan.phases.length === 1 ? "phase" : "phases"}, ${lanes} ${lanes === 1 ? "lane" : "lanes"}`}
			actions={
				<TextField
					label="Find a step"
					labelHidden
					type="search"
					placeholder="Find a step"
					className="w-44"
					value={search}
					onChange={(event) => setSearch(event.target.value)}
				/>
			}
		>
			{rows.length === 0 && (
				<p className="px-4 py-6 text-13 text-ink-2">
					{plan.steps.length === 0 ? "This plan holds no steps." : `No step matches “${deferred}”.`}
				</p>
			)}
			<Rows
				count={rows.length}
				keyOf={(index) => rows[index]?.key ?? String(index)}
				estimate={() => 37}
				reveal={at >= 0 ? at : undefined}
				render={(index) => {
					const row = rows[index];
					if (!row) return null;
					return row.kind === "step" ? (
						<StepLine
							step={row.step}
							incoming={incoming.get(row.step.id) ?? NONE}
							state={stateOf?.(row.step.id) ?? "waiting"}
							selected={row.step.id === selected}
							narrow={narrow}
						/>
					) : (
						<FoldButton row={row} onToggle={() => setChosen((before) => new Map(before).set(row.key, !row.open))} />
					);
				}}
			/>
		</Card>
	);
}
