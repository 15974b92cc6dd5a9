/** The hand-made upgrade night of the run's tests, in the database: an estate, its plan, and the run as far as wanted. */
import "server-only";
import { canonicalText } from "@/lib/domain/canonical.ts";
import type { PlanStep } from "@/lib/domain/planner/plan-document.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { nightInventory, nightPlan } from "@/lib/domain/testing/night.ts";
import { goodEvidence } from "@/lib/domain/testing/run-builders.ts";
import { database } from "../db.ts";
import { createEstate } from "../estates.ts";
import { handlePlanCommand, type PlanAnswer } from "../handle-command.ts";
import type { Principal } from "../principal.ts";
import { sha256 } from "../sha256.ts";
import { storeDraft } from "../store-draft.ts";
import { lars, lena } from "./people.ts";

export type StoredNight = { readonly estateId: string; readonly planId: string };

let number = 0;
function nextId(): string {
	number += 1;
	return `night-${number}`;
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

export const night = nightPlan([], { inventoryDigest: `sha256:${sha256(canonicalText(nightInventory))}` });

/** An estate with its plan as a draft by lena; give `estateId` for a second plan of the same estate. */
export async function draftedNight(given?: string): Promise<StoredNight> {
	const at = new Date().toISOString();
	const estateId = given ?? must(await createEstate(lena, { inventory: nightInventory }, nextId())).id;
	const { sequence: estateSequence } = await database().estate.findUniqueOrThrow({ where: { id: estateId } });
	const facts = { estateId, estateSequence, plan: night, inventory: nightInventory };
	return { estateId, planId: must(await storeDraft(lena, facts, nextId(), at)).id };
}

/** One order that must succeed. */
export const order = async (who: Principal, planId: string, command: RunCommand, at?: string): Promise<PlanAnswer> =>
	must(await handlePlanCommand(who, planId, command, nextId(), at));

/** Approved by lars and running. */
export async function runningNight(mode: "live" | "rehearsal" = "live"): Promise<StoredNight> {
	const stored = await draftedNight();
	await order(lars, stored.planId, { type: "approve-plan", planDigest: night.planDigest });
	await order(lena, stored.planId, { type: "start-run", mode });
	return stored;
}

const stepOf = (stepId: string): PlanStep => {
	const found = night.steps.find(({ id }) => id === stepId);
	if (!found) throw new Error(`No step ${stepId}`);
	return found;
};

/** Steps in order, each started and completed with good evidence, up to and with `last`. */
export async function workUpTo(who: Principal, planId: string, last: string): Promise<void> {
	for (const stepId of night.phases.flatMap((phase) => phase.stepIds)) {
		await order(who, planId, { type: "start-step", stepId });
		const evidence = goodEvidence(stepOf(stepId), new Date().toISOString());
		await order(who, planId, { type: "complete-step", stepId, evidence });
		if (stepId === last) return;
	}
	throw new Error(`No step ${last}`);
}
