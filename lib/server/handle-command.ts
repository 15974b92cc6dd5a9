/**
 * The one way to give an order to a plan and its run: `decide`, inside the transaction that stores what follows.
 * Promises: what a live run changed in the estate is written to the estate's stream in the same transaction.
 */
import "server-only";
import { FRESH_MINUTES, isFresh, wantsFreshSignIn } from "@/lib/domain/access/fresh-sign-in.ts";
import { canonicalText } from "@/lib/domain/canonical.ts";
import { diffInventories } from "@/lib/domain/inventory/diff.ts";
import { changedName } from "@/lib/domain/inventory/outside-changes.ts";
import { fold } from "@/lib/domain/names.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { withEffects } from "@/lib/domain/run/apply-effects.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { decide } from "@/lib/domain/run/decide.ts";
import type { DecideContext } from "@/lib/domain/run/decide-context.ts";
import { evolve, recordedRunEvent } from "@/lib/domain/run/evolve.ts";
import type { MeasuredMinutes } from "@/lib/domain/run/expected-minutes.ts";
import { type InventoryEffect, inventoryEffects } from "@/lib/domain/run/inventory-effects.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { RunState } from "@/lib/domain/run/state.ts";
import { actorOf, instantNow, notFound } from "./access.ts";
import type { Tx } from "./db.ts";
import { onEstate } from "./estate-roles.ts";
import { appendToEstate, estateKind, estateStream } from "./estate-stream.ts";
import { commit, type Envelope, type StoredEvent, type Unit } from "./event-store.ts";
import { freezesOn } from "./freezes.ts";
import { measuredOn } from "./measured-steps.ts";
import { outsideSince } from "./outside-since.ts";
import { canBeGivenWork } from "./people.ts";
import { amendmentOffer, type PreparedAmendment, prepareAmendment } from "./plan-amendment.ts";
import { appendToPlan, planKind, planState, planStream } from "./plan-stream.ts";
import type { Principal } from "./principal.ts";
import { sha256 } from "./sha256.ts";
import { readHead } from "./stream-state.ts";
import { teamsOf } from "./teams.ts";

export type PlanAnswer = { readonly events: readonly StoredEvent[]; readonly sequence: number };

/** The order and what it is about, so that a reused command id is noticed. */
function orderText(command: RunCommand): string {
	const about = "stepId" in command ? command.stepId : "subject" in command ? command.subject : undefined;
	return about === undefined ? command.type : `${command.type} ${about}`;
}

/** Judges `command` and stores what follows. `events`: exact lines and parsed; the first answer again for a repeat. */
export async function handlePlanCommand(
	principal: Principal,
	planId: string,
	command: RunCommand,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<PlanAnswer, Refusal>> {
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: orderText(command) }, at };
	const prepared = command.type === "propose-amendment" ? await prepareAmendment(planId) : undefined;
	const measured = command.type === "start-step" ? await measuredFor(planId) : {};
	return commit(async (unit) => {
		let before: RunState | undefined;
		let acting = principal;
		const appended = await appendToPlan(unit, planId, envelope, async (state) => {
			before = state;
			const here = state && onEstate(principal, state.estateId);
			if (!state || !here) return notFound("plan");
			acting = here;
			const stale = staleSignIn(acting, state, command, at);
			if (stale) return err(stale);
			return decide(state, command, await contextOf(unit.tx, planId, state, command, acting, at, prepared, measured));
		});
		if (!appended.ok) return appended;
		const { events, sequence, repeated } = appended.value;
		if (!repeated && before) {
			const written = await writeBack(unit, planId, before, events, envelope, acting);
			if (!written.ok) return written;
		}
		return ok({ events, sequence });
	});
}

/** Why the order must wait for a fresh sign-in. A token proves who it is with every call (contracts section 4). */
function staleSignIn({ viaToken, provedAt }: Principal, state: RunState, command: RunCommand, at: string): Refusal | undefined {
	if (viaToken || provedAt === undefined || !wantsFreshSignIn(state, command)) return undefined;
	return isFresh(provedAt, new Date(at)) ? undefined : { code: "sign-in-not-fresh", maxAgeMinutes: FRESH_MINUTES };
}

