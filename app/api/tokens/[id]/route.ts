import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { revokeToken, tokenExists } from "@/lib/server/tokens.ts";

export const DELETE = route({ permission: "administer", find: ({ id = "" }) => tokenExists(id) }, async ({ params: { id = "" } }) => {
	await revokeToken(id);
	return noContent();
});
