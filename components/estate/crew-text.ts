/** Who is there, in words. Pure. */
import { teamText } from "@/components/plan/lanes.ts";
import type { TeamBindings } from "@/lib/domain/inventory/evolve.ts";
import type { CrewMember } from "@/lib/domain/schedule/crew.ts";
import type { People } from "@/lib/wire/views.ts";

/** A person by name; others by number: `2 people`. */
export const crewName = ({ userId, people: heads }: Pick<CrewMember, "userId" | "people">, people: People): string =>
	userId !== undefined ? (people[userId]?.name ?? "somebody") : `${heads} ${heads === 1 ? "person" : "people"}`;

/** Where hands come from while no crew is set. */
export function crewFrom(bindings: TeamBindings, people: People): string {
	const bound = Object.entries(bindings).filter(([, teams]) => teams.length > 0);
	if (bound.length === 0) return "Nobody is set. Schedules assume one person of each team that has work, there all night.";
	const names = bound.map(([id, teams]) => `${people[id]?.name ?? "somebody"} (${teams.map(teamText).join(", ")})`);
	return `Nobody is set. Schedules count on who is bound to teams: ${names.join("; ")}. For other teams one person each is assumed.`;
}
