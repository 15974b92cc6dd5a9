/**
 * A proposed amendment: another plan for a run that is under way. Promises that whoever takes it over loses nothing that
 * was begun: `amendmentConflicts` names every begun step that the new plan would drop, do on another machine, or put
 * behind work that is still undone. Computes no plan: that is the caller's, and the log's afterwards.
 */

import type { Inventory } from "../inventory/document.ts";
import type { InventoryChange } from "../inventory/events.ts";
import type { InputIssue } from "../inventory/parse-inventory.ts";
import { sameName } from "../names.ts";
import type { PlanDocument } from "../planner/plan-document.ts";
import type { Result } from "../result.ts";
import { runGraph, unfinishedBefore } from "./graph.ts";
import type { RunState, StepRecord, Waiver } from "./state.ts";
import { isBegun } from "./touched.ts";

/** What an amendment consists of. `estateSequence`: the estate's event up to which its facts were read. */
export type AmendmentParts = {
	readonly plan: PlanDocument;
	readonly inventory: Inventory;
	readonly estateSequence: number;
	/** What was changed from outside, and so is its reason. */
	readonly changes: readonly InventoryChange[];
};

/** Computed by the caller; issues when the estate as it is and the facts of begun work make no inventory together. */
export type AmendmentOffer = Result<AmendmentParts, readonly InputIssue[]>;

export type AmendmentConflict =
	| { readonly stepId: string; readonly problem: "dropped" }
	| { readonly stepId: string; readonly problem: "other-machine"; readonly before: string; readonly after: string }
	| { readonly stepId: string; readonly problem: "waits-for"; readonly steps: readonly string[] };

/** Why `plan` cannot take over from the run's own; empty: it keeps everything that is begun. */
export function amendmentConflicts(state: RunState, plan: PlanDocument): AmendmentConflict[] {
	const amended = { ...state, plan, steps: carriedSteps(state, plan) };
	const { steps } = runGraph(plan);
	return state.plan.steps.flatMap((step): AmendmentConflict[] => {
		if (!isBegun(state.steps[step.id])) return [];
		const again = steps.get(step.id);
		if (!again) return [{ stepId: step.id, problem: "dropped" }];
		const [before, after] = [step.host ?? "", again.host ?? ""];
		if (!sameName(before, after)) return [{ stepId: step.id, problem: "other-machine", before, after }];
		const undone = unfinishedBefore(amended, step.id).filter((id) => !steps.get(id)?.optional);
		return undone.length === 0 ? [] : [{ stepId: step.id, problem: "waits-for", steps: undone }];
	});
}

const fresh: StepRecord = { status: "open", attempts: 0 };

/** The record of every step of `plan`: the one it had, without a second person's look, which was at the plan before. */
export const carriedSteps = (state: RunState, plan: PlanDocument): Record<string, StepRecord> =>
	Object.fromEntries(plan.steps.map(({ id }) => [id, carried(state.steps[id])]));

function carried(record: StepRecord | undefined): StepRecord {
	if (!record) return fresh;
	if (record.status !== "open") return record;
	const { confirmedBy: _, ...rest } = record;
	return rest;
}

/** What is parked and still in the plan; a subject of which nothing is left is parked no more. */
const carriedParking = ({ parked }: RunState, plan: PlanDocument): RunState["parked"] =>
	Object.fromEntries(
		Object.entries(parked).flatMap(([subject, entry]) => {
			const stepIds = entry.stepIds.filter((id) => runGraph(plan).steps.has(id));
			return stepIds.length === 0 ? [] : [[subject, { ...entry, stepIds }]];
		}),
	);

/** How a waiver is written into an approval: `last-serving-node mfa-server:MFA01`. */
export const waiverName = ({ code, subject }: Pick<Waiver, "code" | "subject">): string => `${code} ${subject}`;

type Approved = { readonly planDigest: string; readonly reason?: string | undefined; readonly waivers: readonly string[] };

/**
 * What changes in the run when an amendment is approved. What was begun keeps its records; what was agreed is what the
 * approval names, so a point of no return that was acknowledged and not crossed is asked about again.
 */
export function takenOver(
	state: RunState,
	{ planDigest, reason, waivers }: Approved,
	{ by, at }: { readonly by: string; readonly at: string },
): Partial<RunState> {
	if (!state.amendment) throw new Error("There is no amendment to approve");
	const { plan, inventory, estateSequence } = state.amendment;
	return {
		plan,
		inventory,
		estateSequence,
		approval: { by, at, planDigest, ...(reason !== undefined && { reason }) },
		steps: carriedSteps(state, plan),
		parked: carriedParking(state, plan),
		acknowledged: Object.fromEntries(Object.entries(state.acknowledged).filter(([stepId]) => isBegun(state.steps[stepId]))),
		waivers: state.waivers.filter((waiver) => waivers.includes(waiverName(waiver))),
		amendment: undefined,
	};
}
