/**
 * Which inventory change stands behind a difference between two plans. The nearest tie wins: the component itself, then
 * what shares its host, group, farm or pool, then what concerns the whole estate; no tie gives no cause.
 */

import type { Inventory } from "../inventory/document.ts";
import type { InventoryChange } from "../inventory/events.ts";
import { fold } from "../names.ts";

/** Indexes of the changes that explain a difference about `subject`, done on `host`. */
export type CauseFinder = (subject: string, host?: string) => readonly number[];

/** Names that two components have in common; equal tags tie them. */
type Ties = ReadonlySet<string>;

export function causeFinder(changes: readonly InventoryChange[], before: Inventory, after: Inventory): CauseFinder {
	if (changes.length === 0) return () => [];
	const wide = wideTies([before, after]);
	const near = changes.map((change) => new Set(nearTies(change)));
	const far = near.map((ties) => spread(ties, wide));
	const indexes = (hits: (ties: Ties, index: number) => boolean, from: readonly Ties[]) =>
		from.flatMap((ties, index) => (hits(ties, index) ? [index] : []));
	return (subject, host) => {
		const own = ownTies(subject, host);
		const direct = indexes((ties) => own.some((tie) => ties.has(tie)), near);
		if (direct.length > 0) return direct;
		const around = spread(new Set(own), wide);
		const shared = indexes((ties) => [...around].some((tie) => ties.has(tie)), far);
		if (shared.length > 0) return shared;
		// What is about the whole estate follows from whatever was changed in it.
		return subject === "estate" ? changes.map((_, index) => index) : indexes((_, i) => changes[i]?.component === "estate", far);
	};
}

const tie = (kind: string, name: string): string => fold(`${kind} ${name}`);

function nearTies({ component, name }: InventoryChange): string[] {
	switch (component) {
		case "estate":
			return [tie("estate", "")];
		case "adfs-farm":
			return [tie("farm", name)];
		case "pool":
		case "client-system":
			return [tie(component, name)];
		default:
			return [tie("host", name)];
	}
}

/** What a subject names itself, and the machine its work is done on. */
function ownTies(subject: string, host: string | undefined): string[] {
	const colon = subject.indexOf(":");
	const [kind, name] = colon < 0 ? [subject, ""] : [subject.slice(0, colon), subject.slice(colon + 1)];
	const machine = host === undefined ? [] : [tie("host", host)];
	switch (kind) {
		case "estate":
			return [tie("estate", "")];
		case "adfs-farm":
			return [tie("farm", name), ...machine];
		case "adfs-node":
			return [tie("farm", name.split("/")[0] ?? name), tie("host", name.split("/")[1] ?? name)];
		case "replication-group":
			return [tie("group", name), ...machine];
		case "pool":
		case "client-system":
			return [tie(kind, name)];
		default:
			return [tie("host", name)];
	}
}

/** From each tie to the groups, farms and pools it belongs to, and back. */
function wideTies(inventories: readonly Inventory[]): ReadonlyMap<string, ReadonlySet<string>> {
	const ties = new Map<string, Set<string>>();
	const join = (one: string, other: string) => {
		for (const [a, b] of [
			[one, other],
			[other, one],
		] as const) {
			const set = ties.get(a) ?? new Set<string>();
			ties.set(a, set.add(b));
		}
	};
	const inPools = (own: string, pools: readonly string[]) => {
		for (const pool of pools) join(own, tie("pool", pool));
	};
	for (const { mfaServers, userPortals, mobileAppWebServices, adfsFarms, clientSystems } of inventories) {
		for (const server of mfaServers) {
			join(tie("host", server.host), tie("group", server.replicationGroup));
			inPools(tie("host", server.host), server.pools);
		}
		for (const { host, pools } of [...userPortals, ...mobileAppWebServices]) inPools(tie("host", host), pools);
		for (const farm of adfsFarms)
			for (const node of farm.nodes) {
				join(tie("farm", farm.name), tie("host", node.host));
				inPools(tie("farm", farm.name), node.pools);
			}
		for (const client of clientSystems)
			for (const target of client.targets)
				for (const kind of ["host", "pool", "farm"]) join(tie("client-system", client.name), tie(kind, target));
	}
	return ties;
}

const spread = (own: Ties, wide: ReadonlyMap<string, ReadonlySet<string>>): Ties =>
	new Set([...own, ...[...own].flatMap((name) => [...(wide.get(name) ?? [])])]);
