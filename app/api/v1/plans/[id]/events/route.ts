import { noteExport } from "@/lib/server/access-log.ts";
import { eventsJson, sequenceOf } from "@/lib/server/event-answers.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { feed } from "@/lib/server/live-feed.ts";
import { planEvents } from "@/lib/server/plans.ts";
import { problem } from "@/lib/server/problem.ts";
import { download, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { stillAllowed } from "@/lib/server/session.ts";
import { eventStream } from "@/lib/server/sse.ts";
import { sequenceQuery } from "@/lib/wire/api.ts";

/** The plan's log: as JSON, as a file of exact lines (`application/jsonl`), or live (`text/event-stream`). */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ request, principal, params: { id = "" }, url }) => {
	const after = sequenceOf(url, "after");
	if (!after.ok) return after.error;
	const accept = request.headers.get("accept") ?? "";
	if (accept.includes("text/event-stream")) {
		const last = sequenceQuery.safeParse(request.headers.get("last-event-id") ?? String(after.value ?? 0));
		if (!last.success) return problem("invalid", { issues: [{ path: "Last-Event-ID", message: "A sequence is a whole number from 0" }] });
		return eventStream(request, principal, stillAllowed, (outlet) =>
			feed(outlet, [{ planId: id, after: last.data }], principal, ({ sequence, line }) => ({ id: String(sequence), data: line })),
		);
	}
	const found = await planEvents(principal, id, after.value ?? 0);
	if (!found.ok) return refused(found.error);
	const { events, sequence } = found.value;
	const asFile = accept.includes("application/jsonl");
	if (asFile) await noteExport(principal, { what: "plan-events", about: `plan/${id}`, format: "jsonl" });
	return asFile
		? download(events.map(({ line }) => `${line}\n`).join(""), "application/jsonl", `plan-${id}.events.jsonl`)
		: eventsJson(events, sequence);
});
