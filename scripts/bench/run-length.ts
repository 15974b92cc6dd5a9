/** What one order costs on a run of ten events and on one of ten thousand: the state is kept folded, so it should not matter. */
import { type Bench, median, type Table } from "./bench-table.ts";
import { benchDatabase, endDatabase, give, runningPlan, ticksOf } from "./run-world.ts";

const ROUNDS = 7;
const STEPS = 100;
const LONG = 10_000;

/** Milliseconds an order, over `STEPS` claims and releases. */
async function cost(planId: string, stepIds: readonly string[]): Promise<number> {
	const start = process.hrtime.bigint();
	for (const stepId of stepIds) {
		await give(planId, { type: "claim-step", stepId });
		await give(planId, { type: "release-step", stepId });
	}
	return Number(process.hrtime.bigint() - start) / 1e6 / (2 * stepIds.length);
}

export const runLengthBench: Bench = async (): Promise<Table> => {
	const temp = await benchDatabase();
	const [short, long]: number[][] = [[], []];
	try {
		const grown = await runningPlan(STEPS);
		for (const command of ticksOf(grown.stepIds.slice(0, STEPS / 2))) await give(grown.planId, command);
		let sequence = 0;
		while (sequence < LONG) sequence = (await give(grown.planId, { type: "add-note", text: "One more line in a long night" })).sequence;
		for (let round = 0; round <= ROUNDS; round++) {
			const fresh = await runningPlan(STEPS);
			const now = [await cost(fresh.planId, fresh.stepIds.slice(STEPS / 2)), await cost(grown.planId, grown.stepIds.slice(STEPS / 2))];
			if (round === 0) continue; // warms up
			short?.push(now[0] ?? 0);
			long?.push(now[1] ?? 0);
		}
		const last = await give(grown.planId, { type: "add-note", text: "last" });
		const expected = sequence + (ROUNDS + 1) * STEPS + 1;
		if (last.sequence !== expected) throw new Error(`The long run stands at ${last.sequence}, not at ${expected}`);
	} finally {
		await endDatabase(temp);
	}
	const [s, l] = [median(short ?? []), median(long ?? [])];
	return {
		title: `An order on a run of about 10 events and on one of ${LONG.toLocaleString("en")}`,
		columns: ["run", "ms an order", "ratio"],
		rows: [
			["about 10 events", s.toFixed(3), "1.00"],
			[`${LONG.toLocaleString("en")} events`, l.toFixed(3), (l / s).toFixed(2)],
		],
		notes: [
			`goal: at most 1.10 times as much: ${l / s <= 1.1 ? "reached" : "missed"}`,
			`medians of ${ROUNDS} interleaved rounds of ${STEPS} orders; checked: the sequence the long run stands at`,
		],
	};
};
