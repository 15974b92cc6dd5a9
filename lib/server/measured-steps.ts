/**
 * What the steps of an estate took in its last runs and rehearsals. Each run is folded once and its times kept for as
 * long as its stream has the same sequence; they are shown beside estimates and decide nothing.
 */
import "server-only";
import type { MeasuredMinutes } from "@/lib/domain/run/expected-minutes.ts";
import { measuredMinutes, type Timed, timedSteps } from "@/lib/domain/run/measured.ts";
import { database } from "./db.ts";
import { planState } from "./plan-stream.ts";
import { processWide } from "./process-wide.ts";

/** Older runs say little about tonight. */
const LAST_RUNS = 20;
const KEPT_RUNS = 500;

type Kept = { readonly sequence: number; readonly timed: readonly Timed[] };
const kept = processWide("measured-runs", () => new Map<string, Kept>());

/** Minutes by kind of step over the estate's last runs, `except` one: a run is not compared with itself. */
export async function measuredOn(estateId: string, except: string): Promise<MeasuredMinutes> {
	const runs = await database().$queryRaw<{ id: string; sequence: number }[]>`
		SELECT "id", "sequence" FROM "Plan" WHERE "estateId" = ${estateId} AND "mode" IS NOT NULL AND "id" <> ${except}
		ORDER BY "updatedAt" DESC, "id" LIMIT ${LAST_RUNS}`;
	const samples: Timed[] = [];
	for (const { id, sequence } of runs) samples.push(...(await timesOf(id, sequence)));
	return measuredMinutes(samples);
}

async function timesOf(id: string, sequence: number): Promise<readonly Timed[]> {
	const found = kept.get(id);
	if (found?.sequence === sequence) return found.timed;
	const state = await planState(id);
	const timed = state ? timedSteps(state) : [];
	kept.delete(id);
	kept.set(id, { sequence: state?.sequence ?? sequence, timed });
	const oldest = kept.keys().next();
	if (kept.size > KEPT_RUNS && !oldest.done) kept.delete(oldest.value);
	return timed;
}
