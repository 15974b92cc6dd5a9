/**
 * The durable tick of the data layer (read head, judge, hash, insert, project) beside a bare insert of the same bytes
 * with better-sqlite3 at synchronous = FULL; then 64 people ticking at once beside one after the other.
 */
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { database } from "@/lib/server/db.ts";
import { planStream } from "@/lib/server/plan-stream.ts";
import { verifyStreams } from "@/lib/server/verify-streams.ts";
import { type Bench, median, type Table } from "./bench-table.ts";
import { benchDatabase, endDatabase, give, runningPlan, ticksOf } from "./run-world.ts";

const ROUNDS = 5;
const STEPS = 150;
const PEOPLE = 64;

/** Calls a second. */
async function rate(calls: number, work: () => Promise<void> | void): Promise<number> {
	const start = process.hrtime.bigint();
	await work();
	return calls / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** A file with the log's own table and indexes, and a function that inserts one row a commit. */
function bareTable(directory: string) {
	const db = new Sqlite(join(directory, "bare.db"));
	db.pragma("journal_mode = WAL");
	db.pragma("synchronous = FULL");
	db.exec(`CREATE TABLE Event (stream TEXT, sequence INTEGER, previous TEXT, hash TEXT, type TEXT, at TEXT, actorId TEXT, actorKind TEXT,
		commandId TEXT, commandType TEXT, bytes BLOB, PRIMARY KEY (stream, sequence));
		CREATE UNIQUE INDEX a ON Event (stream, previous); CREATE UNIQUE INDEX b ON Event (actorId, commandId);
		CREATE INDEX c ON Event (at); CREATE INDEX d ON Event (type);`);
	const insert = db.prepare("INSERT INTO Event VALUES (?,?,?,?,?,?,?,?,?,?,?)");
	const bytes = Buffer.alloc(420, "x");
	let n = 0;
	return {
		one: (): void => {
			n += 1;
			const hash = String(n).padStart(64, "0");
			insert.run("plan/bare", n, hash, hash, "step-started", "2026-11-24T02:00:00.000Z", "lena", "person", `c${n}`, "start-step x", bytes);
		},
		count: (): number => n,
		close: () => db.close(),
	};
}

export const runTicksBench: Bench = async (): Promise<Table> => {
	const temp = await benchDatabase();
	const bare = bareTable(temp.directory);
	const [raw, single, together]: number[][] = [[], [], []];
	let ticks = 0;
	try {
		for (let round = 0; round <= ROUNDS; round++) {
			const alone = await runningPlan(STEPS);
			const crowd = await runningPlan(PEOPLE * 4);
			const bareRate = await rate(2 * STEPS, () => {
				for (let i = 0; i < 2 * STEPS; i++) bare.one();
			});
			const singleRate = await rate(2 * STEPS, async () => {
				for (const command of ticksOf(alone.stepIds)) await give(alone.planId, command);
			});
			const togetherRate = await rate(PEOPLE * 8, async () => {
				await Promise.all(
					Array.from({ length: PEOPLE }, async (_, person) => {
						for (const command of ticksOf(crowd.stepIds.slice(person * 4, person * 4 + 4))) await give(crowd.planId, command);
					}),
				);
			});
			ticks += 2 * STEPS + PEOPLE * 8;
			if (round === 0) continue; // warms up
			raw?.push(bareRate);
			single?.push(singleRate);
			together?.push(togetherRate);
		}
		await assertSound(ticks);
	} finally {
		bare.close();
		await endDatabase(temp);
	}
	const [r, s, t] = [median(raw ?? []), median(single ?? []), median(together ?? [])];
	const shown = (value: number): string => Math.round(value).toLocaleString("en");
	return {
		title: "Ticks in the data layer beside a bare better-sqlite3 insert, synchronous = FULL",
		columns: ["what", "per second", "ratio"],
		rows: [
			["bare insert, one a commit", shown(r), "1.00"],
			["tick, one person", shown(s), `${(s / r).toFixed(2)} of the bare insert`],
			[`ticks, ${PEOPLE} people at once`, shown(t), `${(t / s).toFixed(2)} of one person`],
		],
		notes: [
			`T1 goal 0.70 of the bare insert: ${s / r >= 0.7 ? "reached" : "missed"}; T2 goal 8 times one person: ${t / s >= 8 ? "reached" : "missed"}`,
			`medians of ${ROUNDS} interleaved rounds; checked: every acknowledged tick is in the log, and every chain verifies`,
		],
	};
};

/** Everything acknowledged is stored, and every stream verifies. */
async function assertSound(ticks: number): Promise<void> {
	const stored = await database().event.count({
		where: { stream: { startsWith: planStream("") }, type: { in: ["step-started", "step-completed"] } },
	});
	if (stored !== ticks) throw new Error(`${ticks} ticks were acknowledged, ${stored} are stored`);
	for await (const { stream, verdict } of verifyStreams()) if (!verdict.sound) throw new Error(`${stream} does not verify`);
}
