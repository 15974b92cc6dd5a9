import { passkeyIsOwn, removePasskey } from "@/lib/server/passkeys.ts";
import { problem } from "@/lib/server/problem.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

export const DELETE = route({ permission: "read", find: passkeyIsOwn }, async ({ principal, params: { id = "" } }) => {
	if (principal.viaToken) return problem("forbidden", { needs: "a browser session" });
	await removePasskey(principal, id);
	return noContent();
});
