"use client";
import { useMemo } from "react";
import { useRun } from "@/components/run/run-context.tsx";
import type { Team } from "@/lib/domain/planner/plan-document.ts";
import type { Result } from "@/lib/domain/result.ts";
import { expectedMinutes } from "@/lib/domain/run/expected-minutes.ts";
import type { PlanQuestion } from "@/lib/domain/schedule/plan-problem.ts";
import { type PlanSchedule, schedulePlan } from "@/lib/domain/schedule/plan-schedule.ts";
import type { Impossible } from "@/lib/domain/schedule/problem.ts";
import { withPeople } from "@/lib/domain/schedule/workers.ts";

export type MorePeople = Readonly<Partial<Record<Team, number>>>;

/**
 * The plan's schedule with the people there are and, where `more` asks for it, with others beside. `start` matters only
 * where somebody works in shifts: then every move of the window is a new schedule, else it is the same one moved.
 */
export function usePlanSchedule(start: string | undefined, more: MorePeople) {
	const { state, workers, measured } = useRun();
	const { plan, inventory } = state;
	const shifts = workers.some(({ from, until }) => from !== undefined || until !== undefined);
	const from = shifts ? start : undefined;
	const asked = useMemo<PlanQuestion>(
		() => ({ plan, inventory, workers, start: from, minutesOf: (step) => expectedMinutes(step, measured) }),
		[plan, inventory, workers, from, measured],
	);
	const base = useMemo(() => schedulePlan(asked), [asked]);
	const changed = Object.values(more).some((count) => count !== 0);
	const found = useMemo((): Result<PlanSchedule, Impossible> => {
		if (!changed) return base;
		const others = Object.entries(more).reduce((all, [team, count]) => withPeople(all, team as Team, count), asked.workers); // keys are teams
		const grown = base.ok && Object.values(more).every((count) => count >= 0) ? { known: base.value.found } : {};
		return schedulePlan({ ...asked, workers: others }, grown);
	}, [asked, base, more, changed]);
	return { asked, base, found };
}
