/**
 * Server-sent events. Promises: a stream never queues more than 256 KiB plus one frame in memory; who does not read
 * for ten seconds after that is cut off; a comment line goes out every fifteen seconds of silence; a stream ends
 * within five seconds when its reader's session, token or role is gone, and at once when the server stops.
 * Refuses to know what it carries: the source writes frames, and waits where `send` waits.
 */
import "server-only";
import { connectionOf } from "./connections.ts";
import { log } from "./log.ts";
import type { Principal } from "./principal.ts";
import { processWide } from "./process-wide.ts";

const QUEUE_LIMIT = 256 * 1024;
const STALL_LIMIT = 10_000;
const HEARTBEAT = 15_000;
const TICK = 1_000;
const RECHECK = 2_000;

export type Frame = { readonly event?: string; readonly id?: string; readonly data: string };

export type Outlet = {
	/** Resolves when the frame is queued, false when the stream has ended. Waits while the reader is behind. */
	readonly send: (frame: Frame) => Promise<boolean>;
	/** Aborted when the stream ends, whoever ended it. */
	readonly signal: AbortSignal;
};

type OpenStream = { readonly principal: Principal; readonly tick: (now: number) => void; readonly end: (lastWords?: string) => void };

type Streams = { readonly open: Set<OpenStream>; timer: NodeJS.Timeout | undefined; checkedAt: number; checking: boolean };

const streams = processWide<Streams>("event-streams", () => ({ open: new Set(), timer: undefined, checkedAt: 0, checking: false }));

/** Says who of these may go on reading; asked every two seconds for all open streams together. */
export type Recheck = (principals: readonly Principal[]) => Promise<ReadonlySet<Principal>>;

const encoder = new TextEncoder();

/** Data of several lines is split, as the format asks; ids and event names are ours and hold no line break. */
export function frameText({ event, id, data }: Frame): string {
	const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
	return `${event === undefined ? "" : `event: ${event}\n`}${id === undefined ? "" : `id: ${id}\n`}${lines.join("")}\n`;
}

function supervise(recheck: Recheck): void {
	streams.timer ??= setInterval(() => {
		const now = Date.now();
		for (const stream of streams.open) stream.tick(now);
		if (streams.checking || now - streams.checkedAt < RECHECK) return;
		streams.checking = true;
		streams.checkedAt = now;
		const asked = [...streams.open];
		void recheck(asked.map((stream) => stream.principal))
			// A database that does not answer is no reason to go on sending: fail closed, browsers come back.
			.catch(() => new Set<Principal>())
			.then((allowed) => {
				for (const stream of asked) if (!allowed.has(stream.principal)) stream.end();
				streams.checking = false;
			});
	}, TICK).unref();
}

function leave(stream: OpenStream): void {
	streams.open.delete(stream);
	if (streams.open.size > 0) return;
	clearInterval(streams.timer);
	streams.timer = undefined;
}

/**
 * Opens the answer and runs `source` until it returns or the reader goes. The source must stop when `signal` aborts;
 * what it throws ends the stream. HEAD is answered with the headers alone.
 */
export function eventStream(request: Request, principal: Principal, recheck: Recheck, source: (outlet: Outlet) => Promise<void>): Response {
	const headers = {
		"Content-Type": "text/event-stream; charset=utf-8",
		"Cache-Control": "private, no-store, no-transform",
		"X-Accel-Buffering": "no",
	};
	if (request.method === "HEAD") return new Response(null, { headers });
	const aborted = new AbortController();
	const connection = connectionOf(request.headers);
	let wakeSenders: (() => void)[] = [];
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
	let writtenAt = Date.now();
	let fullSince: number | undefined;
	let ended = false;

	const full = (): boolean => (controller?.desiredSize ?? 0) <= 0;
	const write = (text: string): void => {
		if (ended) return;
		controller?.enqueue(encoder.encode(text));
		writtenAt = Date.now();
		if (full()) fullSince ??= writtenAt;
	};
	const wake = (): void => {
		const waiting = wakeSenders;
		wakeSenders = [];
		for (const resume of waiting) resume();
	};
	/** The one way out, whoever asks: reader gone, stalled, access lost, source done, server stopping. */
	const end = (lastWords?: string): void => {
		if (ended) return;
		if (lastWords !== undefined) write(lastWords);
		ended = true;
		leave(stream);
		aborted.abort();
		wake();
		try {
			controller?.close();
		} catch {
			// Closed already by the reader's own cancel.
		}
		// A reader that stopped reading would hold the socket open for ever: closing waits for it to drain.
		if (fullSince !== undefined) connection?.destroy();
	};
	const stream: OpenStream = {
		principal,
		end,
		tick: (now) => {
			if (fullSince !== undefined && now - fullSince >= STALL_LIMIT) end();
			else if (fullSince === undefined && now - writtenAt >= HEARTBEAT) write(":\n\n");
		},
	};
	const send = async (frame: Frame): Promise<boolean> => {
		while (!ended && full()) await new Promise<void>((resolve) => wakeSenders.push(resolve));
		write(frameText(frame));
		return !ended;
	};

	const body = new ReadableStream<Uint8Array>(
		{
			start(given) {
				controller = given;
				streams.open.add(stream);
				supervise(recheck);
				write("retry: 2000\n\n");
				request.signal.addEventListener("abort", () => end(), { once: true });
				void source({ send, signal: aborted.signal })
					.catch((error: unknown) => log.warn("A stream broke off", { reader: principal.id }, error))
					.then(() => end());
			},
			pull() {
				fullSince = undefined;
				wake();
			},
			cancel: () => end(),
		},
		new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_LIMIT }),
	);
	return new Response(body, { headers });
}

/** Ends every stream; browsers are told to come back in three seconds. */
export function closeAllStreams(): void {
	for (const stream of [...streams.open]) stream.end("retry: 3000\n\n");
}

/** How many streams are open, and how many of them for this principal. */
export const openStreams = (principal?: Principal): number =>
	principal === undefined ? streams.open.size : [...streams.open].filter((stream) => stream.principal.id === principal.id).length;
