import { estateEvents } from "@/lib/server/estates.ts";
import { eventsJson, sequenceOf } from "@/lib/server/event-answers.ts";
import { onNamedEstate } from "@/lib/server/exists.ts";
import { refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** How the inventory came to be: every change with before and after. */
export const GET = route({ permission: "read", find: onNamedEstate }, async ({ principal, params: { id = "" }, url }) => {
	const after = sequenceOf(url, "after");
	if (!after.ok) return after.error;
	const found = await estateEvents(principal, id, after.value ?? 0);
	return found.ok ? eventsJson(found.value.events, found.value.sequence) : refused(found.error);
});
