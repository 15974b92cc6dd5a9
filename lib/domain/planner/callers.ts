/** Who calls whom: client systems by the host or pool they target, and consumers pinned to one server's Web Service SDK (H10). */
import type { ClientSystem, Inventory } from "../inventory/document.ts";
import { fold, shortName } from "../names.ts";

/** Something that calls a Web Service SDK. */
export type SdkConsumer = { readonly subject: string; readonly label: string; readonly sdkUrl: string };

export type Callers = {
	/** Client systems by folded name of a host, pool or farm they target. */
	readonly clientsOf: ReadonlyMap<string, readonly ClientSystem[]>;
	/** Consumers with an SDK address, in document order. */
	readonly consumers: readonly SdkConsumer[];
	/** Consumers by key of the one MFA Server their address names. */
	readonly pinnedTo: ReadonlyMap<string, readonly SdkConsumer[]>;
	/** Some portal, mobile app web service or farm calls a server through the SDK. */
	readonly sdkIsNeeded: boolean;
};

/** Host part of an https address, folded, without the port. */
const hostPart = (url: string): string => fold(url.replace(/^https:\/\//i, "").split(/[/?#:]/)[0] ?? "");

export function readCallers(inventory: Inventory): Callers {
	const clientsOf = new Map<string, ClientSystem[]>();
	for (const client of inventory.clientSystems) for (const target of client.targets) append(clientsOf, fold(target), client);

	const consumers = sdkConsumers(inventory);
	const serverNamed = serverFinder(inventory);
	const pinnedTo = new Map<string, SdkConsumer[]>();
	for (const consumer of consumers) for (const server of serverNamed(hostPart(consumer.sdkUrl))) append(pinnedTo, server, consumer);

	return { clientsOf, consumers, pinnedTo, sdkIsNeeded: sdkIsNeeded(inventory, consumers) };
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}

function sdkConsumers(inventory: Inventory): SdkConsumer[] {
	return [
		...inventory.userPortals.map((p) => ({ subject: `user-portal:${p.host}`, label: `the user portal on ${p.host}`, sdkUrl: p.sdkUrl })),
		...inventory.mobileAppWebServices.map((m) => ({
			subject: `mobile-app:${m.host}`,
			label: `the mobile app web service on ${m.host}`,
			sdkUrl: m.sdkUrl,
		})),
		...inventory.adfsFarms.map((f) => ({ subject: `adfs-farm:${f.name}`, label: `the adapter of AD FS farm ${f.name}`, sdkUrl: f.sdkUrl })),
	].flatMap(({ sdkUrl, ...consumer }) => (sdkUrl === undefined ? [] : [{ ...consumer, sdkUrl }]));
}

/** Servers an address names: the same name, or a short name and a full name of one machine. */
function serverFinder(inventory: Inventory): (host: string) => readonly string[] {
	const full = new Set<string>();
	const byShort = new Map<string, string[]>();
	for (const server of inventory.mfaServers) {
		const key = fold(server.host);
		full.add(key);
		append(byShort, shortName(key), key);
	}
	return (host) => {
		if (full.has(host)) return [host];
		const candidates = byShort.get(shortName(host)) ?? [];
		return host.includes(".") ? candidates.filter((key) => !key.includes(".")) : candidates;
	};
}

function sdkIsNeeded(inventory: Inventory, consumers: readonly SdkConsumer[]): boolean {
	const servers = new Set(inventory.mfaServers.map((server) => fold(server.host)));
	return (
		consumers.length > 0 ||
		inventory.mobileAppWebServices.length > 0 ||
		inventory.userPortals.some((portal) => portal.useWebServiceSdk) ||
		inventory.adfsFarms.some((farm) => farm.nodes.some((node) => !servers.has(fold(node.host))))
	);
}
