import { eventsJson } from "@/lib/server/event-answers.ts";
import { onNamedPlan } from "@/lib/server/exists.ts";
import { handlePlanCommand } from "@/lib/server/handle-command.ts";
import { readCommand } from "@/lib/server/read-command.ts";
import { refused } from "@/lib/server/respond.ts";
import { route } from "@/lib/server/routes.ts";
import { commandBody } from "@/lib/wire/api.ts";

/** Gives one order to a plan and its run. The gate is `decide`, inside the transaction that stores the events. */
export const POST = route(
	{ permission: ["work-steps", "lead"], find: onNamedPlan, body: commandBody },
	async ({ principal, params: { id = "" }, body, commandId }) => {
		const command = readCommand(principal, body);
		if (!command.ok) return refused(command.error);
		const done = await handlePlanCommand(principal, id, command.value, commandId);
		return done.ok ? eventsJson(done.value.events, done.value.sequence) : refused(done.error);
	},
);
