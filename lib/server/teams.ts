/**
 * Teams: on an estate where an operator is bound to some, they do only the steps of those. Opt-in, per estate and
 * person. Promises: bindings are facts of the estate's stream; the gate reads them in its own transaction.
 */
import "server-only";
import type { Team } from "@/lib/domain/planner/plan-document.ts";
import { ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { EstateTeams } from "@/lib/wire/views.ts";
import { actorOf, allow, instantNow, notFound } from "./access.ts";
import { database, type Reader } from "./db.ts";
import { allowOnEstate } from "./estate-roles.ts";
import { appendToEstate, estateKind, estateStream } from "./estate-stream.ts";
import { estateState } from "./estates.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import type { Principal } from "./principal.ts";
import { readHead } from "./stream-state.ts";

/** Teams `principal` is bound to on an estate; undefined: not bound. Only operators ever are. */
export async function teamsOf(reader: Reader, estateId: string, principal: Principal): Promise<readonly Team[] | undefined> {
	if (principal.role !== "operator") return undefined;
	return (await readHead(reader, estateStream(estateId), estateKind)).state?.teams[principal.id];
}

/** The same outside a transaction, for a page. */
export async function teamsForPage(estateId: string, principal: Principal): Promise<readonly Team[] | undefined> {
	return principal.role === "operator" ? (await estateState(estateId))?.teams[principal.id] : undefined;
}

/** Who is bound to what on an estate, by person. */
export async function estateTeams(principal: Principal, estateId: string): Promise<Result<EstateTeams["teams"], Refusal>> {
	const allowed = allowOnEstate(principal, estateId, "read");
	if (!allowed.ok) return allowed;
	const state = await estateState(estateId);
	return state ? ok(state.teams) : notFound("estate");
}

/** Every estate by name, for the settings. */
export const estateNames = async (principal: Principal): Promise<readonly { readonly id: string; readonly name: string }[]> =>
	allow(principal, "administer").ok ? database().estate.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }) : [];

/** Every estate with its bindings, by name; for the settings. */
export async function allTeams(principal: Principal): Promise<readonly EstateTeams[]> {
	if (!allow(principal, "administer").ok) return [];
	const estates = await database().estate.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
	return Promise.all(estates.map(async ({ id, name }) => ({ id, name, teams: (await estateState(id))?.teams ?? {} })));
}

/** Binds a person to teams on an estate; no teams: takes the binding away. Binding them as they are bound makes no event. */
export async function bindTeams(
	principal: Principal,
	estateId: string,
	{ userId, teams }: { readonly userId: string; readonly teams: readonly Team[] },
	commandId: string,
	at: string = instantNow(),
): Promise<Result<{ readonly sequence: number; readonly events: readonly StoredEvent[] }, Refusal>> {
	const allowed = allow(principal, "administer");
	if (!allowed.ok) return allowed;
	if ((await database().user.count({ where: { id: userId } })) === 0) return notFound("person");
	const command = { type: "bind-teams", userId, teams } as const;
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: `${command.type} ${userId}` }, at };
	return commit((unit) => appendToEstate(unit, estateId, envelope, command, principal.role));
}
