/**
 * What facts make of an estate. Promises: the given state is left as it was; one call folds any number of events with
 * one copy, so thousands of components take milliseconds.
 * Refuses (throws) only a log that cannot be: a component added twice, or changed or removed and not there.
 */
import type { LogEvent } from "../log-event.ts";
import { unreachable } from "../result.ts";
import { type Components, componentsOf, inventoryOf, keyOf, nameOf } from "./components.ts";
import { INVENTORY_FORMAT, type Inventory } from "./document.ts";
import { type ComponentFacts, type EstateEvent, estateEvent } from "./events.ts";

export type EstateState = {
	readonly sequence: number;
	readonly inventory: Inventory;
	readonly createdAt: string;
	readonly createdBy: string;
	readonly changedAt: string;
	readonly changedBy: string;
};

/** An event as it stands in the log, its `data` already typed. */
export type RecordedEstateEvent = EstateEvent & {
	readonly sequence: number;
	readonly at: string;
	readonly actor: { readonly id: string };
};

/** A log event of an estate's stream as an estate event; throws when type or data are not of the closed union. */
export const recordedEstateEvent = (event: LogEvent): RecordedEstateEvent => ({
	...estateEvent.parse({ type: event.type, data: event.data }),
	sequence: event.sequence,
	at: event.at,
	actor: event.actor,
});

const emptyInventory = (estate: Inventory["estate"]): Inventory => ({
	format: INVENTORY_FORMAT,
	estate,
	hosts: [],
	mfaServers: [],
	userPortals: [],
	mobileAppWebServices: [],
	adfsFarms: [],
	pools: [],
	clientSystems: [],
});

/** Folds `events` onto `state`; undefined when there is nothing at all. */
export function foldEstate(state: EstateState | undefined, events: readonly RecordedEstateEvent[]): EstateState | undefined {
	const [first, ...rest] = events;
	if (first === undefined) return state;
	if (state === undefined) {
		if (first.type !== "estate-created") throw new Error(`Event ${first.sequence}: ${first.type} before estate-created`);
		return foldChanges(begin(first.data.facts, first), rest);
	}
	return foldChanges(state, events);
}

const begin = (facts: Inventory["estate"], { sequence, at, actor }: RecordedEstateEvent): EstateState => ({
	sequence,
	inventory: emptyInventory(facts),
	createdAt: at,
	createdBy: actor.id,
	changedAt: at,
	changedBy: actor.id,
});

function foldChanges(state: EstateState, events: readonly RecordedEstateEvent[]): EstateState {
	const last = events.at(-1);
	if (last === undefined) return state;
	const components = componentsOf(state.inventory);
	for (const event of events) apply(components, event);
	const { createdAt, createdBy } = state;
	return {
		sequence: last.sequence,
		inventory: inventoryOf(components),
		createdAt,
		createdBy,
		changedAt: last.at,
		changedBy: last.actor.id,
	};
}

/** `components` belongs to the fold and is written in place; the facts in it are replaced, never changed. */
function apply(components: Components, event: RecordedEstateEvent): void {
	if (event.type === "estate-created") throw new Error(`Event ${event.sequence}: an estate begins once`);
	const { component, name } = event.data;
	const items = components.get(component);
	const key = keyOf(component, name);
	const known = items?.get(key);
	if (!items || (known !== undefined) === (event.type === "component-added"))
		throw new Error(`Event ${event.sequence}: ${event.type} does not fit ${component} ${name}`);
	switch (event.type) {
		case "component-added":
			items.set(keyOf(component, nameOf(component, event.data.after)), event.data.after);
			break;
		case "component-changed":
			items.set(key, patched(known ?? {}, event.data.fields, event.data.after));
			break;
		case "component-removed":
			items.delete(key);
			break;
		default:
			unreachable(event);
	}
}

function patched(facts: ComponentFacts, fields: readonly string[], after: ComponentFacts): ComponentFacts {
	const next: Record<string, unknown> = { ...facts };
	for (const key of fields) {
		if (Object.hasOwn(after, key)) next[key] = after[key];
		else delete next[key];
	}
	return next;
}
