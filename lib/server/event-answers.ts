/** Events on their way out: the log's exact lines, never parsed and written anew. */
import "server-only";
import { err, ok, type Result } from "@/lib/domain/result.ts";
import { sequenceQuery } from "@/lib/wire/api.ts";
import { problem } from "./problem.ts";

type Line = { readonly line: string };

/** `{"events":[…],"sequence":n}` with every event byte for byte as it was hashed. */
export const eventsJson = (events: readonly Line[], sequence: number): Response =>
	new Response(`{"events":[${events.map(({ line }) => line).join(",")}],"sequence":${sequence}}`, {
		headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" },
	});

/** A sequence in a query, `after` or `expectedSequence`; undefined when it is missing. */
export function sequenceOf(url: URL, key: string): Result<number | undefined, Response> {
	const text = url.searchParams.get(key);
	if (text === null) return ok(undefined);
	const given = sequenceQuery.safeParse(text);
	return given.success
		? ok(given.data)
		: err(problem("invalid", { issues: given.error.issues.map(({ message }) => ({ path: key, message })) }));
}
