/**
 * When each fact of an inventory was last read from its machine. Ages stand beside the document, which is closed.
 * Keys name the component, not its place in a list: `mfa-server:mfa01#version`, since every insertion would shift a
 * JSON path. A fact without an age was typed by somebody, at a time the history knows.
 */
import type { Instant } from "../ids.ts";
import { fold } from "../names.ts";
import type { Inventory } from "./document.ts";
import type { ComponentFacts, ComponentKind } from "./events.ts";

/** By fact key. */
export type FactAges = Readonly<Record<string, Instant>>;

/** `subject` as in plans, `adfs-node:CORP/FS1`; `field` as in the document, `webServiceSdk.url` for one inside. */
export const factKey = (subject: string, field: string): string => `${fold(subject)}#${field}`;

/** The subject part, folded. */
export const subjectOfFact = (key: string): string => key.slice(0, key.lastIndexOf("#"));
export const fieldOfFact = (key: string): string => key.slice(key.lastIndexOf("#") + 1);

/** A plain value or list of one component; parts inside are walked into. */
function* factsOf(subject: string, facts: object, prefix = ""): Generator<readonly [string, string]> {
	for (const [key, value] of Object.entries(facts)) {
		if (value === undefined || (subject.startsWith("adfs-farm:") && key === "nodes")) continue;
		if (typeof value === "object" && !Array.isArray(value)) yield* factsOf(subject, value, `${key}.`);
		else yield [factKey(subject, prefix + key), JSON.stringify(value)];
	}
}

function allFacts(inventory: Inventory): Map<string, string> {
	const { hosts, mfaServers, userPortals, mobileAppWebServices, adfsFarms } = inventory;
	return new Map([
		...hosts.flatMap((h) => [...factsOf(`host:${h.name}`, h)]),
		...mfaServers.flatMap((s) => [...factsOf(`mfa-server:${s.host}`, s)]),
		...userPortals.flatMap((p) => [...factsOf(`user-portal:${p.host}`, p)]),
		...mobileAppWebServices.flatMap((m) => [...factsOf(`mobile-app:${m.host}`, m)]),
		...adfsFarms.flatMap((f) => [
			...factsOf(`adfs-farm:${f.name}`, f),
			...f.nodes.flatMap((n) => [...factsOf(`adfs-node:${f.name}/${n.host}`, n)]),
		]),
	]);
}

/** The ages that still hold after somebody edited: a fact that was typed anew, or is gone, was not read by anyone. */
export function agesAfterEdit(factAges: FactAges, before: Inventory, after: Inventory): FactAges {
	const [then, now] = [allFacts(before), allFacts(after)];
	return Object.fromEntries(Object.entries(factAges).filter(([key]) => now.has(key) && then.get(key) === now.get(key)));
}

/** All facts of one component by key; a farm's nodes with it. Estates, pools and client systems are read from no machine. */
function factsOfComponent(component: ComponentKind, name: string, facts: ComponentFacts): Map<string, string> {
	if (component === "estate" || component === "pool" || component === "client-system") return new Map();
	const nodes = component === "adfs-farm" && Array.isArray(facts.nodes) ? (facts.nodes as readonly { host: string }[]) : []; // a farm's own list
	return new Map([...factsOf(`${component}:${name}`, facts), ...nodes.flatMap((n) => [...factsOf(`adfs-node:${name}/${n.host}`, n)])]);
}

/**
 * Drops from `ages`, in place, what no longer holds after one component went from `before` to `after` (absent: it is
 * not there). Costs as much as the component is large, whatever the size of the estate.
 */
export function forgetChangedFacts(
	ages: Record<string, Instant>,
	component: ComponentKind,
	name: string,
	before: ComponentFacts | undefined,
	after: ComponentFacts | undefined,
): void {
	const now = after ? factsOfComponent(component, name, after) : new Map<string, string>();
	for (const [key, value] of factsOfComponent(component, name, before ?? {})) if (now.get(key) !== value) delete ages[key];
}
