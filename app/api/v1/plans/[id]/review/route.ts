import { eventsJson } from "@/lib/server/event-answers.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { addToReview, planReview } from "@/lib/server/plan-review.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { reviewBody } from "@/lib/wire/api-review.ts";

/** The review drafted from the events, and what leads added. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, params: { id = "" } }) => {
	const found = await planReview(principal, id);
	return found.ok ? json(found.value) : refused(found.error);
});

/** Adds a remark to the review of an ended run, sets the day by which its copies with secrets go, or confirms that they went. */
export const POST = route(
	{ permission: "lead", find: onNamedPlan, body: reviewBody },
	async ({ principal, params: { id = "" }, body, commandId }) => {
		const done = await addToReview(principal, id, body, commandId);
		return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
	},
);
