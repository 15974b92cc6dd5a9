import { onNamedEstate } from "@/lib/server/exists.ts";
import { createPlan, rehearsePlan } from "@/lib/server/plans.ts";
import { listPlans } from "@/lib/server/queries.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { newPlanBody } from "@/lib/wire/api.ts";

export const GET = route({ permission: "read", find: onNamedEstate }, async ({ principal, params: { id = "" } }) =>
	json({ plans: await listPlans(principal, id) }),
);

/** Computes a plan from the present inventory and freezes it as a draft, or freezes a plan once more to rehearse it. */
export const POST = route(
	{ permission: "lead", find: onNamedEstate, body: newPlanBody },
	async ({ principal, params: { id = "" }, body, commandId }) => {
		const made =
			"rehearsalOf" in body
				? await rehearsePlan(principal, id, body.rehearsalOf, commandId)
				: await createPlan(principal, id, body, commandId);
		return made.ok ? json(made.value, 201, { Location: `/api/v1/plans/${made.value.id}` }) : refused(made.error);
	},
);