/** What `decide` cannot know by itself; looked up only for the orders that ask for it. */
async function contextOf(
	tx: Tx,
	planId: string,
	state: RunState,
	command: RunCommand,
	principal: Principal,
	at: string,
	prepared: PreparedAmendment | undefined,
	measured: MeasuredMinutes,
): Promise<DecideContext> {
	const teams = await teamsOf(tx, state.estateId, principal);
	const context = { actor: { ...actorOf(principal), role: principal.role, ...(teams && { teams }) }, at };
	switch (command.type) {
		case "approve-plan":
		case "start-run":
			return { ...context, estate: await estateFacts(tx, planId, state) };
		case "start-step":
			return state.mode === "live" ? { ...context, measured, ...(await factsForStart(tx, state)) } : context;
		case "propose-amendment":
			return { ...context, amendment: await amendmentOffer(tx, state, prepared) };
		case "approve-amendment":
			return { ...context, outside: state.amendment ? await outsideSince(tx, state.estateId, state.amendment.estateSequence) : [] };
		case "assign-step": {
			const known = await canBeGivenWork(tx, command.userId, state.estateId, "work-steps");
			return { ...context, knownUser: () => known };
		}
		case "hand-over": {
			const known = await canBeGivenWork(tx, command.to, state.estateId, "lead");
			return { ...context, knownUser: () => known };
		}
		default:
			return context;
	}
}

/** What only a live run's start asks for. */
const factsForStart = async (tx: Tx, state: RunState): Promise<Partial<DecideContext>> => ({
	outside: await outsideSince(tx, state.estateId, state.estateSequence),
	freezes: await freezesOn(tx, state.estateId),
});

/** How long steps take here, by runs of before: read outside the transaction, because tonight changes nothing in it. */
async function measuredFor(planId: string): Promise<MeasuredMinutes> {
	const state = await planState(planId);
	return state?.mode === "live" ? measuredOn(state.estateId, planId) : {};
}

/** The estate as it is at this moment of the transaction, against what the plan froze. */
async function estateFacts(tx: Tx, planId: string, state: RunState): Promise<NonNullable<DecideContext["estate"]>> {
	const { state: estate } = await readHead(tx, estateStream(state.estateId), estateKind);
	if (!estate) throw new Error(`Plan ${planId} belongs to an estate that is not there`);
	const where = { estateId: state.estateId, id: { not: planId }, mode: "live", status: { in: ["running", "paused"] } };
	const other = await tx.plan.findFirst({ where, select: { id: true } });
	const hostInUse = await hostInUseElsewhere(tx, state);
	const changes = diffInventories(state.inventory, estate.inventory);
	return {
		inventoryDigest: `sha256:${sha256(canonicalText(estate.inventory))}`,
		changed: changes.map(changedName),
		changes,
		...(other && { otherLiveRun: other.id }),
		...(hostInUse && { hostInUse }),
		...(estate.copyOf && { rehearsalOnly: true }),
		...(estate.archived && { archivedAt: estate.archived.at }),
	};
}

const workedHosts = ({ plan }: RunState): string[] => [...new Set(plan.steps.flatMap(({ host }) => host ?? []))];

/**
 * A machine of this plan on which another estate's live run works. Short names repeat from one customer to the next, so
 * only names with a domain are taken for the same machine.
 */
async function hostInUseElsewhere(tx: Tx, state: RunState): Promise<{ planId: string; host: string } | undefined> {
	const own = new Set(workedHosts(state).flatMap((host) => (host.includes(".") ? [fold(host)] : [])));
	if (own.size === 0) return undefined;
	const where = { estateId: { not: state.estateId }, mode: "live", status: { in: ["running", "paused"] } };
	for (const { id } of await tx.plan.findMany({ where, select: { id: true }, orderBy: { id: "asc" } })) {
		const other = (await readHead(tx, planStream(id), planKind)).state;
		const host = other && workedHosts(other).find((name) => own.has(fold(name)));
		if (host !== undefined) return { planId: id, host };
	}
	return undefined;
}

/** Effects of each event, each judged against the state before it, with the step that caused them. */
function effectsOf(before: RunState, events: readonly StoredEvent[]): { effects: InventoryEffect[]; stepId: string }[] {
	let state = before;
	return events.map(({ event }) => {
		const recorded = recordedRunEvent(event);
		const effects = inventoryEffects(state, recorded);
		state = evolve(state, recorded, { sequence: event.sequence, at: event.at, actorId: event.actor.id });
		return { effects, stepId: "stepId" in recorded.data ? (recorded.data.stepId ?? "") : "" };
	});
}

async function writeBack(
	unit: Unit,
	planId: string,
	before: RunState,
	events: readonly StoredEvent[],
	envelope: Omit<Envelope, "stream">,
	principal: Principal,
): Promise<Result<undefined, Refusal>> {
	let already = events.length;
	for (const { effects, stepId } of effectsOf(before, events)) {
		if (effects.length === 0) continue;
		const order = { ...envelope, command: { id: envelope.command.id, type: `record-work ${planId}`, already } };
		const change = (inventory: RunState["inventory"]) => withEffects(inventory, effects, before.inventory);
		const written = await appendToEstate(
			unit,
			before.estateId,
			order,
			{ type: "record-work", change, cause: { planId, stepId } },
			principal.role,
		);
		if (!written.ok) return written;
		already += written.value.events.length;
	}
	return ok(undefined);
}
