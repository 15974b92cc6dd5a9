import { estateAvailability } from "@/lib/server/availability.ts";
import { onNamedEstate } from "@/lib/server/exists.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** Crew, freezes, measured minutes and windows planned elsewhere: what a plan for this estate is judged by. */
export const GET = route({ permission: "read", find: onNamedEstate }, async ({ principal, params: { id = "" } }) => {
	const found = await estateAvailability(principal, id);
	return found.ok ? json(found.value) : refused(found.error);
});
