import { sequenceOf } from "@/lib/server/event-answers.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { planBackOut } from "@/lib/server/plan-back-out.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** Inverse steps in their order and what would be lost, now or `?at=<sequence>`, for everything or one `subject`. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, params: { id = "" }, url }) => {
	const at = sequenceOf(url, "at");
	if (!at.ok) return at.error;
	const found = await planBackOut(principal, id, at.value, url.searchParams.get("subject") ?? undefined);
	return found.ok ? json(found.value) : refused(found.error);
});
