import { env } from "@/lib/server/env.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { ownOrigin } from "@/lib/server/origin.ts";
import { planCalendar } from "@/lib/server/plan-calendar.ts";
import { download, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** The window, or with `?worker=` one person's part of it, as iCalendar. */
export const GET = route({ permission: "read", find: onNamedPlan }, async ({ principal, request, url, params: { id = "" } }) => {
	const worker = url.searchParams.get("worker") ?? undefined;
	const origin = ownOrigin(request.headers, env().origins) ?? "";
	const made = await planCalendar(principal, id, { worker, origin });
	return made.ok ? download(new TextEncoder().encode(made.value), "text/calendar; charset=utf-8", `${id}.ics`) : refused(made.error);
});
