import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";

/** Who the session or token stands for. */
export const GET = route({ permission: "read" }, async ({ principal }) => {
	const { id, kind, name, email, role } = principal;
	return json({ id, kind, name, ...(email === undefined ? {} : { email }), role });
});
