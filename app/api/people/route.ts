import { actorOf } from "@/lib/server/access.ts";
import { addPerson, listPeople } from "@/lib/server/people-admin.ts";
import { problem } from "@/lib/server/problem.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { createSignInLink } from "@/lib/server/sign-in-links.ts";
import { newPersonBody } from "@/lib/wire/api-access.ts";
import type { FirstEntry } from "@/lib/wire/api-access-views.ts";

export const GET = route({ permission: "administer" }, async () => json({ people: await listPeople() }));

/** Adds a person; the answer holds the way in, once. */
export const POST = route({ permission: "administer", body: newPersonBody }, async ({ principal, body: { give, ...person } }) => {
	const by = actorOf(principal);
	const added = await addPerson(person, give === "password", by);
	if (!added.ok) return problem(added.error.code);
	const { id, password } = added.value;
	if (password !== undefined) return json({ id, password } satisfies FirstEntry, 201);
	const link = await createSignInLink(id, { by });
	return json({ id, signInPath: link.path, expiresAt: link.expiresAt.toISOString() } satisfies FirstEntry, 201);
});
