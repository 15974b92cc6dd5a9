/**
 * What people changed in an inventory since a moment, as far as it still stands. Promises: what a run wrote back by
 * itself never counts; a change that was taken back, or overtaken by the run's own work, is none.
 */
import { canonicalText } from "../canonical.ts";
import { compareText } from "../names.ts";
import { componentsOf, keyOf } from "./components.ts";
import type { Inventory } from "./document.ts";
import {
	type ComponentEvent,
	type ComponentFacts,
	type ComponentKind,
	type EstateEvent,
	type InventoryChange,
	isComponentEvent,
} from "./events.ts";

/** Per key the value first seen and the one written last; an absent value is undefined. */
type Touched = {
	readonly component: ComponentKind;
	readonly name: string;
	readonly existed: boolean;
	readonly removed: boolean;
	readonly before: Record<string, unknown>;
	readonly after: Record<string, unknown>;
};

const text = (value: unknown): string => (value === undefined ? "" : canonicalText([value]));
const same = (a: unknown, b: unknown): boolean => text(a) === text(b);
const pick = (facts: ComponentFacts, keys: readonly string[]): ComponentFacts =>
	Object.fromEntries(keys.flatMap((key) => (facts[key] === undefined ? [] : [[key, facts[key]]])));

/** True when somebody changed a component, and no run wrote down by itself what it had done. */
export const isOutside = (event: EstateEvent): event is ComponentEvent => isComponentEvent(event) && event.data.cause === undefined;

/** Changes that `events` (in order, from one moment to now) made from outside and that `current` still shows, by component. */
export function outsideChanges(events: readonly EstateEvent[], current: Inventory): InventoryChange[] {
	const touched = new Map<string, Touched>();
	for (const event of events) {
		if (!isOutside(event)) continue;
		const key = `${event.data.component} ${keyOf(event.data.component, event.data.name)}`;
		touched.set(key, merged(touched.get(key), event));
	}
	const now = componentsOf(current);
	return [...touched.values()].flatMap((item) => standing(item, now.get(item.component)?.get(keyOf(item.component, item.name))));
}

function merged(known: Touched | undefined, event: ComponentEvent): Touched {
	const { component, name } = event.data;
	const before = "before" in event.data ? event.data.before : {};
	const after = "after" in event.data ? event.data.after : {};
	const keys = event.type === "component-changed" ? event.data.fields : [...Object.keys(before), ...Object.keys(after)];
	const item: Touched = {
		component,
		name,
		existed: known?.existed ?? event.type !== "component-added",
		removed: event.type === "component-removed",
		before: { ...known?.before },
		after: { ...known?.after },
	};
	for (const key of keys) {
		if (!Object.hasOwn(item.before, key)) item.before[key] = before[key];
		item.after[key] = after[key];
	}
	return item;
}

function standing({ component, name, existed, removed, before, after }: Touched, now: ComponentFacts | undefined): InventoryChange[] {
	if (removed) return existed && !now ? [{ change: "removed", component, name, before: pick(before, Object.keys(before)) }] : [];
	if (!now) return []; // the run itself took it away afterwards
	if (!existed) return [{ change: "added", component, name, after: now }];
	const fields = Object.keys(after)
		.filter((key) => !same(before[key], after[key]) && same(after[key], now[key]))
		.sort(compareText);
	return fields.length === 0
		? []
		: [{ change: "changed", component, name, fields, before: pick(before, fields), after: pick(now, fields) }];
}

/** A change by the name of its component, as refusals list it: `mfa-server:MFA02`; the estate's own facts are `estate`. */
export const changedName = ({ component, name }: Pick<InventoryChange, "component" | "name">): string =>
	component === "estate" ? component : `${component}:${name}`;
