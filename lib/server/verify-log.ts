import "server-only";
import { installation } from "./installation.ts";
import { judgeAnew, stopStream } from "./stream-state.ts";
import { verifyStreams } from "./verify-streams.ts";

export type LogVerdict = { readonly streams: number; readonly events: number; readonly broken: readonly string[] };

/** Checks every stored chain. A stream that does not hold is made read-only with an alarm; the others go on. */
export async function verifyLog(): Promise<LogVerdict> {
	judgeAnew((await installation()).generation);
	let [streams, events] = [0, 0];
	const broken: string[] = [];
	for await (const { stream, verdict } of verifyStreams()) {
		streams += 1;
		if (verdict.sound) events += verdict.events;
		else {
			stopStream(stream, `event ${verdict.sequence}: ${verdict.problem}`);
			broken.push(stream);
		}
	}
	return { streams, events, broken };
}
