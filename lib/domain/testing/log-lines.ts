/** Sound chains for tests. */
import { canonicalText } from "../canonical.ts";
import { firstPrevious, hashBytes } from "../chain.ts";
import type { RunEvent } from "../run/events.ts";
import { sha256 } from "./sha256.ts";

type Body = { readonly type: string; readonly data: Record<string, unknown>; readonly actorId?: string; readonly at?: string };

/** The exact lines of a stream that holds `bodies`. */
export function linesOf(bodies: readonly (Body | RunEvent)[], log = "log-1", stream = "plan/p1"): string[] {
	let previous = firstPrevious(log, stream, sha256);
	return bodies.map((body, i) => {
		const line = canonicalText({
			v: 1,
			log,
			stream,
			sequence: i + 1,
			previous,
			type: body.type,
			at: "at" in body && body.at !== undefined ? body.at : "2026-11-24T02:14:05.120Z",
			actor: { id: "actorId" in body && body.actorId !== undefined ? body.actorId : "cid", kind: "person" },
			command: `c${i + 1}`,
			data: body.data,
		});
		previous = hashBytes(line, sha256);
		return line;
	});
}
