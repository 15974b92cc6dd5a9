/** The inventory with every list by folded name, the order its type promises; the same object when it is so already. */
import type { Inventory } from "../inventory/document.ts";
import { compareNames } from "../names.ts";

export function sortedInventory(inventory: Inventory): Inventory {
	const sorted = {
		hosts: byText(inventory.hosts, (host) => host.name),
		mfaServers: each(
			byText(inventory.mfaServers, (server) => server.host),
			(server) => withLists(server, { pools: names(server.pools), authFeatures: names(server.authFeatures) }),
		),
		userPortals: each(
			byText(inventory.userPortals, (portal) => portal.host),
			(portal) => withLists(portal, { pools: names(portal.pools), customThemes: names(portal.customThemes) }),
		),
		mobileAppWebServices: each(
			byText(inventory.mobileAppWebServices, (app) => app.host),
			(app) => withLists(app, { pools: names(app.pools) }),
		),
		adfsFarms: each(
			byText(inventory.adfsFarms, (farm) => farm.name),
			(farm) =>
				withLists(farm, {
					otherProviders: names(farm.otherProviders),
					nodes: each(
						byText(farm.nodes, (node) => node.host),
						(node) => withLists(node, { pools: names(node.pools) }),
					),
				}),
		),
		pools: byText(inventory.pools, (pool) => pool.name),
		clientSystems: each(
			byText(inventory.clientSystems, (client) => client.name),
			(client) => withLists(client, { targets: names(client.targets) }),
		),
	};
	return withLists(inventory, sorted as Partial<Inventory>);
}

const names = <T extends string>(list: readonly T[]): T[] => byText(list, (name) => name) as T[];

function byText<T>(list: readonly T[], textOf: (item: T) => string): readonly T[] {
	const inOrder = list.every((item, i) => {
		const before = list[i - 1];
		return before === undefined || compareNames(textOf(before), textOf(item)) <= 0;
	});
	return inOrder ? list : [...list].sort((a, b) => compareNames(textOf(a), textOf(b)));
}

function each<T>(list: readonly T[], change: (item: T) => T): T[] {
	const changed = list.map(change);
	return changed.every((item, i) => item === list[i]) ? (list as T[]) : changed; // the caller's own list, never written to
}

const withLists = <T extends object>(item: T, lists: Partial<T>): T =>
	(Object.keys(lists) as (keyof T)[]).every((key) => lists[key] === item[key]) ? item : { ...item, ...lists };
