/**
 * The planner. Promises: a pure function of inventory, options and planner version; byte-same output for the same
 * input, however its lists were ordered; every edge with the rule it comes from; a legal order in `phases`; blocked
 * scopes left out and named, never planned half. Refuses nothing about the estate: what is wrong with it is a finding.
 */
import type { Sha256 } from "../canonical.ts";
import type { Inventory } from "../inventory/document.ts";
import { inventoryDigest, planDigest } from "./digests.ts";
import { startDraft } from "./draft.ts";
import { type Facts, type PlanOptions, readFacts } from "./facts.ts";
import { allFindings } from "./findings.ts";
import { type PhaseId, PLAN_FORMAT, PLANNER_VERSION, type PlanDocument, type PlanStep } from "./plan-document.ts";
import { planRotation } from "./rotation.ts";
import { addAcceptance } from "./rules/accept.ts";
import { addFarms } from "./rules/adfs-adapters.ts";
import type { Context } from "./rules/context.ts";
import { addServers, addServersGate } from "./rules/mfa-servers.ts";
import { addMobileAppRemovals, addMobileAppUpgrades } from "./rules/mobile-app.ts";
import { addPreparation } from "./rules/prepare.ts";
import { addPortals, addPortalsGate } from "./rules/user-portals.ts";
import { decideScope, type Work } from "./scope.ts";
import { sortedInventory } from "./sorted-inventory.ts";
import { planWindows } from "./windows.ts";

export type { PlanOptions } from "./facts.ts";

/** Plans the upgrade of `inventory` to `options.targetVersion`; `sha256` is the host's hash function. */
export function plan(inventory: Inventory, options: PlanOptions, sha256: Sha256): PlanDocument {
	const { targetVersion, recipe, purpose } = options;
	const sorted = sortedInventory(inventory);
	const facts = readFacts(sorted, { targetVersion, recipe, purpose });
	const work = decideScope(facts);
	const draft = draftSteps(facts, work);
	const { steps, gates, edges } = draft;
	const body = {
		edges,
		estate: sorted.estate.name,
		estimate: draft.estimate(),
		findings: allFindings(facts, work),
		format: PLAN_FORMAT,
		gates,
		inventoryDigest: inventoryDigest(sorted, sha256),
		phases: phasesOf(steps),
		plannerVersion: PLANNER_VERSION,
		purpose,
		recipe,
		status: statusOf(work, steps),
		steps,
		targetVersion,
		windows: planWindows(work, draft.minutesOf),
	} satisfies Omit<PlanDocument, "planDigest">;
	return { ...body, planDigest: planDigest(body, sha256) };
}

/** Adds everything in one legal order: phase after phase, and in each what comes first by its rules. */
function draftSteps(facts: Facts, work: Work) {
	const draft = startDraft();
	const context: Context = { facts, work, draft, rotation: planRotation(facts, work), source: facts.servers[0] };
	addPreparation(context);
	const serverEnds = addServers(context);
	const hasFarmsOrRemovals = work.farms.length + work.removals.length > 0;
	if (work.standAlone.length + work.upgrades.length > 0 || hasFarmsOrRemovals) addServersGate(context, serverEnds);
	const portalEnds = addPortals(context);
	if (hasFarmsOrRemovals) addPortalsGate(context, portalEnds);
	addMobileAppUpgrades(context);
	addFarms(context);
	addMobileAppRemovals(context);
	addAcceptance(context);
	return draft;
}

const PHASES: readonly { readonly id: PhaseId; readonly title: string }[] = [
	{ id: "prepare", title: "Prepare" },
	{ id: "mfa-servers", title: "Upgrade the MFA Servers" },
	{ id: "user-portals", title: "Upgrade the user portals" },
	{ id: "adfs-adapters", title: "Upgrade the AD FS adapters" },
	{ id: "mobile-app", title: "Mobile app web service" },
	{ id: "accept", title: "Accept and close" },
];

/** Phases in the order their steps stand in: the mobile app's comes before the adapters' when it is upgraded. */
function phasesOf(steps: readonly PlanStep[]): PlanDocument["phases"] {
	const stepIds = new Map<PhaseId, string[]>();
	for (const step of steps) {
		const ids = stepIds.get(step.phase);
		if (ids) ids.push(step.id);
		else stepIds.set(step.phase, [step.id]);
	}
	return [...stepIds].map(([id, ids]) => ({ id, stepIds: ids, title: PHASES.find((phase) => phase.id === id)?.title ?? id }));
}

function statusOf(work: Work, steps: readonly PlanStep[]): PlanDocument["status"] {
	const hasWork = steps.some((step) => !step.optional);
	if (work.blockers.length > 0) return hasWork ? "partial" : "blocked";
	return hasWork ? "ready" : "nothing-to-do";
}
