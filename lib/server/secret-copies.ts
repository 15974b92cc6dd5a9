/**
 * Copies with secrets that ended runs left behind, tracked until somebody confirms that they are destroyed. What the run
 * says comes from its plan's stream; dates set and confirmations given afterwards stand in the stream `access`.
 */
import "server-only";
import { type Disposal, disposalOn, type SecretCopies, secretCopies } from "@/lib/domain/proof/secret-copies.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import type { PlanSummary } from "@/lib/wire/views.ts";
import { accessEvents } from "./access-stream.ts";
import { planState } from "./plan-stream.ts";

/** `destroyed`: who confirmed it, and when. */
export type TrackedCopies = SecretCopies & { readonly destroyed?: { readonly at: string; readonly by: string; readonly note?: string } };

type Said = { readonly disposeBy?: string; readonly destroyed?: NonNullable<TrackedCopies["destroyed"]> };

/** What was said afterwards, by plan; the newest word counts. */
export async function disposals(): Promise<ReadonlyMap<string, Said>> {
	const said = new Map<string, Said>();
	for (const { data } of await accessEvents("disposal-date-set"))
		said.set(data.planId, { ...said.get(data.planId), disposeBy: data.disposeBy });
	for (const { data, at, actorId } of await accessEvents("copies-destroyed")) {
		const destroyed = { at, by: actorId, ...(data.note !== undefined && { note: data.note }) };
		said.set(data.planId, { ...said.get(data.planId), destroyed });
	}
	return said;
}

export const trackedCopies = (planId: string, state: RunState, said: ReadonlyMap<string, Said>): TrackedCopies => ({
	...secretCopies(state),
	...said.get(planId),
});

/** Today's date in UTC, `YYYY-MM-DD`: days are watched to the day, not to the hour. */
export const todayOf = (now: Date = new Date()): string => now.toISOString().slice(0, 10);

export type CopiesOfPlan = { readonly plan: PlanSummary; readonly copies: TrackedCopies; readonly disposal: Disposal };

const order: Readonly<Record<Disposal, number>> = { overdue: 0, "no-date": 1, kept: 2, destroyed: 3 };

/**
 * Of these plans, the ended live runs that left copies with secrets: overdue ones first, destroyed ones last, by date
 * within. `today`: `YYYY-MM-DD`.
 */
export async function copiesOfPlans(plans: readonly PlanSummary[], today: string): Promise<readonly CopiesOfPlan[]> {
	const said = await disposals();
	const found: CopiesOfPlan[] = [];
	for (const plan of plans.filter(({ status, mode }) => status === "ended" && mode === "live")) {
		const state = await planState(plan.id);
		const copies = state && trackedCopies(plan.id, state, said);
		if (copies && copies.steps.length > 0) found.push({ plan, copies, disposal: disposalOn(copies, today) });
	}
	return found.sort(
		(a, b) => order[a.disposal] - order[b.disposal] || (a.copies.disposeBy ?? "").localeCompare(b.copies.disposeBy ?? "", "en"),
	);
}
