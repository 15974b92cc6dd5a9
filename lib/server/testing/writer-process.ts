/**
 * A process of its own that writes until it is killed: eight people add notes and estates at once. A line
 * `ack <actor> <command id>` on stdout says that the server layer answered yes. Run by the kill test.
 */
import "server-only";
import { writeSync } from "node:fs";
import { createEstate } from "../estates.ts";
import { handlePlanCommand } from "../handle-command.ts";
import { ensureInstallation } from "../installation.ts";
import { smallEstate } from "./inventories.ts";
import { lena } from "./people.ts";

const [planId = "", prefix = ""] = process.argv.slice(2);

async function work(actor: string): Promise<never> {
	const who = { ...lena, id: actor };
	for (let n = 0; ; n++) {
		const commandId = `${prefix}-${actor}-${n}`;
		const answer =
			n % 5 === 0
				? await createEstate(who, { inventory: smallEstate() }, commandId)
				: await handlePlanCommand(who, planId, { type: "add-note", text: commandId }, commandId);
		if (!answer.ok) throw new Error(JSON.stringify(answer.error));
		writeSync(1, `ack ${actor} ${commandId}\n`); // not buffered: the line leaves before the next write begins
	}
}

await ensureInstallation();
await Promise.all(Array.from({ length: 8 }, (_, i) => work(`writer-${i}`)));
