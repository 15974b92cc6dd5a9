import { actorOf } from "@/lib/server/access.ts";
import { changePerson, findPerson } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { changePersonBody } from "@/lib/wire/api-access.ts";

/** Changes a role, or switches a person off or on again. It holds at once: their sessions end. */
export const PATCH = route(
	{ permission: "administer", body: changePersonBody, find: async ({ id = "" }) => (await findPerson(id)) !== undefined },
	async ({ principal, params: { id = "" }, body }) => {
		const changed = await changePerson(id, body, actorOf(principal));
		return changed.ok ? noContent() : problem(changed.error.code);
	},
);
