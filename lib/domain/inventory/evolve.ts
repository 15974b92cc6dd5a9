/**
 * What facts make of an estate. Promises: the given state is left as it was; one call folds any number of events with
 * one copy, so thousands of components take milliseconds.
 * Refuses (throws) only a log that cannot be: a component added twice, or changed or removed and not there.
 */
import type { LogEvent } from "../log-event.ts";
import type { Team } from "../planner/plan-document.ts";
import { unreachable } from "../result.ts";
import type { CrewMember } from "../schedule/crew.ts";
import type { ChangeFreeze } from "../schedule/freeze.ts";
import { type Components, componentsOf, inventoryOf, keyOf, nameOf } from "./components.ts";
import { INVENTORY_FORMAT, type Inventory } from "./document.ts";
import { type ComponentFacts, type ComponentKind, type EstateEvent, estateEvent, isComponentEvent } from "./events.ts";
import { type FactAges, forgetChangedFacts } from "./fact-ages.ts";
import { isOutside } from "./outside-changes.ts";

export type TeamBindings = Readonly<Record<string, readonly Team[]>>;

export type EstateState = {
	readonly sequence: number;
	readonly inventory: Inventory;
	/** Teams by person, for those who are bound to any; nobody else is held to a team. */
	readonly teams: TeamBindings;
	/** Change freezes that were set and not lifted, past ones too. */
	readonly freezes: readonly ChangeFreeze[];
	/** Who works on its nights; empty: whoever is bound to its teams. */
	readonly crew: readonly CrewMember[];
	readonly createdAt: string;
	readonly createdBy: string;
	readonly changedAt: string;
	readonly changedBy: string;
	/** When facts were read from their machines. */
	readonly factAges: FactAges;
	/** Facts read longer ago are old. */
	readonly maxFactAgeDays: number;
	/** Sequence of the last event about each component that is or was there, by `changeKey`. */
	readonly changedIn: ReadonlyMap<string, number>;
	readonly archived?: { readonly at: string; readonly by: string; readonly reason?: string | undefined };
	readonly copyOf?: { readonly estateId: string; readonly sequence: number };
	/** Sequence of the last event that people made: what a run wrote back by itself leaves it. */
	readonly editedSequence: number;
};

export const DEFAULT_MAX_FACT_AGE_DAYS = 30;

/** How `changedIn` names a component. */
export const changeKey = (component: ComponentKind, name: string): string => `${component} ${keyOf(component, name)}`;

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
		return foldChanges(begin(first, first.data), rest);
	}
	return foldChanges(state, events);
}

type Created = Extract<RecordedEstateEvent, { type: "estate-created" }>["data"];

const begin = ({ sequence, at, actor }: RecordedEstateEvent, { facts, copyOf }: Created): EstateState => ({
	sequence,
	inventory: emptyInventory(facts),
	teams: {},
	freezes: [],
	crew: [],
	createdAt: at,
	createdBy: actor.id,
	changedAt: at,
	changedBy: actor.id,
	factAges: {},
	maxFactAgeDays: DEFAULT_MAX_FACT_AGE_DAYS,
	changedIn: new Map([[changeKey("estate", ""), sequence]]),
	...(copyOf && { copyOf }),
	editedSequence: sequence,
});

/** What one call writes in place: copies that belong to it. */
type Open = {
	readonly components: Components;
	ages: Record<string, string>;
	readonly changedIn: Map<string, number>;
	maxFactAgeDays: number;
	archived: EstateState["archived"];
	teams: TeamBindings;
	freezes: readonly ChangeFreeze[];
	crew: readonly CrewMember[];
};

function foldChanges(state: EstateState, events: readonly RecordedEstateEvent[]): EstateState {
	const last = events.at(-1);
	if (last === undefined) return state;
	const { maxFactAgeDays, archived } = state;
	const open: Open = {
		components: componentsOf(state.inventory),
		ages: { ...state.factAges },
		changedIn: new Map(state.changedIn),
		maxFactAgeDays,
		archived,
		teams: state.teams,
		freezes: state.freezes,
		crew: state.crew,
	};
	for (const event of events) apply(open, event);
	const { createdAt, createdBy, copyOf } = state;
	return {
		sequence: last.sequence,
		inventory: events.some(isComponentEvent) ? inventoryOf(open.components) : state.inventory,
		teams: open.teams,
		freezes: open.freezes,
		crew: open.crew,
		createdAt,
		createdBy,
		changedAt: last.at,
		changedBy: last.actor.id,
		factAges: open.ages,
		maxFactAgeDays: open.maxFactAgeDays,
		changedIn: open.changedIn,
		...(open.archived && { archived: open.archived }),
		...(copyOf && { copyOf }),
		editedSequence: events.findLast(isOutside)?.sequence ?? state.editedSequence,
	};
}

function apply(open: Open, event: RecordedEstateEvent): void {
	switch (event.type) {
		case "estate-created":
			throw new Error(`Event ${event.sequence}: an estate begins once`);
		case "facts-read":
			Object.assign(open.ages, event.data.ages);
			break;
		case "fact-age-limit-set":
			open.maxFactAgeDays = event.data.days;
			break;
		case "estate-archived":
			open.archived = { at: event.at, by: event.actor.id, ...event.data };
			break;
		case "estate-restored":
			open.archived = undefined;
			break;
		case "teams-bound":
			open.teams = bound(open.teams, event.data.userId, event.data.teams);
			break;
		case "freeze-set":
			open.freezes = [...open.freezes, { freezeId: `f${event.sequence}`, ...event.data, scope: "estate" }];
			break;
		case "freeze-lifted":
			open.freezes = open.freezes.filter(({ freezeId }) => freezeId !== event.data.freezeId);
			break;
		case "crew-set":
			open.crew = event.data.crew;
			break;
		case "component-added":
		case "component-changed":
		case "component-removed":
			applyToComponent(open, event);
			break;
		default:
			unreachable(event);
	}
}

function bound(teams: TeamBindings, userId: string, own: readonly Team[]): TeamBindings {
	const { [userId]: _, ...others } = teams;
	return own.length > 0 ? { ...others, [userId]: own } : others;
}

type OfComponent = Extract<RecordedEstateEvent, { type: `component-${string}` }>;

/** The facts in the components are replaced, never changed. */
function applyToComponent({ components, ages, changedIn }: Open, event: OfComponent): void {
	const { component, name } = event.data;
	const items = components.get(component);
	const key = keyOf(component, name);
	const known = items?.get(key);
	if (!items || (known !== undefined) === (event.type === "component-added"))
		throw new Error(`Event ${event.sequence}: ${event.type} does not fit ${component} ${name}`);
	const after =
		event.type === "component-added"
			? event.data.after
			: event.type === "component-changed"
				? patched(known ?? {}, event.data.fields, event.data.after)
				: undefined;
	if (after) items.set(keyOf(component, nameOf(component, after)), after);
	else items.delete(key);
	changedIn.set(`${component} ${key}`, event.sequence);
	if (known) forgetChangedFacts(ages, component, name, known, after);
}

function patched(facts: ComponentFacts, fields: readonly string[], after: ComponentFacts): ComponentFacts {
	const next: Record<string, unknown> = { ...facts };
	for (const key of fields) {
		if (Object.hasOwn(after, key)) next[key] = after[key];
		else delete next[key];
	}
	return next;
}
