import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { CONNECTIONS, HEADERS_TIMEOUT, REQUEST_TIMEOUT, watchConnections } from "./connections.ts";

it("[E9] the server gives up on slow heads, slow bodies and too many connections, while 200 slow heads hold up nobody", async () => {
	watchConnections();
	const server = createServer((_request, response) => response.end("ok"));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const slow = await Promise.all(
		Array.from(
			{ length: 200 },
			() =>
				new Promise<ReturnType<typeof connect>>((resolve) => {
					const socket = connect(port, "127.0.0.1", () => {
						socket.write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
						resolve(socket);
					});
					socket.on("error", () => undefined);
				}),
		),
	);
	const answers = await Promise.all(Array.from({ length: 50 }, async () => (await fetch(`http://127.0.0.1:${port}/`)).text()));
	expect(answers).toEqual(Array(50).fill("ok"));
	expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([HEADERS_TIMEOUT, REQUEST_TIMEOUT, CONNECTIONS]);
	for (const socket of slow) socket.destroy();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
