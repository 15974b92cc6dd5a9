import "client-only";
/**
 * One event stream to the server, kept open. Promises: after every break it comes back from the last sequence it
 * passed on, with growing waits; it says whether it is open and since when not. Refuses to fold: lines go on as they came.
 */
import { z } from "zod";
import type { PresenceFrame } from "@/lib/wire/views.ts";

export type StreamState =
	| { readonly kind: "connecting" }
	| { readonly kind: "open" }
	/** `since`: milliseconds of the clock given, when the line was lost. */
	| { readonly kind: "lost"; readonly since: number };

/** What a stream needs of an EventSource. */
export type EventSourceLike = {
	addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
	close(): void;
};

export type StreamPorts = {
	readonly open: (url: string) => EventSourceLike;
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => () => void;
	/** 0 to 1, so that many browsers do not come back in the same moment. */
	readonly random: () => number;
};

export type StreamListener = {
	readonly log: (planId: string, line: string, sequence: number) => void;
	readonly presence: (frame: PresenceFrame) => void;
	/** The server holds more than it sends on one stream: ask for the state again. */
	readonly reload: (planId: string) => void;
	readonly state: (state: StreamState) => void;
};

/** A plan to follow: what came after `after`; `stepId` is the step its tab looks at, for presence. */
export type Wanted = { readonly planId: string; readonly after: number; readonly stepId?: string };

const logFrame = z.object({ planId: z.string(), line: z.string() });
const lineHead = z.object({ sequence: z.number() });
const presenceFrame = z.object({
	planId: z.string(),
	people: z.array(z.object({ id: z.string(), name: z.string(), stepId: z.string().optional() })),
});
const reloadFrame = z.object({ planId: z.string() });

function parse<T>(schema: z.ZodType<T>, text: unknown): T | undefined {
	if (typeof text !== "string") return undefined;
	try {
		const result = schema.safeParse(JSON.parse(text));
		return result.success ? result.data : undefined;
	} catch {
		return undefined; // a broken frame is dropped; the sequence shows the hole
	}
}

/** Query of `GET /api/live`: one `plan=<id>:<after>` a plan, `step=<planId>:<stepId>` for presence. */
export function liveUrl(wanted: readonly Wanted[]): string {
	const query = new URLSearchParams();
	for (const plan of wanted) query.append("plan", `${plan.planId}:${plan.after}`);
	for (const plan of wanted) if (plan.stepId) query.append("step", `${plan.planId}:${plan.stepId}`);
	return `/api/live?${query}`;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** Milliseconds before try number `failures` (1 is the first): doubling, capped, with up to a third of jitter. */
export const reconnectWait = (failures: number, random: number): number =>
	Math.round(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1)) * (1 - random / 3));

export type LiveStream = {
	/** Follow these plans from now on; reopens the line. */
	readonly follow: (wanted: readonly Wanted[]) => void;
	/** Try again now: the network or the lid came back. */
	readonly retryNow: () => void;
	/** The browser says that there is no network: do not wait for the line to notice. */
	readonly lose: () => void;
	readonly close: () => void;
};

export function openLiveStream(ports: StreamPorts, listener: StreamListener): LiveStream {
	let wanted = new Map<string, Wanted>();
	let source: EventSourceLike | undefined;
	let cancelRetry: (() => void) | undefined;
	let failures = 0;
	let lostSince: number | undefined;

	const drop = () => {
		cancelRetry?.();
		cancelRetry = undefined;
		source?.close();
		source = undefined;
	};

	const fail = () => {
		drop();
		failures++;
		lostSince ??= ports.now();
		listener.state({ kind: "lost", since: lostSince });
		cancelRetry = ports.after(reconnectWait(failures, ports.random()), connect);
	};

	function connect() {
		drop();
		if (wanted.size === 0) return;
		if (lostSince === undefined) listener.state({ kind: "connecting" });
		const mine = ports.open(liveUrl([...wanted.values()]));
		source = mine;
		const current = (run: (event: { readonly data?: unknown }) => void) => (event: { readonly data?: unknown }) => {
			if (source === mine) run(event); // frames of a stream already replaced are old news
		};
		mine.addEventListener(
			"open",
			current(() => {
				failures = 0;
				lostSince = undefined;
				listener.state({ kind: "open" });
			}),
		);
		mine.addEventListener("error", current(fail));
		mine.addEventListener(
			"log",
			current((event) => {
				const frame = parse(logFrame, event.data);
				const head = frame && parse(lineHead, frame.line);
				const plan = frame && wanted.get(frame.planId);
				if (!frame || !head || !plan) return;
				if (head.sequence > plan.after) wanted.set(frame.planId, { ...plan, after: head.sequence });
				listener.log(frame.planId, frame.line, head.sequence);
			}),
		);
		mine.addEventListener(
			"presence",
			current((event) => {
				const frame = parse(presenceFrame, event.data);
				if (frame) listener.presence(frame as PresenceFrame); // zod writes optional keys as `| undefined`
			}),
		);
		mine.addEventListener(
			"reload",
			current((event) => {
				const frame = parse(reloadFrame, event.data);
				if (frame) listener.reload(frame.planId);
			}),
		);
	}

	return {
		follow: (next) => {
			// Sequences already passed on are not asked for again: a tab that is behind fetches what it lacks itself.
			wanted = new Map(next.map((plan) => [plan.planId, { ...plan, after: wanted.get(plan.planId)?.after ?? plan.after }]));
			connect();
		},
		retryNow: connect,
		lose: () => {
			if (wanted.size > 0) fail();
		},
		close: drop,
	};
}
