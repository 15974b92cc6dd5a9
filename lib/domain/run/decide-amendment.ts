/**
 * Orders about amending a run under way. One lead proposes a plan from the estate as it is now, another one approves
 * exactly that digest. Refused while an MFA gap is open, and whenever the new plan would not keep what was begun.
 */
import { canonicalText } from "../canonical.ts";
import { diffInventories } from "../inventory/diff.ts";
import { err, ok } from "../result.ts";
import { amendedInventory } from "./amended-inventory.ts";
import { amendmentConflicts, takenOver, waiverName } from "./amendment.ts";
import { backOutFrom } from "./back-out.ts";
import { type CommandOf, type DecideContext, type Decision, invalid, said } from "./decide-context.ts";
import { isKnownSubject, notBegun, warningNames } from "./decide-lifecycle.ts";
import { planOutdated } from "./plan-outdated.ts";
import type { Refusal } from "./refusals.ts";
import type { ProposedAmendment, RunState } from "./state.ts";
import { openGaps, windowName } from "./windows.ts";

/** Not in an open gap: there the next step is to close it, whatever else has changed. */
function notNow(state: RunState): Refusal | undefined {
	const refusal = notBegun(state);
	if (refusal) return refusal;
	const gaps = openGaps(state);
	return gaps.length === 0 ? undefined : { code: "mfa-gap-open", windows: gaps.map(windowName) };
}

/** A later proposal replaces an earlier one. Without `amendment` (in a browser) only what speaks against it is judged. */
export function proposeAmendment(
	state: RunState,
	{ reason }: CommandOf<"propose-amendment">,
	{ amendment }: Pick<DecideContext, "amendment">,
): Decision {
	const refusal = notNow(state);
	if (refusal) return err(refusal);
	if (!amendment) return ok([]);
	if (!amendment.ok) return err({ code: "amendment-conflict", conflicts: [], issues: amendment.error });
	const { plan, inventory, estateSequence, changes } = amendment.value;
	if (changes.length === 0) return invalid("", "The inventory has not changed since the plan was made: there is nothing to amend");
	const conflicts = amendmentConflicts(state, plan);
	if (conflicts.length > 0) return err({ code: "amendment-conflict", conflicts, issues: [] });
	if (plan.steps.length === 0) return invalid("plan.status", "Nothing would be left to run: end the run instead");
	return ok([{ type: "amendment-proposed", data: { estateSequence, plan, inventory, changes, ...said("reason", reason) } }]);
}

/** Bound to the digest that was read, and judged against the run as it has gone on since. */
export function approveAmendment(
	state: RunState,
	{ planDigest, reason }: CommandOf<"approve-amendment">,
	{ outside = [] }: Pick<DecideContext, "outside">,
): Decision {
	const refusal = notNow(state);
	if (refusal) return err(refusal);
	const { amendment } = state;
	if (!amendment) return err({ code: "not-found", what: "amendment" });
	if (planDigest !== amendment.plan.planDigest) return err({ code: "plan-outdated", changed: [] });
	if (outside.length > 0) return err(planOutdated(outside));
	const overtaken = begunSince(state, amendment);
	if (overtaken) return err(overtaken);
	const conflicts = amendmentConflicts(state, amendment.plan);
	if (conflicts.length > 0) return err({ code: "amendment-conflict", conflicts, issues: [] });
	const warnings = warningNames(amendment.plan);
	const waivers = [...new Set(state.waivers.filter(({ subject }) => isKnownSubject(amendment, subject)).map(waiverName))];
	const points = backOutFrom({ ...state, ...takenOver(state, { planDigest, waivers }, { by: "", at: "" }) }).pointsOfNoReturn;
	const data = { planDigest, ...said("reason", reason), warnings, waivers };
	return ok([
		{ type: "amendment-approved", data: points.length > 0 ? { ...data, pointsOfNoReturn: points.map(({ stepId }) => stepId) } : data },
	]);
}

/** Work begun since the proposal keeps its frozen facts; where the proposal holds others, it has to be made anew. */
function begunSince(state: RunState, { inventory }: ProposedAmendment): Refusal | undefined {
	const again = amendedInventory(state, inventory);
	if (!again.ok) return { code: "amendment-conflict", conflicts: [], issues: again.error };
	if (canonicalText(again.value) === canonicalText(inventory)) return undefined;
	return planOutdated(diffInventories(again.value, inventory));
}

/** By any lead: the proposer takes it back, another one turns it down. */
export function withdrawAmendment(state: RunState, { reason }: CommandOf<"withdraw-amendment">): Decision {
	if (!state.amendment) return err({ code: "not-found", what: "amendment" });
	return ok([{ type: "amendment-withdrawn", data: { ...said("reason", reason) } }]);
}
