import { eventsJson } from "@/lib/server/event-answers.ts";
import { installationFreezes, orderFreeze } from "@/lib/server/freezes.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { freezeBody } from "@/lib/wire/api-schedule.ts";

/** Change freezes on every estate that were not lifted. */
export const GET = route({ permission: "read" }, async () => json({ freezes: await installationFreezes() }));

/** Sets or lifts one. */
export const POST = route({ permission: "administer", body: freezeBody }, async ({ principal, body, commandId }) => {
	const done = await orderFreeze(principal, body, commandId);
	return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
});
