import { eventsJson } from "@/lib/server/event-answers.ts";
import { onNamedEstate } from "@/lib/server/exists.ts";
import { json, refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { bindTeams, estateTeams } from "@/lib/server/teams.ts";
import { teamsBody } from "@/lib/wire/api.ts";

/** Who is bound to which teams here; who is not named may do every step. */
export const GET = route({ permission: "read", find: onNamedEstate }, async ({ principal, params: { id = "" } }) => {
	const found = await estateTeams(principal, id);
	return found.ok ? json({ teams: found.value }) : refused(found.error);
});

/** Binds a person to teams, or with an empty list to none. */
export const PUT = route(
	{ permission: "administer", find: onNamedEstate, body: teamsBody },
	async ({ principal, params: { id = "" }, body, commandId }) => {
		const done = await bindTeams(principal, id, body, commandId);
		return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
	},
);
