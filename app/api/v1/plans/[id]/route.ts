import { onNamedPlan } from "@/lib/server/exists.ts";
import { getPlan } from "@/lib/server/queries.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** The frozen plan, how its run stands, and the sequence this is true at. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, params: { id = "" } }) => {
	const found = await getPlan(principal, id);
	return found.ok ? json(found.value) : refused(found.error);
});
