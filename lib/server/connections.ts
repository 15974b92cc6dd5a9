/**
 * What Next hides from route handlers: the address at the other end of the socket, and the socket itself.
 * Every request is stamped before Next sees it, and headers that only the inside may set are taken off.
 *
 * Promises: a stamp can only come from this process (it carries a tag made at start), so no client can claim an
 * address; a request that came too early to be stamped has no address. Refuses to read X-Forwarded-For: see
 * client-address.ts.
 */
import "server-only";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { processWide } from "./process-wide.ts";

const STAMP = "x-lockstep-connection";

/** Next trusts these when a client sends them (nonce, middleware and routing internals). */
const inner = /^(content-security-policy(-report-only)?|x-nonce|x-middleware-.*|x-invoke-.*|x-lockstep-.*)$/;

type Registry = { readonly tag: string; next: number; readonly responses: Map<number, ServerResponse>; watching: boolean };

const registry = processWide<Registry>("connections", () => ({
	tag: randomBytes(16).toString("hex"),
	next: 1,
	responses: new Map(),
	watching: false,
}));

/** Takes inner headers off and stamps the request. */
function stamp(request: IncomingMessage, response: ServerResponse): void {
	for (const name of Object.keys(request.headers)) if (inner.test(name)) delete request.headers[name];
	const number = registry.next++;
	registry.responses.set(number, response);
	response.once("close", () => registry.responses.delete(number));
	request.headers[STAMP] = `${registry.tag} ${number} ${request.socket.remoteAddress ?? ""}`;
}

/** A head that takes longer than this is nobody's browser; a body of 25 MiB gets its five minutes. */
export const HEADERS_TIMEOUT = 10_000;
export const REQUEST_TIMEOUT = 300_000;
/** Far more than the people of one company hold open; beyond it connections are refused, not queued. */
export const CONNECTIONS = 2_000;

/** Next makes the server itself and offers none of this, so its first connection tells which server it is. */
function limit(socket: Socket): void {
	const server = (socket as Socket & { readonly server?: Server }).server;
	if (server === undefined || server.maxConnections === CONNECTIONS || !("headersTimeout" in server)) return;
	server.headersTimeout = HEADERS_TIMEOUT;
	server.requestTimeout = REQUEST_TIMEOUT;
	server.maxConnections = CONNECTIONS;
}

/** Starts stamping and limiting; once a process. Node publishes this channel before it calls the server's request handler. */
export function watchConnections(): void {
	if (registry.watching) return;
	registry.watching = true;
	subscribe("net.server.socket", (message) => limit((message as { readonly socket: Socket }).socket));
	subscribe("http.server.request.start", (message) => {
		const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
		stamp(request, response);
	});
}

export type Connection = {
	/** Address of the socket's other end, as Node writes it (IPv4 may come as `::ffff:192.0.2.1`). */
	readonly address: string;
	/** Cuts the connection at once: for readers that no longer read. */
	readonly destroy: () => void;
};

/** The connection behind a request's headers, or nothing when it bears no stamp of ours. */
export function connectionOf(headers: { get(name: string): string | null }): Connection | undefined {
	const [tag, number, address] = headers.get(STAMP)?.split(" ") ?? [];
	if (tag !== registry.tag || !address) return undefined;
	return { address, destroy: () => registry.responses.get(Number(number))?.destroy() };
}
