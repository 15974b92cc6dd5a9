import { problem } from "@/lib/server/problem.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { ownSessions } from "@/lib/server/sessions.ts";

/** Where the caller is signed in. A token may not look: it must not become an account. */
export const GET = route({ permission: "read" }, async ({ principal }) =>
	principal.viaToken ? problem("forbidden", { needs: "a browser session" }) : json({ sessions: await ownSessions(principal) }),
);
