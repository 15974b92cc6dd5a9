/** The machines and people a plan needs, which another plan at the same time cannot have. Pure. */
import type { TeamBindings } from "../inventory/evolve.ts";
import { compareText } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import type { Booking } from "./conflicts.ts";
import type { CrewMember } from "./crew.ts";

/** Who stands ready on an estate: its crew as set, and who is bound to its teams. */
export type Ready = { readonly teams: TeamBindings; readonly crew: readonly CrewMember[] };

/** Hosts, and ids of people who are bound to its teams, in the crew, or `claimed` a step. Sorted. */
export function needsOf(
	plan: Pick<PlanDocument, "steps">,
	ready: Ready | undefined,
	claimed: readonly string[] = [],
): Pick<Booking, "hosts" | "people"> {
	const required = plan.steps.filter(({ optional }) => !optional);
	const teams = new Set(required.map(({ team }) => team));
	const bound = Object.entries(ready?.teams ?? {}).flatMap(([id, own]) => (own.some((team) => teams.has(team)) ? [id] : []));
	const crew = (ready?.crew ?? []).flatMap(({ userId, teams: own }) =>
		userId !== undefined && own.some((team) => teams.has(team)) ? [userId] : [],
	);
	return {
		hosts: [...new Set(required.flatMap(({ host }) => host ?? []))].sort(compareText),
		people: [...new Set([...bound, ...crew, ...claimed])].sort(compareText),
	};
}
