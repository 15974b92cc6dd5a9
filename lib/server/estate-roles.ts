/**
 * Roles on single estates. Promises: read anew at every call, so that a change holds at once; a change and its event
 * are stored together; an estate without a role for the caller answers exactly like one that does not exist.
 */
import "server-only";
import { type EstateAccess, type EstateRole, estateRole, roleOn, seesEverything } from "@/lib/domain/access/estate-access.ts";
import type { AccessEvent } from "@/lib/domain/access/events.ts";
import { may, type Permission } from "@/lib/domain/access/permissions.ts";
import type { Actor } from "@/lib/domain/log-event.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { allow, notFound } from "./access.ts";
import { changeAccess } from "./access-log.ts";
import { database } from "./db.ts";
import type { Principal } from "./principal.ts";

type Row = { readonly estateId: string; readonly role: string };

/** An unreadable role in a row gives nothing. */
export const accessOf = (everyEstate: boolean, rows: readonly Row[], only?: string | null): EstateAccess => ({
	everyEstate,
	roles: Object.fromEntries(rows.map(({ estateId, role }) => [estateId, estateRole.catch("none").parse(role)])),
	...(only !== undefined && only !== null && { only }),
});

/** The principal with the role they have on this estate; undefined: for them there is none of that id. */
export function onEstate(principal: Principal, estateId: string): Principal | undefined {
	const role = roleOn(principal.ownRole ?? principal.role, principal.estates, estateId);
	return role === undefined
		? undefined
		: role === principal.role
			? principal
			: { ...principal, role, ownRole: principal.ownRole ?? principal.role };
}

export function mayRead(principal: Principal, estateId: string): boolean {
	const here = onEstate(principal, estateId);
	return here !== undefined && may(here.role, "read");
}

/** The same for the estate of a plan; undefined also when there is no such plan. */
export async function onPlan(principal: Principal, planId: string): Promise<Principal | undefined> {
	const plan = await database().plan.findUnique({ where: { id: planId }, select: { estateId: true } });
	return plan === null ? undefined : onEstate(principal, plan.estateId);
}

/** `permission` on one estate: `not-found` when there is none for the principal, else `forbidden` or the narrowed principal. */
export function allowOnEstate(principal: Principal, estateId: string, permission: Permission): Result<Principal, Refusal> {
	const here = onEstate(principal, estateId);
	if (here === undefined) return notFound("estate");
	const allowed = allow(here, permission);
	return allowed.ok ? ok(here) : allowed;
}

/** The same on the estate of a plan. */
export async function allowOnPlan(principal: Principal, planId: string, permission: Permission): Promise<Result<Principal, Refusal>> {
	const here = await onPlan(principal, planId);
	if (here === undefined) return notFound("plan");
	const allowed = allow(here, permission);
	return allowed.ok ? ok(here) : allowed;
}

/** Ids of the estates that exist for the principal; undefined: all of them. */
export async function visibleEstates(principal: Principal): Promise<readonly string[] | undefined> {
	if (seesEverything(principal.ownRole ?? principal.role, principal.estates)) return undefined;
	const estates = await database().estate.findMany({ select: { id: true } });
	return estates.map(({ id }) => id).filter((id) => onEstate(principal, id) !== undefined);
}

/** Gives a person a role on one estate, or with no role the one they have everywhere. The person must exist. */
export const setEstateRole = (userId: string, estateId: string, role: EstateRole | undefined, by: Actor): Promise<void> =>
	changeAccess(by, `set-estate-role ${userId} ${estateId}`, async (tx) => {
		const where = { userId_estateId: { userId, estateId } };
		const before = await tx.estateRole.findUnique({ where });
		if (before?.role === role) return { value: undefined, events: [] };
		if (role === undefined) await tx.estateRole.delete({ where });
		else await tx.estateRole.upsert({ where, create: { userId, estateId, role }, update: { role } });
		const event: AccessEvent = { type: "estate-role-changed", data: { userId, estateId, ...(role !== undefined && { role }) } };
		return { value: undefined, events: [event] };
	});

/** Whether estates without a role of their own exist for a person. */
export const limitEstates = (userId: string, everyEstate: boolean, by: Actor): Promise<void> =>
	changeAccess(by, `limit-estates ${userId}`, async (tx) => {
		const { count } = await tx.user.updateMany({ where: { id: userId, everyEstate: !everyEstate }, data: { everyEstate } });
		return { value: undefined, events: count === 0 ? [] : [{ type: "estates-limited", data: { userId, everyEstate } }] };
	});
