import { estateOrder } from "@/lib/domain/inventory/commands.ts";
import { INVENTORY_LIMIT } from "@/lib/server/body.ts";
import { orderEstate, previewOrder } from "@/lib/server/estate-orders.ts";
import { eventsJson } from "@/lib/server/event-answers.ts";
import { onNamedEstate } from "@/lib/server/exists.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** Edits, merges, undo, archive; `?dryRun=true` answers what would change and stores nothing. */
export const POST = route(
	{ permission: "lead", find: onNamedEstate, body: estateOrder, limit: INVENTORY_LIMIT },
	async ({ principal, params: { id = "" }, url, body, commandId }) => {
		if (url.searchParams.get("dryRun") === "true") {
			const preview = await previewOrder(principal, id, body);
			return preview.ok ? json(preview.value) : refused(preview.error);
		}
		const done = await orderEstate(principal, id, body, commandId);
		return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
	},
);
