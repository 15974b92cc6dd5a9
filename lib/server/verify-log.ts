import "server-only";
import { database } from "./db.ts";
import { allLines, chainVerdict } from "./history.ts";
import { stopStream } from "./stream-state.ts";

export type LogVerdict = { readonly streams: number; readonly events: number; readonly broken: readonly string[] };

/** Checks every stored chain. A stream that does not hold is made read-only with an alarm; the others go on. */
export async function verifyLog(): Promise<LogVerdict> {
	const streams = await database().event.groupBy({ by: ["stream"], orderBy: { stream: "asc" } });
	const broken: string[] = [];
	let events = 0;
	for (const { stream } of streams) {
		const lines = await allLines(stream);
		const verdict = await chainVerdict(stream, lines);
		events += lines.length;
		if (verdict.sound) continue;
		broken.push(stream);
		stopStream(stream, `event ${verdict.sequence}: ${verdict.problem}`);
	}
	return { streams: streams.length, events, broken };
}
