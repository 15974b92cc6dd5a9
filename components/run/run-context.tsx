"use client";
/** What every part of a run's screens shares: the live state, who is who, and how to give an order. */
import { createContext, type ReactNode, use, useMemo } from "react";
import { useNow } from "@/components/ui/use-now.tsx";
import type { Pending, Presence, Refused } from "@/lib/client/live-run.ts";
import type { StreamState } from "@/lib/client/live-stream.ts";
import type { CommandOutcome } from "@/lib/client/send-command.ts";
import { useLiveRun } from "@/lib/client/use-live-run.ts";
import type { LogEvent } from "@/lib/domain/log-event.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import type { MeasuredMinutes } from "@/lib/domain/run/expected-minutes.ts";
import { runGraph } from "@/lib/domain/run/graph.ts";
import { stepViews } from "@/lib/domain/run/progress.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { ChangeFreeze } from "@/lib/domain/schedule/freeze.ts";
import type { Worker } from "@/lib/domain/schedule/workers.ts";
import type { Me, PlanOutdated, PlanPageView } from "@/lib/wire/views.ts";
import type { Views } from "./board-model.ts";
import { judge } from "./judge.ts";
import type { Names } from "./refusal-text.ts";

export type Run = {
	readonly planId: string;
	readonly estateName: string;
	readonly zone: string;
	readonly me: Me;
	readonly state: RunState;
	readonly views: Views;
	/** What steps took in other runs and rehearsals of this estate, by kind. */
	readonly measured: MeasuredMinutes;
	readonly workers: readonly Worker[];
	readonly freezes: readonly ChangeFreeze[];
	readonly connection: StreamState;
	readonly catchingUp: boolean;
	readonly pending: readonly Pending[];
	readonly refused: Readonly<Record<string, Refused>>;
	readonly presence: Presence;
	readonly recent: readonly LogEvent[];
	/** What others changed in the inventory, as far as this page was told: when it was drawn, or by a refusal since. */
	readonly outdated: PlanOutdated | undefined;
	/** False while the line is lost: nothing is ordered on a picture that may be old. */
	readonly connected: boolean;
	/** Everybody known by name here. */
	readonly peopleIds: readonly string[];
	readonly person: (id: string) => string;
	readonly step: (id: string) => PlanStep | undefined;
	readonly order: (command: RunCommand) => Promise<CommandOutcome>;
	readonly dismiss: (target: string) => void;
	/** Why an order would be refused now, by the same rules; undefined when nothing speaks against it. */
	readonly judge: (command: RunCommand) => Refusal | undefined;
};

const RunContext = createContext<Run | undefined>(undefined);

export function useRun(): Run {
	const run = use(RunContext);
	if (!run) throw new Error("A part of a run stands outside RunProvider");
	return run;
}

const nothingMeasured: MeasuredMinutes = {};

/** What steps took elsewhere on the estate; nothing where no run stands around, as in the preview of a plan. */
export const useMeasured = (): MeasuredMinutes => use(RunContext)?.measured ?? nothingMeasured;

/** Names for the sentences of refusals, at this moment. `stepId`: whose evidence fields they may speak of. */
export function useNames(stepId?: string): Names {
	const { person, step, zone } = useRun();
	const now = useNow(15_000);
	return {
		person,
		stepTitle: (id) => step(id)?.title ?? id,
		field: (name) => {
			const plain = /^(?:evidence\.)?([A-Za-z0-9]+)/.exec(name)?.[1] ?? name;
			return (stepId === undefined ? undefined : step(stepId))?.evidence.find((field) => field.name === plain)?.label ?? plain;
		},
		zone,
		now,
	};
}

function outdatedBy(refused: Readonly<Record<string, Refused>>, since: number): PlanOutdated | undefined {
	for (const { problem } of Object.values(refused))
		if (problem.code === "plan-outdated" && problem.changes?.length) return { since, changes: problem.changes };
	return undefined;
}

/** Follows the plan live for everything inside it. `lookingAt`: the step shown, for presence. */
export function RunProvider({
	view,
	lookingAt,
	children,
}: {
	readonly view: PlanPageView;
	readonly lookingAt?: string | undefined;
	readonly children: ReactNode;
}) {
	const { live, snapshot } = useLiveRun(view.id, view.state, lookingAt);
	const { state } = snapshot;
	const views = useMemo(() => stepViews(state), [state]);
	const run = useMemo<Run>(() => {
		const names = new Map(Object.values(view.people).map((person) => [person.id, person.name]));
		for (const person of snapshot.presence) names.set(person.id, person.name);
		names.set(view.me.id, view.me.name);
		const { steps } = runGraph(state.plan);
		return {
			planId: view.id,
			estateName: view.estateName,
			zone: view.timeZone,
			me: view.me,
			state,
			views,
			measured: view.measured,
			workers: view.workers,
			freezes: view.freezes,
			connection: snapshot.connection,
			catchingUp: snapshot.catchingUp,
			pending: snapshot.pending,
			refused: snapshot.refused,
			presence: snapshot.presence,
			recent: snapshot.recent,
			outdated:
				outdatedBy(snapshot.refused, state.estateSequence) ?? (view.outdated?.since === state.estateSequence ? view.outdated : undefined),
			connected: snapshot.connection.kind !== "lost",
			peopleIds: [...names.keys()],
			person: (id) => (id === view.me.id ? "you" : (names.get(id) ?? "somebody")),
			step: (id) => steps.get(id),
			order: live.order,
			dismiss: live.dismiss,
			judge: (command) => judge(state, command, view, Date.now()),
		};
	}, [view, snapshot, state, views, live]);
	return <RunContext value={run}>{children}</RunContext>;
}
