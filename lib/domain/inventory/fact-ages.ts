/**
 * When each fact of an inventory was last read from its machine. Ages stand beside the document, which is closed.
 * Keys name the component, not its place in a list: `mfa-server:mfa01#version`, since every insertion would shift a
 * JSON path. A fact without an age was typed by somebody, at a time the history knows.
 */
import type { Instant } from "../ids.ts";
import { fold } from "../names.ts";
import type { Inventory } from "./document.ts";

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
