import { INVENTORY_LIMIT } from "@/lib/server/body.ts";
import { previewPlan } from "@/lib/server/preview-plan.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { planPreviewBody } from "@/lib/wire/api.ts";

/** The plan for an inventory that is sent along; stores nothing. */
export const POST = route({ permission: "read", body: planPreviewBody, limit: INVENTORY_LIMIT }, async ({ body }) => {
	const plan = previewPlan(body);
	return plan.ok ? json(plan.value) : refused(plan.error);
});
