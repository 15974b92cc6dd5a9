import { comparePlan } from "@/lib/server/compare-plan.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** This plan against `?with=<id>` of the same estate, or `?with=amendment`: what takes the plan's place. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, params: { id = "" }, url }) => {
	const found = await comparePlan(principal, id, url.searchParams.get("with") ?? undefined);
	return found.ok ? json(found.value) : refused(found.error);
});
