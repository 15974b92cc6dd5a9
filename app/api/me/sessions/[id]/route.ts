import { problem } from "@/lib/server/problem.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { endSessions, sessionIsOwn } from "@/lib/server/sessions.ts";

/** Ends one of the caller's sessions, or with `all-others` every one but the present. */
export const DELETE = route({ permission: "read", find: sessionIsOwn }, async ({ principal, params: { id = "" } }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	await endSessions(principal, id);
	return noContent();
});
