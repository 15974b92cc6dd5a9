import { actorOf } from "@/lib/server/access.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { revokeToken, tokenExists } from "@/lib/server/tokens.ts";

export const DELETE = route(
	{ permission: "administer", find: ({ id = "" }) => tokenExists(id) },
	async ({ principal, params: { id = "" } }) => {
		await revokeToken(id, actorOf(principal));
		return noContent();
	},
);
