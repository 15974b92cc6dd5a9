/**
 * A process of its own in which 64 people give orders to and read the same few runs until it is killed. Each line on
 * stdout is one moment, in the order in which they happened: `i <op> <plan> <order>` before a call (`r` for a read),
 * `a <op> <sequence>`, `x <op> <code>` or `h <op> <sequence>` after it. Run by the test of histories.
 */
import "server-only";
import { writeSync } from "node:fs";
import { handlePlanCommand } from "../handle-command.ts";
import type { Principal } from "../principal.ts";
import { getPlan } from "../queries.ts";
import { HISTORY_AT, historyOrders, randoms } from "./history-orders.ts";
import { lena } from "./people.ts";

const CLIENTS = 64;
const [planIds = "", prefix = "", seed = "1"] = process.argv.slice(2);
const plans = planIds.split(",");
const random = randoms(Number(seed));
const say = (...words: readonly (string | number)[]): unknown => writeSync(1, `${words.join(" ")}\n`); // leaves before the next call begins

async function work(client: number): Promise<never> {
	const who: Principal = { ...lena, id: `lead-${client}` };
	for (let n = 0; ; n++) {
		const op = `${prefix}-${client}-${n}`;
		const plan = random(plans.length);
		const planId = plans[plan] ?? "";
		if (random(5) === 0) {
			say("i", op, plan, "r");
			const answer = await getPlan(who, planId);
			if (!answer.ok) throw new Error(JSON.stringify(answer.error));
			say("h", op, answer.value.sequence);
			continue;
		}
		const order = random(historyOrders.length);
		const command = historyOrders[order];
		if (!command) throw new Error("No such order");
		say("i", op, plan, order);
		const answer = await handlePlanCommand(who, planId, command, op, HISTORY_AT);
		if (answer.ok) say("a", op, answer.value.sequence);
		else say("x", op, answer.error.code);
	}
}

await Promise.all(Array.from({ length: CLIENTS }, (_, client) => work(client)));
