/** Windows of plans that have not ended, with the machines and people they need: what another window can collide with. */
import "server-only";
import type { EstateState } from "@/lib/domain/inventory/evolve.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { Booking } from "@/lib/domain/schedule/conflicts.ts";
import { needsOf } from "@/lib/domain/schedule/needs.ts";
import { database } from "./db.ts";
import { estateState } from "./estates.ts";
import { planState } from "./plan-stream.ts";

/** Windows that end after `at`, but for those of rehearsals and of plans that were sent back. */
export async function bookingsAfter(at: string): Promise<readonly Booking[]> {
	const rows = await database().plan.findMany({
		where: { windowEnd: { gt: at }, rehearsalOf: null, status: { in: ["draft", "submitted", "approved", "running", "paused"] } },
		select: { id: true },
		orderBy: { windowStart: "asc" },
		take: 500,
	});
	const found: Booking[] = [];
	for (const { id } of rows) {
		const state = await planState(id);
		const booking = state && bookingOf(id, state, await estateState(state.estateId));
		if (booking) found.push(booking);
	}
	return found;
}

/** What a plan needs. `people`: who has a step of it, and who is bound to one of its teams. */
export function bookingOf(
	planId: string,
	{ plan, estateId, inventory, window, steps }: RunState,
	estate: EstateState | undefined,
): Booking | undefined {
	if (!window) return undefined;
	return {
		planId,
		estateId,
		estateName: inventory.estate.name,
		targetVersion: plan.targetVersion,
		window,
		...needsOf(plan, estate, claimers(steps)),
	};
}

/** Who has taken a step of a run. */
export const claimers = (steps: RunState["steps"]): readonly string[] => Object.values(steps).flatMap(({ claimedBy }) => claimedBy ?? []);
