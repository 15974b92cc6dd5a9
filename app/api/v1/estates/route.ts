import { INVENTORY_LIMIT } from "@/lib/server/body.ts";
import { createEstate } from "@/lib/server/estates.ts";
import { listEstates } from "@/lib/server/queries.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { newEstateBody } from "@/lib/wire/api.ts";

/** Estates in use; `?archived=true` lists the archived ones instead. */
export const GET = route({ permission: "read" }, async ({ principal, url }) =>
	json({ estates: await listEstates(principal, url.searchParams.get("archived") === "true" ? "archived" : "present") }),
);

/** Makes an estate from a name, from an inventory document, or as a copy of another to rehearse on. */
export const POST = route({ permission: "lead", body: newEstateBody, limit: INVENTORY_LIMIT }, async ({ principal, body, commandId }) => {
	const made = await createEstate(principal, body, commandId);
	return made.ok ? json(made.value, 201, { Location: `/api/v1/estates/${made.value.id}/inventory` }) : refused(made.error);
});
