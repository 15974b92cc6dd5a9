import { actorOf } from "@/lib/server/access.ts";
import { limitEstates, setEstateRole } from "@/lib/server/estate-roles.ts";
import { estateIsThere } from "@/lib/server/exists.ts";
import { findPerson } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { noContent } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { estateRoleBody } from "@/lib/wire/api-access.ts";

/** A role on one estate in place of the person's own, or whether the estates without one exist for them at all. */
export const PUT = route(
	{ permission: "administer", body: estateRoleBody, find: async ({ id = "" }) => (await findPerson(id)) !== undefined },
	async ({ principal, params: { id = "" }, body }) => {
		if ("everyEstate" in body) await limitEstates(id, body.everyEstate, actorOf(principal));
		else if (await estateIsThere(body.estateId))
			await setEstateRole(id, body.estateId, body.role === "own" ? undefined : body.role, actorOf(principal));
		else return problem("invalid", { issues: [{ path: "estateId", message: "There is no such estate" }] });
		return noContent();
	},
);
