/**
 * The address a request is counted under by the rate limits. Promises: without a trusted proxy the socket's own
 * address, whatever X-Forwarded-For says; behind trusted proxies the first address, from the right, that is not one
 * of them; IPv6 cut to its /64, since one customer has at least that many. Unknown addresses share one bucket.
 */
import "server-only";
import { BlockList, isIP } from "node:net";
import { connectionOf } from "./connections.ts";

const family = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");
const plain = (address: string): string => (/^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) ? address.slice(7) : address);

/** `entries`: addresses or CIDR ranges, already validated where the environment is parsed. */
function listOf(entries: readonly string[]): BlockList {
	const list = new BlockList();
	for (const entry of entries) {
		const [address = "", prefix] = entry.split("/");
		if (prefix === undefined) list.addAddress(address, family(address));
		else list.addSubnet(address, Number(prefix), family(address));
	}
	return list;
}

/** First four groups of an IPv6 address, written out. */
function slash64(address: string): string {
	const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
	const left = head === "" ? [] : head.split(":");
	const right = tail === undefined || tail === "" ? [] : tail.split(":");
	const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
	return `${groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":")}::/64`;
}

const bucket = (address: string): string => (isIP(address) === 6 ? slash64(address) : address);

/** Pure part: socket address, X-Forwarded-For as received, trusted proxies. */
export function addressBucket(peer: string | undefined, forwarded: string | null, trustedProxies: readonly string[]): string {
	if (peer === undefined || isIP(plain(peer)) === 0) return "unknown";
	const trusted = listOf(trustedProxies);
	const chain = [...(forwarded ?? "").split(",").map((part) => part.trim()), peer].map(plain).filter((part) => part !== "");
	for (const address of chain.reverse()) {
		if (isIP(address) === 0) return "unknown";
		if (!trusted.check(address, family(address))) return bucket(address);
	}
	return bucket(plain(peer));
}

export const clientAddress = (headers: Headers, trustedProxies: readonly string[]): string =>
	addressBucket(connectionOf(headers)?.address, headers.get("x-forwarded-for"), trustedProxies);
