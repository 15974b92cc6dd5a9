import { actorOf } from "@/lib/server/access.ts";
import { estateIsThere } from "@/lib/server/exists.ts";
import { problem } from "@/lib/server/problem.ts";
import { json } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { createToken, listTokens } from "@/lib/server/tokens.ts";
import { newTokenBody } from "@/lib/wire/api-access.ts";

const DAY = 24 * 60 * 60 * 1000;

export const GET = route({ permission: "administer" }, async () => json({ tokens: await listTokens() }));

/**
 * Makes a token of the caller's own or of a service account; the answer shows it once. Not for other people: an
 * administrator who acts as a lead would be both pairs of eyes.
 */
export const POST = route(
	{ permission: "administer", body: newTokenBody },
	async ({ principal, body: { name, as, estateId, expiresInDays } }) => {
		if (as === "me" && principal.kind !== "person")
			return problem("invalid", { issues: [{ path: "as", message: "A service account makes no tokens of its own" }] });
		if (estateId !== undefined && !(await estateIsThere(estateId)))
			return problem("invalid", { issues: [{ path: "estateId", message: "There is no such estate" }] });
		const expiresAt = new Date(Date.now() + expiresInDays * DAY);
		const made = await createToken(
			{ name, as: as === "me" ? { userId: principal.id } : as, ...(estateId !== undefined && { estateId }), expiresAt },
			actorOf(principal),
		);
		return json({ ...made, expiresAt: expiresAt.toISOString() }, 201);
	},
);
