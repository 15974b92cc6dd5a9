/**
 * Posts text to an address that an administrator configured, and to nothing else on the way. Promises: no redirect is
 * followed; the connection goes to the very address that was judged; nothing of the answer is read but its status; it
 * ends after five seconds. Refuses: what belongs to the machine or its hoster and never receives checkpoints (link-local
 * and so cloud metadata, unspecified, multicast); names that turn out to be this machine; plain HTTP to the internet.
 */
import "server-only";
import { type LookupAddress, lookup } from "node:dns";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

const TIMEOUT_MS = 5_000;

function blockList(subnets: readonly (readonly [string, number, "ipv4" | "ipv6"])[]): BlockList {
	const list = new BlockList();
	for (const [address, bits, family] of subnets) list.addSubnet(address, bits, family);
	return list;
}

const never = blockList([
	["0.0.0.0", 8, "ipv4"],
	["169.254.0.0", 16, "ipv4"],
	["224.0.0.0", 3, "ipv4"], // multicast, reserved, broadcast
	["::", 128, "ipv6"],
	["fe80::", 10, "ipv6"],
	["ff00::", 8, "ipv6"],
	["fd00:ec2::", 32, "ipv6"], // cloud metadata over IPv6
]);
const loopback = blockList([
	["127.0.0.0", 8, "ipv4"],
	["::1", 128, "ipv6"],
]);
const inside = blockList([
	["10.0.0.0", 8, "ipv4"],
	["172.16.0.0", 12, "ipv4"],
	["192.168.0.0", 16, "ipv4"],
	["fc00::", 7, "ipv6"],
]);

const holds = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** `::ffff:a.b.c.d` counts as the address it stands for. */
const unmapped = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/** Why this address is not posted to; undefined when it is. `host`: as the configured address names it. */
export function whyNot(host: string, address: string, tls: boolean): string | undefined {
	const plain = unmapped(address);
	if (holds(never, plain)) return `${address} is no address that receives checkpoints`;
	const isNamed = isIP(host) === 0 && host.toLowerCase() !== "localhost";
	if (holds(loopback, plain)) return isNamed ? `${host} turns out to be this machine` : undefined;
	return tls || holds(inside, plain) ? undefined : `plain HTTP to ${host} would cross the internet; use https`;
}

/** Name resolution that fails when any of the answers is refused, so that what connects is what was judged. */
const judgedLookup =
	(tls: boolean): LookupFunction =>
	(host, options, done) =>
		lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
			const why = error?.message ?? found.map(({ address }) => whyNot(host, address, tls)).find((one) => one !== undefined);
			const first = found?.[0];
			if (why !== undefined || !first) done(new Error(why ?? `${host} has no address`), "", 0);
			else if (options.all) done(null, found);
			else done(null, first.address, first.family);
		});

/** Resolves once the other side answered with 2xx; throws with the reason otherwise. */
export function postOutside(address: string, text: string): Promise<void> {
	const url = new URL(address);
	const tls = url.protocol === "https:";
	const host = url.hostname.replace(/^\[|\]$/g, "");
	const refused = isIP(host) === 0 ? undefined : whyNot(host, host, tls);
	if (refused !== undefined) return Promise.reject(new Error(refused));
	return new Promise((resolve, reject) => {
		const request = (tls ? tlsRequest : plainRequest)(
			url,
			{
				method: "POST",
				headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Length": Buffer.byteLength(text) },
				lookup: judgedLookup(tls),
				signal: AbortSignal.timeout(TIMEOUT_MS),
				agent: false,
			},
			(response) => {
				const { statusCode: status = 0 } = response;
				response.destroy();
				if (status >= 200 && status < 300) resolve();
				else reject(new Error(`The webhook answered ${status}`));
			},
		);
		request.on("error", reject);
		request.end(text);
	});
}
