/**
 * What pages and the API read. Promises: every call asks whether the principal may; what is missing is `not-found`.
 * Lists come from the projection tables, single estates and plans from their folded streams.
 */
import "server-only";
import type { PlanDocument, Team } from "@/lib/domain/planner/plan-document.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { type RunView, runView } from "@/lib/domain/run/run-view.ts";
import { needsOf } from "@/lib/domain/schedule/needs.ts";
import { teamsNeeded, workersOf } from "@/lib/domain/schedule/workers.ts";
import type { EstateSummary, EstateView, PlanOutdated, PlanPageView, PlanSummary, ScheduleView } from "@/lib/wire/views.ts";
import { instantNow, notFound } from "./access.ts";
import { bookingsAfter, claimers } from "./bookings.ts";
import { mayRead, onEstate } from "./estate-roles.ts";
import { estateSummaries } from "./estate-summaries.ts";
import { estateState } from "./estates.ts";
import { installationFreezes, notEnded } from "./freezes.ts";
import { measuredOn } from "./measured-steps.ts";
import { planOutdated } from "./outside-since.ts";
import { people } from "./people.ts";
import { planState } from "./plan-stream.ts";
import { planSummaries } from "./plan-summaries.ts";
import type { Principal } from "./principal.ts";
import { teamsForPage } from "./teams.ts";

/** Every estate the principal may read, by name; those that were archived only when they are asked for. */
export const listEstates = async (principal: Principal, which: "present" | "archived" = "present"): Promise<readonly EstateSummary[]> =>
	(await estateSummaries({ which })).filter(({ id }) => mayRead(principal, id));

/** One estate with its inventory, its plans and everybody's names. */
export async function getEstate(principal: Principal, estateId: string): Promise<Result<EstateView, Refusal>> {
	if (!mayRead(principal, estateId)) return notFound("estate");
	const [summary] = await estateSummaries({ estateId });
	const state = summary && (await estateState(estateId));
	if (!state) return notFound("estate");
	const plans = await planSummaries(estateId);
	const { inventory, sequence, factAges, maxFactAgeDays, archived } = state;
	return ok({
		...summary,
		inventory,
		sequence,
		plans,
		people: await people(),
		factAges,
		maxFactAgeDays,
		...(archived && { archived }),
	});
}

/** Plans the principal may read, newest change first; of one estate when it is named. */
export const listPlans = async (principal: Principal, estateId?: string): Promise<readonly PlanSummary[]> =>
	(await planSummaries(estateId)).filter((plan) => mayRead(principal, plan.estateId));

export type PlanAnswer = {
	readonly plan: PlanDocument;
	readonly run: RunView;
	readonly sequence: number;
	/** Only when the inventory was changed from outside since the plan's facts were read. */
	readonly outdated?: PlanOutdated;
};

/** The frozen plan, how its run stands, and the sequence this is true at (contracts section 4). */
export async function getPlan(principal: Principal, planId: string): Promise<Result<PlanAnswer, Refusal>> {
	const state = await planState(planId);
	if (!state || !mayRead(principal, state.estateId)) return notFound("plan");
	const outdated = await planOutdated(state);
	return ok({ plan: state.plan, run: runView(state), sequence: state.sequence, ...(outdated && { outdated }) });
}

/** A plan as its page needs it: the whole folded state, which the page goes on folding. `teams`: those the caller is bound to. */
export async function getPlanPage(
	principal: Principal,
	planId: string,
): Promise<Result<Omit<PlanPageView, "me"> & { readonly teams?: readonly Team[] }, Refusal>> {
	const state = await planState(planId);
	if (!state || !mayRead(principal, state.estateId)) return notFound("plan");
	const { name: estateName, timeZone } = state.inventory.estate;
	const outdated = await planOutdated(state);
	const measured = await measuredOn(state.estateId, planId);
	const teams = await teamsForPage(state.estateId, onEstate(principal, state.estateId) ?? principal);
	const estate = await estateState(state.estateId);
	const freezes = notEnded([...(await installationFreezes()), ...(estate?.freezes ?? [])], instantNow());
	return ok({
		id: planId,
		estateName,
		timeZone,
		state,
		measured,
		workers: workersOf(estate?.crew ?? [], estate?.teams ?? {}, teamsNeeded(state.plan)),
		freezes,
		people: await people(),
		...(teams && { teams }),
		...(outdated && { outdated }),
	});
}

/** What the schedule of a plan needs beside its page: what else is planned, and the machines and people of this one. */
export async function getSchedule(principal: Principal, planId: string, at: string = instantNow()): Promise<Result<ScheduleView, Refusal>> {
	const state = await planState(planId);
	if (!state || !mayRead(principal, state.estateId)) return notFound("plan");
	const estate = await estateState(state.estateId);
	const others = (await bookingsAfter(at)).filter((booking) => booking.planId !== planId && mayRead(principal, booking.estateId));
	return ok({ others, ...needsOf(state.plan, estate, claimers(state.steps)), crew: estate?.crew ?? [] });
}
