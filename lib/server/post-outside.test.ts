import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { postOutside, whyNot } from "./post-outside.ts";

async function withServer<T>(listener: RequestListener, work: (port: number) => Promise<T>): Promise<T> {
	const server = createServer(listener);
	await new Promise<void>((done) => {
		server.listen(0, "127.0.0.1", done);
	});
	try {
		return await work((server.address() as AddressInfo).port);
	} finally {
		server.close();
	}
}

describe("[CHK18] checkpoints are posted to the configured address alone", () => {
	it("[CHK18] metadata, unspecified, multicast and mapped addresses are refused, whatever name leads there", () => {
		const bad = ["169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "fe80::1", "ff02::1", "fd00:ec2::254"];
		for (const address of [...bad, "::ffff:169.254.169.254"]) {
			expect(whyNot("hooks.contoso.com", address, true), address).toBeDefined();
			expect(whyNot(address, address, true), address).toBeDefined();
		}
	});

	it("[CHK18] this machine only when it was named, plain HTTP only on one's own networks", () => {
		expect(whyNot("hooks.contoso.com", "127.0.0.1", true)).toContain("this machine");
		expect(whyNot("hooks.contoso.com", "::ffff:127.0.0.1", true)).toContain("this machine");
		expect(whyNot("localhost", "::1", false)).toBeUndefined();
		expect(whyNot("127.0.0.1", "127.0.0.1", false)).toBeUndefined();
		expect(whyNot("hooks.contoso.local", "10.1.2.3", false)).toBeUndefined();
		expect(whyNot("hooks.contoso.com", "203.0.113.9", false)).toContain("use https");
		expect(whyNot("hooks.contoso.com", "203.0.113.9", true)).toBeUndefined();
	});

	it("[CHK18] the text arrives whole; a redirect is an answer like any other and not followed", async () => {
		const got: string[] = [];
		const listener: RequestListener = (request, response) => {
			request.setEncoding("utf8").on("data", (part: string) => got.push(part));
			request.on("end", () => {
				if (request.url === "/elsewhere") got.push("followed");
				response.writeHead(request.url === "/ok" ? 204 : 302, { location: "/elsewhere" }).end();
			});
		};
		await withServer(listener, async (port) => {
			await postOutside(`http://127.0.0.1:${port}/ok`, "note\n\u2014 name");
			await postOutside(`http://localhost:${port}/ok`, "again");
			await expect(postOutside(`http://127.0.0.1:${port}/redirects`, "x")).rejects.toThrow("answered 302");
		});
		expect(got).toEqual(["note\n\u2014 name", "again", "x"]);
		await expect(postOutside("http://169.254.169.254/latest/meta-data", "x")).rejects.toThrow("169.254.169.254");
		await expect(postOutside("http://[::ffff:169.254.169.254]/", "x")).rejects.toThrow("no address that receives");
	});
});
