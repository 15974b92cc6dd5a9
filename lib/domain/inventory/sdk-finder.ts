/**
 * Which Web Service SDK an address leads to. The host part may name an MFA Server (short or in full), a pool, or what
 * some SDK says its own address is; the path must be the SDK's virtual directory. Domain 4.5: "host part matched to
 * servers and pools".
 */
import { fold, sameName, shortName } from "../names.ts";
import type { Inventory, MfaServer } from "./document.ts";

type Address = { readonly host: string; readonly directory: string };

/** Folded host without port; directory as typed, without page and query. */
function readAddress(url: string): Address {
	const [host = "", ...rest] = (url.replace(/^https:\/\//i, "").split(/[?#]/)[0] ?? "").split("/");
	return { host: fold(host.replace(/:\d+$/, "")), directory: rest.filter((part) => part !== "" && !/\.asmx$/i.test(part)).join("/") };
}

/** Items by machine name: the same name, or a short name and a full name that begins with it. */
function byMachine<T>(items: readonly T[], nameOf: (item: T) => string): (host: string) => readonly T[] {
	const lists = new Map<string, T[]>();
	for (const item of items) {
		const list = lists.get(shortName(nameOf(item)));
		if (list) list.push(item);
		else lists.set(shortName(nameOf(item)), [item]);
	}
	return (host) =>
		(lists.get(shortName(host)) ?? []).filter((item) => fold(nameOf(item)) === host || nameOf(item).includes(".") !== host.includes("."));
}

/** A function that says why no SDK of the estate answers at an address, and nothing when one does. */
export function sdkFinder(inventory: Inventory): (url: string) => string | undefined {
	const serversNamed = byMachine(inventory.mfaServers, (server) => server.host);
	const poolsNamed = byMachine(inventory.pools, (pool) => pool.name);
	const hostsNamed = byMachine(inventory.hosts, (host) => host.name);
	const byOwnAddress = new Map<string, MfaServer[]>();
	const byPool = new Map<string, MfaServer[]>();
	const add = (lists: Map<string, MfaServer[]>, key: string, server: MfaServer): void => {
		const list = lists.get(key);
		if (list) list.push(server);
		else lists.set(key, [server]);
	};
	for (const server of inventory.mfaServers) {
		if (server.webServiceSdk?.url) add(byOwnAddress, readAddress(server.webServiceSdk.url).host, server);
		for (const pool of server.pools) add(byPool, fold(pool), server);
	}

	const why = ({ host, directory }: Address): string | undefined => {
		const named = serversNamed(host);
		const pools = poolsNamed(host);
		const candidates = [...named, ...pools.flatMap((pool) => byPool.get(fold(pool.name)) ?? []), ...(byOwnAddress.get(host) ?? [])];
		const directories = [...new Set(candidates.flatMap((server) => server.webServiceSdk?.virtualDirectory ?? []))];
		if (directories.length > 0)
			return directory === "" || directories.some((known) => sameName(known, directory))
				? undefined
				: `the Web Service SDK there is in ${directories.join(" or ")}, not in ${directory}`;
		if (named[0]) return `${named[0].host} carries no Web Service SDK`;
		if (pools[0]) return `no member of the pool ${pools[0].name} carries a Web Service SDK`;
		const [other] = hostsNamed(host);
		return other ? `${other.name} has no MFA Server` : `no MFA Server, pool or SDK address of this estate is called ${host}`;
	};
	const answers = new Map<string, string | undefined>(); // estates share few addresses among many consumers
	return (url) => {
		if (!answers.has(url)) answers.set(url, why(readAddress(url)));
		return answers.get(url);
	};
}
