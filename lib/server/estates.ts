/**
 * Orders to estates and reads of their inventory. Promises: input is parsed before anything is stored; an import is one
 * correlated set of events or nothing; every call checks the principal.
 */
import "server-only";
import type { EstateCommand } from "@/lib/domain/inventory/decide.ts";
import { diffInventories } from "@/lib/domain/inventory/diff.ts";
import { INVENTORY_FORMAT, type Inventory } from "@/lib/domain/inventory/document.ts";
import type { EstateState } from "@/lib/domain/inventory/evolve.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import type { InventoryChangeView } from "@/lib/wire/views.ts";
import { actorOf, allow, derivedId, instantNow, notFound } from "./access.ts";
import { database } from "./db.ts";
import { allowOnEstate, onEstate } from "./estate-roles.ts";
import { appendToEstate, estateKind, estateStream } from "./estate-stream.ts";
import { commit, type StoredEvent } from "./event-store.ts";
import type { Principal } from "./principal.ts";
import { readEvents } from "./read-events.ts";
import { currentState } from "./stream-state.ts";

/** Reads outside input; the refusal lists every issue with its JSON path. */
function readInventory(input: unknown): Result<Inventory, Refusal> {
	const parsed = parseInventory(input);
	return parsed.ok ? parsed : err({ code: "invalid", issues: parsed.error });
}

type Origin = Pick<Extract<EstateCommand, { type: "create-estate" }>, "inventory" | "copyOf" | "factAges">;

/** What a copy begins with: the inventory as it is now, under a name of its own, and where it came from. */
async function copied(principal: Principal, estateId: string, name: string): Promise<Result<Origin, Refusal>> {
	const source = onEstate(principal, estateId) && (await estateState(estateId));
	if (!source) return err({ code: "invalid", issues: [{ path: "copyOf", message: "There is no such estate" }] });
	const inventory = readInventory({ ...source.inventory, estate: { ...source.inventory.estate, name } });
	return inventory.ok
		? ok({ inventory: inventory.value, copyOf: { estateId, sequence: source.sequence }, factAges: source.factAges })
		: inventory;
}

async function originOf(principal: Principal, input: NewEstate): Promise<Result<Origin, Refusal>> {
	if ("copyOf" in input) return copied(principal, input.copyOf, input.name);
	const parsed = readInventory("inventory" in input ? input.inventory : { format: INVENTORY_FORMAT, estate: { name: input.name } });
	return parsed.ok ? ok({ inventory: parsed.value }) : parsed;
}

type NewEstate = { readonly name: string } | { readonly inventory: unknown } | { readonly copyOf: string; readonly name: string };

/** Makes an estate from a name alone, from a whole inventory document, or as a copy to rehearse on. */
export async function createEstate(
	principal: Principal,
	input: NewEstate,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<{ readonly id: string }, Refusal>> {
	const allowed = allow(principal, "lead");
	if (!allowed.ok) return allowed;
	// Whoever sees named estates only would make one that does not exist for them.
	if (principal.estates && (!principal.estates.everyEstate || principal.estates.only !== undefined))
		return err({ code: "forbidden", needs: "every estate" });
	const origin = await originOf(principal, input);
	if (!origin.ok) return origin;
	const id = derivedId("e", principal, commandId);
	const command = { type: "create-estate", ...origin.value } as const;
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: command.type }, at };
	const done = await commit((unit) => appendToEstate(unit, id, envelope, command, principal.role));
	return done.ok ? ok({ id }) : done;
}

export type InventoryReplaced = { readonly sequence: number; readonly events: readonly StoredEvent[] };

/** Replaces the whole inventory. `expectedSequence`: refuse with `stale-sequence` when somebody changed it since. */
export async function replaceInventory(
	principal: Principal,
	estateId: string,
	input: unknown,
	commandId: string,
	{ expectedSequence, at = instantNow() }: { readonly expectedSequence?: number | undefined; readonly at?: string } = {},
): Promise<Result<InventoryReplaced, Refusal>> {
	const allowed = await reachable(principal, estateId, "lead");
	if (!allowed.ok) return allowed;
	const parsed = readInventory(input);
	if (!parsed.ok) return parsed;
	const command = { type: "replace-inventory", inventory: parsed.value, expectedSequence } as const;
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: command.type }, at };
	return commit((unit) => appendToEstate(unit, estateId, envelope, command, principal.role));
}

/** 404 before 403: the estate must exist, then the role must do. */
export async function reachable(
	principal: Principal,
	estateId: string,
	permission: "read" | "lead",
): Promise<Result<EstateState, Refusal>> {
	const readable = allowOnEstate(principal, estateId, "read");
	if (!readable.ok) return readable;
	const state = await estateState(estateId);
	if (!state) return notFound("estate");
	const allowed = allow(readable.value, permission);
	return allowed.ok ? ok(state) : allowed;
}

/** The estate as it folds now; undefined when there is none of that id. No check: for server code that made one. */
export const estateState = async (estateId: string): Promise<EstateState | undefined> =>
	(await currentState(database(), estateStream(estateId), estateKind)).state;

/** What replacing the inventory with `input` would change; stores nothing. `sequence`: what the preview compared with. */
export async function previewInventory(
	principal: Principal,
	estateId: string,
	input: unknown,
): Promise<Result<{ readonly changes: readonly InventoryChangeView[]; readonly sequence: number }, Refusal>> {
	const found = await reachable(principal, estateId, "lead");
	if (!found.ok) return found;
	const parsed = readInventory(input);
	if (!parsed.ok) return parsed;
	return ok({ changes: diffInventories(found.value.inventory, parsed.value), sequence: found.value.sequence });
}

/** The current inventory document, ready to export. */
export async function estateInventory(principal: Principal, estateId: string): Promise<Result<Inventory, Refusal>> {
	const found = await reachable(principal, estateId, "read");
	return found.ok ? ok(found.value.inventory) : found;
}

/** The estate's events after a sequence, at most `limit`, as they lie in the log. */
export async function estateEvents(
	principal: Principal,
	estateId: string,
	after: number,
	limit?: number,
): Promise<Result<{ readonly events: readonly StoredEvent[]; readonly sequence: number }, Refusal>> {
	const found = await reachable(principal, estateId, "read");
	if (!found.ok) return found;
	const events = await readEvents(estateStream(estateId), after, limit);
	return ok({ events, sequence: events.at(-1)?.event.sequence ?? Math.max(after, found.value.sequence) });
}
