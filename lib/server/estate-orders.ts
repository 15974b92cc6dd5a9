/**
 * Orders to an estate from outside: edits, merges, undo, archive. Promises: the order is judged on what is stored at that
 * moment and all its events are stored or none; a dry run gives the same answer and stores nothing.
 */
import "server-only";
import type { EstateOrder } from "@/lib/domain/inventory/commands.ts";
import { decideEstate, type EstateCommand } from "@/lib/domain/inventory/decide.ts";
import { changeOfEvent, type EstateEvent, estateEvent, type InventoryChange } from "@/lib/domain/inventory/events.ts";
import type { EstateState } from "@/lib/domain/inventory/evolve.ts";
import { type Fragment, parseFragment } from "@/lib/domain/inventory/fragment-document.ts";
import { mergeFragments } from "@/lib/domain/inventory/merge.ts";
import type { FactConflict } from "@/lib/domain/inventory/merge-facts.ts";
import { parseInventory } from "@/lib/domain/inventory/parse-inventory.ts";
import { logEvent } from "@/lib/domain/log-event.ts";
import { err, ok, type Result, unreachable } from "@/lib/domain/result.ts";
import type { Refusal } from "@/lib/domain/run/refusals.ts";
import { actorOf, instantNow } from "./access.ts";
import { database, type Reader } from "./db.ts";
import { appendToEstate, estateStream } from "./estate-stream.ts";
import { type InventoryReplaced, reachable } from "./estates.ts";
import { commit } from "./event-store.ts";
import type { Principal } from "./principal.ts";
import { lineOf } from "./stream-state.ts";

type Build = Result<(reader: Reader) => Promise<EstateCommand>, Refusal>;

const always = (command: EstateCommand): Build => ok(async () => command);

/** Where an issue of a nested document stands in the order. */
const inside = <I extends { readonly path: string }>(place: string, issues: readonly I[]): I[] =>
	issues.map((issue) => ({ ...issue, path: issue.path === "" ? place : `${place}.${issue.path}` }));

function readFragments(inputs: readonly unknown[]): Result<readonly Fragment[], Refusal> {
	const read = inputs.map((input) => parseFragment(input));
	const issues = read.flatMap((one, i) => (one.ok ? [] : inside(`fragments[${i}]`, one.error))).slice(0, 200);
	return issues.length > 0 ? err({ code: "invalid", issues }) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** The order as the domain's command: documents in it parsed, and what only the database knows looked up when it runs. */
function build(estateId: string, order: EstateOrder): Build {
	switch (order.type) {
		case "replace-inventory": {
			const parsed = parseInventory(order.inventory);
			return parsed.ok ? always({ ...order, inventory: parsed.value }) : err({ code: "invalid", issues: parsed.error });
		}
		case "merge-fragments": {
			const fragments = readFragments(order.fragments);
			return fragments.ok ? always({ ...order, fragments: fragments.value }) : fragments;
		}
		case "undo-change":
			return ok(async (reader) => ({ type: "undo-change", ...(await changeAround(reader, estateStream(estateId), order.sequence)) }));
		case "archive-estate":
			return ok(async (reader) => ({ ...order, plansUnderWay: await plansUnderWay(reader, estateId) }));
		case "edit-components":
		case "set-fact-age-limit":
		case "restore-estate":
		case "set-freeze":
		case "lift-freeze":
		case "set-crew":
			return always(order);
		default:
			return unreachable(order);
	}
}

async function plansUnderWay(reader: Reader, estateId: string): Promise<string[]> {
	const rows = await reader.plan.findMany({ where: { estateId, status: { in: ["running", "paused"] } }, select: { id: true } });
	return rows.map(({ id }) => id);
}

/** All changes of the command that the event of `sequence` belongs to, and where they begin. */
async function changeAround(
	reader: Reader,
	stream: string,
	sequence: number,
): Promise<{ readonly first: number; readonly changes: readonly InventoryChange[] }> {
	const one = await reader.event.findUnique({
		where: { stream_sequence: { stream, sequence } },
		select: { actorId: true, commandId: true, type: true },
	});
	const id = one?.commandId.replace(/#\d+$/, "");
	if (!one || id === undefined) return { first: sequence, changes: [] };
	const rows = await reader.event.findMany({
		where: { stream, actorId: one.actorId, commandId: { startsWith: id } },
		orderBy: { sequence: "asc" },
		select: { sequence: true, commandId: true, bytes: true },
	});
	// The database reads _ and % in an id as any letter, so the ids are compared again.
	const own = rows.filter(({ commandId }) => commandId === id || commandId.startsWith(`${id}#`));
	const events = own.map(({ bytes }) => logEvent.parse(JSON.parse(lineOf(bytes))));
	const facts = events.map(({ type, data }) => estateEvent.parse({ type, data }));
	// An estate's beginning is archived, not undone.
	if (facts.some(({ type }) => type === "estate-created")) return { first: sequence, changes: [] };
	return { first: own[0]?.sequence ?? sequence, changes: facts.flatMap((fact) => changeOfEvent(fact) ?? []) };
}

const aboutOrder = (order: EstateOrder): string => (order.type === "undo-change" ? `${order.type} ${order.sequence}` : order.type);

/** Judges `order` and stores what follows; the first answer again for a repeated command id. */
export async function orderEstate(
	principal: Principal,
	estateId: string,
	order: EstateOrder,
	commandId: string,
	at: string = instantNow(),
): Promise<Result<InventoryReplaced, Refusal>> {
	const allowed = await reachable(principal, estateId, "lead");
	if (!allowed.ok) return allowed;
	const command = build(estateId, order);
	if (!command.ok) return command;
	const envelope = { actor: actorOf(principal), command: { id: commandId, type: aboutOrder(order) }, at };
	return commit((unit) => appendToEstate(unit, estateId, envelope, command.value, principal.role));
}

export type OrderPreview = {
	readonly changes: readonly InventoryChange[];
	/** Facts that were read from machines and would be stored with their age. */
	readonly factsRead: number;
	/** Of a merge: what a person should look at. */
	readonly conflicts: readonly FactConflict[];
	readonly sequence: number;
};

const factsRead = (events: readonly EstateEvent[]): number =>
	events.reduce((sum, event) => sum + (event.type === "facts-read" ? Object.keys(event.data.ages).length : 0), 0);

function conflictsOf(state: EstateState, command: EstateCommand): readonly FactConflict[] {
	if (command.type !== "merge-fragments") return [];
	const merged = mergeFragments(state.inventory, state.factAges, command.fragments, command.prefer ? { prefer: command.prefer } : {});
	return merged.ok ? merged.value.conflicts : [];
}

/** What `order` would do now; stores nothing. */
export async function previewOrder(principal: Principal, estateId: string, order: EstateOrder): Promise<Result<OrderPreview, Refusal>> {
	const found = await reachable(principal, estateId, "lead");
	if (!found.ok) return found;
	const built = build(estateId, order);
	if (!built.ok) return built;
	const command = await built.value(database());
	const decided = decideEstate(found.value, command, principal.role);
	if (!decided.ok) return decided;
	return ok({
		changes: decided.value.flatMap((event) => changeOfEvent(event) ?? []),
		factsRead: factsRead(decided.value),
		conflicts: conflictsOf(found.value, command),
		sequence: found.value.sequence,
	});
}
