/** What the benches of the run engine share: a database of its own, plans of many independent steps, people. */
import { canonicalText } from "@/lib/domain/canonical.ts";
import type { RunCommand } from "@/lib/domain/run/commands.ts";
import { inventoryOf, planOf, step } from "@/lib/domain/testing/run-builders.ts";
import { closeDatabase } from "@/lib/server/db.ts";
import { createEstate } from "@/lib/server/estates.ts";
import { handlePlanCommand, type PlanAnswer } from "@/lib/server/handle-command.ts";
import { ensureInstallation } from "@/lib/server/installation.ts";
import { sha256 } from "@/lib/server/sha256.ts";
import { storeDraft } from "@/lib/server/store-draft.ts";
import { lars, lena } from "@/lib/server/testing/people.ts";
import { adoptTempDatabase, type TempDatabase } from "@/lib/server/testing/temp-database.ts";

const inventory = inventoryOf({});

let number = 0;
/** A command id nobody used before. */
export function freshId(): string {
	number += 1;
	return `bench-${number}`;
}

/** Opens a database of its own for this process; `remove` it after `closeDatabase`. */
export async function benchDatabase(): Promise<TempDatabase> {
	const temp = adoptTempDatabase();
	await ensureInstallation();
	return temp;
}

export async function endDatabase(temp: TempDatabase): Promise<void> {
	await closeDatabase();
	temp.remove();
}

/** One order by a lead that must be accepted. */
export async function give(planId: string, command: RunCommand): Promise<PlanAnswer> {
	const answer = await handlePlanCommand(lena, planId, command, freshId());
	if (!answer.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(answer.error)}`);
	return answer.value;
}

/** A live run of `count` steps that wait for nobody and ask for no evidence. */
export async function runningPlan(count: number): Promise<{ readonly planId: string; readonly stepIds: readonly string[] }> {
	const steps = Array.from({ length: count }, (_, i) => step("mfa-server.undrain", `S${i}`));
	const plan = planOf({ steps, extra: { inventoryDigest: `sha256:${sha256(canonicalText(inventory))}` } });
	const estate = await createEstate(lena, { inventory }, freshId());
	if (!estate.ok) throw new Error(JSON.stringify(estate.error));
	const facts = { estateId: estate.value.id, estateSequence: 1, plan, inventory };
	const stored = await storeDraft(lena, facts, freshId(), new Date().toISOString());
	if (!stored.ok) throw new Error(JSON.stringify(stored.error));
	const planId = stored.value.id;
	const approved = await handlePlanCommand(lars, planId, { type: "approve-plan", planDigest: plan.planDigest }, freshId());
	if (!approved.ok) throw new Error(JSON.stringify(approved.error));
	await give(planId, { type: "start-run", mode: "live" });
	return { planId, stepIds: steps.map(({ id }) => id) };
}

/** Two ticks, start and completion, of each step in turn. */
export const ticksOf = (stepIds: readonly string[]): RunCommand[] =>
	stepIds.flatMap((stepId): RunCommand[] => [
		{ type: "start-step", stepId },
		{ type: "complete-step", stepId },
	]);
