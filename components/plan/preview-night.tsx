"use client";
import { useMemo } from "react";
import { Alert } from "@/components/ui/alert.tsx";
import type { PlanDocument } from "@/lib/domain/planner/plan-document.ts";
import type { MaintenanceWindow } from "@/lib/domain/run/commands.ts";
import { expectedMinutes } from "@/lib/domain/run/expected-minutes.ts";
import { certaintyOf } from "@/lib/domain/schedule/certainty.ts";
import { conflictsOf } from "@/lib/domain/schedule/conflicts.ts";
import { needsOf } from "@/lib/domain/schedule/needs.ts";
import { schedulePlan } from "@/lib/domain/schedule/plan-schedule.ts";
import { safeStarts } from "@/lib/domain/schedule/segments.ts";
import { teamsNeeded, workersOf } from "@/lib/domain/schedule/workers.ts";
import type { People } from "@/lib/wire/views.ts";
import { isTeam, teamText } from "./lanes.ts";
import { named } from "./plan-fit.ts";
import { ConflictNote } from "./schedule-conflicts.tsx";
import { ScheduleVerdict } from "./schedule-verdict.tsx";
import { type PlanningFacts, usePlanningFacts } from "./use-planning-facts.ts";

/** Enough to be close, quick enough to follow every change of the choices. */
const ROUNDS = 100;

type Props = { readonly plan: PlanDocument; readonly window: MaintenanceWindow | undefined; readonly people: People };

/** Whether the plan would fit its window with the people there are, and what else wants the same time. */
export function PreviewNight({ estateId, ...rest }: Props & { readonly estateId: string }) {
	const facts = usePlanningFacts(estateId);
	if (!facts || rest.plan.steps.length === 0) return null;
	return <Night estateId={estateId} facts={facts} {...rest} />;
}

function Night({ estateId, facts, plan, window, people }: Props & { readonly estateId: string; readonly facts: PlanningFacts }) {
	const { inventory, availability } = facts;
	const { crew, teams, freezes, bookings, measured } = availability;
	const start = window?.start;
	const { found, certainty } = useMemo(() => {
		const asked = { plan, inventory, workers: workersOf(crew, teams, teamsNeeded(plan)), start };
		const made = schedulePlan({ ...asked, minutesOf: (step) => expectedMinutes(step, measured) }, { rounds: ROUNDS });
		return { found: made, certainty: certaintyOf(asked, measured, made.ok ? made.value.makespan : 0) };
	}, [plan, inventory, crew, teams, measured, start]);
	const safe = useMemo(() => (window ? safeStarts(plan, window.end, measured) : []), [plan, window, measured]);
	const conflicts = window ? conflictsOf({ planId: "", estateId, ...needsOf(plan, { teams, crew }) }, window, bookings, freezes) : [];
	return (
		<>
			<ConflictNote found={conflicts} person={(id) => people[id]?.name ?? "somebody"} />
			{found.ok ? (
				<ScheduleVerdict found={found.value} window={window} safe={safe} start={start ?? new Date(0).toISOString()} certainty={certainty} />
			) : (
				<Alert tone="warning" title="Not with these people">
					{found.error.teams.length > 0
						? `Nobody is there for ${named(found.error.teams.filter(isTeam).map(teamText))}.`
						: "No shift of the crew is long enough for some of the work in this window."}
				</Alert>
			)}
		</>
	);
}
