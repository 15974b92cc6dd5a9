/**
 * The live tail of plans. Promises: from the sequence given, every event once and in order; the bell is only a hint, the
 * table is read from a cursor; somebody looks at the table every two seconds whatever the bell does, so writes of other
 * processes arrive too. Readers at the same place share one read.
 */
import "server-only";
import { listen, ring, ringCount } from "./bell.ts";
import { database } from "./db.ts";
import { log } from "./log.ts";
import { planStream } from "./plan-stream.ts";
import { processWide } from "./process-wide.ts";
import { readLines, type StoredLine } from "./read-events.ts";

export type PlanLine = { readonly planId: string; readonly sequence: number; readonly line: string };

const PAGE = 200;
const LOOK_EVERY_MS = 2_000;

/** Streams somebody tails, with how many do and the last sequence the look at the table saw. */
type Watch = { readonly streams: Map<string, { tails: number; seen: number }>; timer?: NodeJS.Timeout | undefined };
const watch = processWide<Watch>("tail-watch", () => ({ streams: new Map() }));

/** One question for all tails of the process; rings for each stream that is longer than last time. */
async function look(): Promise<void> {
	const streams = [...watch.streams.keys()];
	const heads = await database().event.groupBy({ by: ["stream"], where: { stream: { in: streams } }, _max: { sequence: true } });
	for (const { stream, _max } of heads) {
		const entry = watch.streams.get(stream);
		if (!entry || (_max.sequence ?? 0) <= entry.seen) continue;
		entry.seen = _max.sequence ?? 0;
		ring(stream);
	}
}

function startWatching(stream: string): () => void {
	const entry = watch.streams.get(stream) ?? { tails: 0, seen: 0 };
	entry.tails += 1;
	watch.streams.set(stream, entry);
	watch.timer ??= setInterval(() => {
		look().catch((error: unknown) => log.warn("The look at the log for live pages failed", {}, error));
	}, LOOK_EVERY_MS).unref();
	return () => {
		entry.tails -= 1;
		if (entry.tails === 0) watch.streams.delete(stream);
		if (watch.streams.size > 0) return;
		clearInterval(watch.timer);
		watch.timer = undefined;
	};
}

const reading = processWide("tail-reads", () => new Map<string, Promise<StoredLine[]>>());

/** One page after a cursor. A read begun before the latest ring may miss what it announced, so the count is in the key. */
function sharedRead(stream: string, after: number): Promise<StoredLine[]> {
	const key = `${stream} ${after} ${ringCount(stream)}`;
	const running = reading.get(key);
	if (running) return running;
	const read = readLines(stream, after, PAGE).finally(() => reading.delete(key));
	reading.set(key, read);
	return read;
}

/** Lines of `plans` (id to last known sequence) as they come, until `signal` aborts or the reader returns. */
export async function* tailPlans(plans: ReadonlyMap<string, number>, signal: AbortSignal): AsyncGenerator<PlanLine, void, undefined> {
	const cursors = new Map(plans);
	const due = new Set(plans.keys());
	let wake = (): void => undefined;
	const abort = () => wake();
	signal.addEventListener("abort", abort);
	// Listening begins before the backlog is read: what comes in between is read twice at worst, and dropped by the cursor.
	const stops = [...plans.keys()].flatMap((id) => {
		const told = () => {
			due.add(id);
			wake();
		};
		return [listen(planStream(id), told), startWatching(planStream(id))];
	});
	try {
		while (!signal.aborted) {
			for (const id of due) {
				due.delete(id);
				for (let full = true; full && !signal.aborted; ) {
					const lines = await sharedRead(planStream(id), cursors.get(id) ?? 0);
					for (const { sequence, line } of lines) {
						if (signal.aborted) return;
						cursors.set(id, sequence);
						yield { planId: id, sequence, line };
					}
					full = lines.length === PAGE;
				}
			}
			if (due.size === 0 && !signal.aborted)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
		}
	} finally {
		signal.removeEventListener("abort", abort);
		for (const stop of stops) stop();
	}
}
