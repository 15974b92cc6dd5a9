import { actorOf } from "@/lib/server/access.ts";
import { findPerson, resetSignIn } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";
import type { FirstEntry } from "@/lib/wire/api-access-views.ts";

/** For a lost phone or a forgotten password: takes both away, ends every session, and answers a one-time link. */
export const POST = route(
	{ permission: "administer", find: async ({ id = "" }) => (await findPerson(id)) !== undefined },
	async ({ principal, params: { id = "" } }) => {
		const person = await findPerson(id);
		if (!person?.active) return problem("invalid", { issues: [{ path: "id", message: "This person is switched off" }] });
		await resetSignIn(id, actorOf(principal));
		const link = await createSignInLink(id, { by: actorOf(principal) });
		return json({ id, signInPath: link.path, expiresAt: link.expiresAt.toISOString() } satisfies FirstEntry, 201);
	},
);
