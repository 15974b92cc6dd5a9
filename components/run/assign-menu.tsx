"use client";
import { Menu } from "@/components/ui/menu.tsx";
import { may } from "@/lib/domain/access/permissions.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import { useRun } from "./run-context.tsx";

/** A lead gives a step to somebody. The server says no to people who may not work on steps. */
export function AssignMenu({ step }: { readonly step: PlanStep }) {
	const { me, peopleIds, person, order, connected, judge, state } = useRun();
	if (!may(me.role, "lead") || !connected || judge({ type: "assign-step", stepId: step.id, userId: me.id })) return null;
	const holder = state.steps[step.id]?.claimedBy;
	return (
		<Menu
			trigger="Assign…"
			label={`Assign: ${step.title}`}
			variant="quiet"
			entries={peopleIds
				.filter((id) => id !== holder && id !== "system")
				.map((id) => ({
					label: id === me.id ? `${me.name} (you)` : person(id),
					onSelect: () => void order({ type: "assign-step", stepId: step.id, userId: id }),
				}))}
		/>
	);
}
