import { actorOf } from "@/lib/server/access.ts";
import { findPerson } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";
import type { FirstEntry } from "@/lib/wire/api-access-views.ts";

/** A new one-time link for a person who may sign in; earlier ones stop working. */
export const POST = route(
	{ permission: "administer", find: async ({ id = "" }) => (await findPerson(id)) !== undefined },
	async ({ principal, params: { id = "" } }) => {
		const person = await findPerson(id);
		if (!person?.active) return problem("invalid", { issues: [{ path: "id", message: "This person is switched off" }] });
		const link = await createSignInLink(id, { by: actorOf(principal) });
		return json({ id, signInPath: link.path, expiresAt: link.expiresAt.toISOString() } satisfies FirstEntry, 201);
	},
);
