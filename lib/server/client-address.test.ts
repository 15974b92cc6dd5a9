import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { addressBucket } from "./client-address.ts";
import { connectionOf, watchConnections } from "./connections.ts";

it("[F5] without trusted proxies X-Forwarded-For changes nothing", () => {
	expect(addressBucket("192.0.2.7", "10.0.0.1", [])).toBe("192.0.2.7");
	expect(addressBucket("::ffff:192.0.2.7", "10.0.0.1, 10.0.0.2", [])).toBe("192.0.2.7");
});

it("[F5] behind trusted proxies the first untrusted address from the right counts", () => {
	const proxies = ["10.0.0.0/8", "2001:db8:ffff::1"];
	expect(addressBucket("10.0.0.5", "1.1.1.1, 203.0.113.9", proxies)).toBe("203.0.113.9");
	expect(addressBucket("10.0.0.5", "1.1.1.1, 203.0.113.9, 10.1.1.1", proxies)).toBe("203.0.113.9");
	expect(addressBucket("2001:db8:ffff::1", "203.0.113.9", proxies)).toBe("203.0.113.9");
	expect(addressBucket("10.0.0.5", null, proxies)).toBe("10.0.0.5");
	expect(addressBucket("10.0.0.5", "not-an-address", proxies)).toBe("unknown");
	expect(addressBucket(undefined, "203.0.113.9", proxies)).toBe("unknown");
});

it("[F5] a whole IPv6 /64 is one client", () => {
	expect(addressBucket("2001:db8:1:2:aaaa::1", null, [])).toBe("2001:db8:1:2::/64");
	expect(addressBucket("2001:db8:1:2:bbbb:cccc:dddd:eeee", null, [])).toBe("2001:db8:1:2::/64");
	expect(addressBucket("2001:db8::1", null, [])).toBe("2001:db8:0:0::/64");
	expect(addressBucket("fe80::1%eth0", null, [])).toBe("fe80:0:0:0::/64");
});

it("[F7] inner headers of clients are taken off and the socket's address is stamped on", async () => {
	watchConnections();
	watchConnections();
	const server = createServer((request, response) => {
		const headers = new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]));
		response.end(JSON.stringify({ names: [...headers.keys()], address: connectionOf(headers)?.address }));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const answer = await fetch(`http://127.0.0.1:${port}/`, {
		headers: {
			"content-security-policy": "script-src 'nonce-evil'",
			"x-nonce": "evil",
			"x-middleware-subrequest": "proxy",
			"x-invoke-path": "/",
			"x-lockstep-connection": "00 1 203.0.113.9",
			"x-harmless": "1",
		},
	});
	const { names, address } = (await answer.json()) as { names: string[]; address: string };
	server.close();
	expect(address).toBe("127.0.0.1");
	expect(names.filter((name) => name.startsWith("x-") || name.startsWith("content-"))).toEqual(["x-harmless", "x-lockstep-connection"]);
});

it("[F5] a stamp that is not ours gives no address", () => {
	expect(connectionOf(new Headers({ "x-lockstep-connection": "00 1 203.0.113.9" }))).toBe(undefined);
	expect(connectionOf(new Headers())).toBe(undefined);
});
