/** Who calls which Web Service SDK, for the lines of the topology and for its words. Pure. */
import type { Inventory } from "@/lib/domain/inventory/document.ts";
import { fold, shortName } from "@/lib/domain/names.ts";

/** `from` and `to` are anchors: `host:up01`, `pool:mfa-lb`, `farm:corp`. `to` is absent where the address is nobody's we know. */
export type Relation = {
	readonly from: string;
	readonly to?: string;
	readonly address: string;
	/** The address names one server: draining it cuts the caller off. */
	readonly pinned: boolean;
	/** The same for reading: what is called, and the pool behind it. */
	readonly words: string;
};

export const anchor = (kind: "host" | "pool" | "farm", name: string): string => `${kind}:${fold(name)}`;

/** Host part of an https address, undefined when it is none. */
export function hostOfUrl(url: string): string | undefined {
	try {
		return new URL(url).hostname;
	} catch {
		return undefined;
	}
}

/** By the host part of each caller's address: a server by short name or FQDN, else the pool the name points to. */
export function relationsOf(inventory: Inventory): readonly Relation[] {
	const callers = [
		...inventory.userPortals.map((portal) => ({ from: anchor("host", portal.host), url: portal.sdkUrl })),
		...inventory.mobileAppWebServices.map((service) => ({ from: anchor("host", service.host), url: service.sdkUrl })),
		...inventory.adfsFarms.map((farm) => ({ from: anchor("farm", farm.name), url: farm.sdkUrl })),
	];
	const seen = new Set<string>();
	const servers = new Map(inventory.mfaServers.map((server) => [shortName(server.host), server]));
	const poolBehind = poolFinder(inventory);
	return callers.flatMap(({ from, url }): readonly Relation[] => {
		const address = url === undefined ? undefined : hostOfUrl(url);
		if (address === undefined || seen.has(`${from} ${address}`)) return [];
		seen.add(`${from} ${address}`);
		const server = servers.get(shortName(address));
		if (server !== undefined)
			return [{ from, to: anchor("host", server.host), address: server.host, pinned: true, words: `SDK pinned to ${server.host}` }];
		const pool = poolBehind(address);
		if (pool === undefined) return [{ from, address, pinned: false, words: `SDK at ${address}, which is no server or pool here` }];
		const words = fold(pool) === fold(address) ? `SDK at pool ${pool}` : `SDK at ${address}, pool ${pool}`;
		return [{ from, to: anchor("pool", pool), address, pinned: false, words }];
	});
}

/** What each host or farm calls, in words, by its anchor; a caller whose address is missing says so. */
export function callsInWords(inventory: Inventory, relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, readonly string[]>();
	const say = (from: string, words: string) => {
		const before = found.get(from) ?? [];
		if (!before.includes(words)) found.set(from, [...before, words]);
	};
	for (const { from, words } of relations) say(from, words);
	const missing = "SDK address not recorded";
	for (const portal of inventory.userPortals)
		if (portal.useWebServiceSdk && portal.sdkUrl === undefined) say(anchor("host", portal.host), missing);
	for (const service of inventory.mobileAppWebServices) if (service.sdkUrl === undefined) say(anchor("host", service.host), missing);
	for (const farm of inventory.adfsFarms) if (farm.sdkUrl === undefined) say(anchor("farm", farm.name), missing);
	return found;
}

/** The pool an address stands for: by name, or the one pool of all servers that carry an SDK. */
function poolFinder(inventory: Inventory): (address: string) => string | undefined {
	const names = new Map(inventory.pools.map((pool) => [fold(pool.name), pool.name]));
	const pools = new Set(inventory.mfaServers.flatMap((server) => (server.webServiceSdk ? [fold(server.pools[0] ?? "")] : [])));
	const only = pools.size === 1 ? names.get([...pools][0] ?? "") : undefined;
	return (address) => names.get(fold(address)) ?? names.get(shortName(address)) ?? only;
}
