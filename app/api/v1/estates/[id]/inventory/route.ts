import { noteExport } from "@/lib/server/access-log.ts";
import { INVENTORY_LIMIT } from "@/lib/server/body.ts";
import { estateInventory, previewInventory, replaceInventory } from "@/lib/server/estates.ts";
import { eventsJson, sequenceOf } from "@/lib/server/event-answers.ts";
import { onNamedEstate } from "@/lib/server/exists.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { inventoryBody } from "@/lib/wire/api.ts";

/** The inventory as a document, fit to be imported again. */
export const GET = route({ permission: "read", find: onNamedEstate }, async ({ principal, params: { id = "" } }) => {
	const found = await estateInventory(principal, id);
	if (found.ok) await noteExport(principal, { what: "inventory", about: `estate/${id}` });
	return found.ok ? json(found.value) : refused(found.error);
});

/**
 * Replaces the inventory; `?dryRun=true` answers what would change and stores nothing. `?expectedSequence=n` refuses
 * when somebody else changed it since.
 */
export const PUT = route(
	{ permission: "lead", find: onNamedEstate, body: inventoryBody, limit: INVENTORY_LIMIT },
	async ({ principal, params: { id = "" }, url, body, commandId }) => {
		if (url.searchParams.get("dryRun") === "true") {
			const preview = await previewInventory(principal, id, body);
			return preview.ok ? json(preview.value) : refused(preview.error);
		}
		const expected = sequenceOf(url, "expectedSequence");
		if (!expected.ok) return expected.error;
		const done = await replaceInventory(principal, id, body, commandId, { expectedSequence: expected.value });
		return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
	},
);
