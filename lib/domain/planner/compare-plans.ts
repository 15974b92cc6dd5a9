/**
 * Two plans of an estate side by side. Promises: symmetric but for words (what one way is added is removed the other
 * way); equal plans give nothing; every difference names the inventory changes that speak of the same component, or of
 * something it depends on. Says nothing about runs: it reads frozen documents alone.
 */
import { canonicalText } from "../canonical.ts";
import { diffInventories } from "../inventory/diff.ts";
import type { Inventory } from "../inventory/document.ts";
import type { InventoryChange } from "../inventory/events.ts";
import { fold } from "../names.ts";
import { causeFinder } from "./change-causes.ts";
import type { Edge, Finding, PlanDocument, PlanStep, PlanWindow } from "./plan-document.ts";

export type ComparedPlan = { readonly plan: PlanDocument; readonly inventory: Inventory };

/** `causes`: indexes into `inventory` of the comparison; empty where only the order or the options explain it. */
type Caused = { readonly causes: readonly number[] };
export type StepDifference = Caused & { readonly id: string; readonly title: string; readonly subject: string; readonly phase: string };
/** `fields`: the keys of the step that differ, sorted. */
export type StepChange = StepDifference & { readonly fields: readonly string[] };
export type FindingDifference = Caused & Pick<Finding, "code" | "severity" | "message"> & { readonly subject: string };
export type WindowDifference = Caused &
	Pick<PlanWindow, "kind" | "subject"> & {
		/** Estimated minutes; absent where the plan has no such window. */
		readonly before?: number;
		readonly after?: number;
	};
export type EdgeDifference = Pick<Edge, "from" | "to" | "because">;
export type Minutes = { readonly before: number; readonly after: number };

export type PlanComparison = {
	readonly same: boolean;
	/** What differs in the inventories the plans were computed from. */
	readonly inventory: readonly InventoryChange[];
	/** Target, recipe, purpose, planner version and standing, where they differ. */
	readonly options: readonly { readonly option: string; readonly before: string; readonly after: string }[];
	readonly steps: {
		readonly added: readonly StepDifference[];
		readonly removed: readonly StepDifference[];
		readonly changed: readonly StepChange[];
		readonly unchanged: number;
	};
	/** Only between steps and gates that both plans have: the edges of a new step are as new as the step. */
	readonly edges: { readonly added: readonly EdgeDifference[]; readonly removed: readonly EdgeDifference[] };
	readonly findings: { readonly added: readonly FindingDifference[]; readonly removed: readonly FindingDifference[] };
	readonly windows: readonly WindowDifference[];
	readonly workMinutes: Minutes;
	readonly criticalPathMinutes: Minutes;
};

const options = ["targetVersion", "recipe", "purpose", "status", "plannerVersion"] as const;

/** What turns `before` into `after`, in the plans' own order. */
export function comparePlans(before: ComparedPlan, after: ComparedPlan): PlanComparison {
	const inventory = diffInventories(before.inventory, after.inventory);
	const causes = causeFinder(inventory, before.inventory, after.inventory);
	const steps = compareSteps(before.plan, after.plan, causes);
	return {
		same: before.plan.planDigest === after.plan.planDigest,
		inventory,
		options: options.flatMap((option) =>
			before.plan[option] === after.plan[option] ? [] : [{ option, before: before.plan[option], after: after.plan[option] }],
		),
		steps,
		edges: { added: edgesOnlyIn(after.plan, before.plan), removed: edgesOnlyIn(before.plan, after.plan) },
		findings: {
			added: findingsOnlyIn(after.plan, before.plan, causes),
			removed: findingsOnlyIn(before.plan, after.plan, causes),
		},
		windows: compareWindows(before.plan, after.plan, causes),
		workMinutes: { before: before.plan.estimate.workMinutes, after: after.plan.estimate.workMinutes },
		criticalPathMinutes: { before: before.plan.estimate.criticalPathMinutes, after: after.plan.estimate.criticalPathMinutes },
	};
}

type Causes = (subject: string, host?: string) => readonly number[];

const ordered = (plan: PlanDocument): PlanStep[] => {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	return plan.phases.flatMap(({ stepIds }) => stepIds.flatMap((id) => steps.get(id) ?? []));
};

function compareSteps(before: PlanDocument, after: PlanDocument, causes: Causes): PlanComparison["steps"] {
	const old = new Map(before.steps.map((step) => [fold(step.id), step]));
	const fresh = new Set(after.steps.map((step) => fold(step.id)));
	const named = ({ id, title, subject, phase, host }: PlanStep): StepDifference => ({
		id,
		title,
		subject,
		phase,
		causes: causes(subject, host),
	});
	const pairs = ordered(after).flatMap((step) => {
		const known = old.get(fold(step.id));
		return known ? [{ step, fields: differing(known, step) }] : [];
	});
	return {
		added: ordered(after)
			.filter((step) => !old.has(fold(step.id)))
			.map(named),
		removed: ordered(before)
			.filter((step) => !fresh.has(fold(step.id)))
			.map(named),
		changed: pairs.filter(({ fields }) => fields.length > 0).map(({ step, fields }) => ({ ...named(step), fields })),
		unchanged: pairs.filter(({ fields }) => fields.length === 0).length,
	};
}

const text = (value: unknown): string => (value === undefined ? "" : canonicalText([value]));

function differing(before: PlanStep, after: PlanStep): string[] {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof PlanStep)[]; // the steps' own keys
	return keys.filter((key) => key !== "id" && text(before[key]) !== text(after[key])).toSorted();
}

const pair = ({ from, to }: Pick<Edge, "from" | "to">): string => fold(`${from}\n${to}`);

function edgesOnlyIn(plan: PlanDocument, other: PlanDocument): EdgeDifference[] {
	const theirs = new Set(other.edges.map(pair));
	const known = new Set([...other.steps, ...other.gates].map(({ id }) => fold(id)));
	return plan.edges
		.filter((edge) => !theirs.has(pair(edge)) && known.has(fold(edge.from)) && known.has(fold(edge.to)))
		.map(({ from, to, because }) => ({ from, to, because }));
}

/** A finding about several subjects is told apart by each of them. */
function findingsOnlyIn(plan: PlanDocument, other: PlanDocument, causes: Causes): FindingDifference[] {
	const theirs = new Set(other.findings.flatMap(({ code, subjects }) => subjects.map((subject) => fold(`${code} ${subject}`))));
	return plan.findings.flatMap(({ code, severity, message, subjects }) =>
		subjects
			.filter((subject) => !theirs.has(fold(`${code} ${subject}`)))
			.map((subject) => ({ code, severity, message, subject, causes: causes(subject) })),
	);
}

function compareWindows(before: PlanDocument, after: PlanDocument, causes: Causes): WindowDifference[] {
	const key = ({ kind, subject }: PlanWindow) => fold(`${kind} ${subject}`);
	const all = new Map([...before.windows, ...after.windows].map((window) => [key(window), window]));
	const minutes = (plan: PlanDocument, name: string) => plan.windows.find((window) => key(window) === name)?.estimateMinutes;
	return [...all].flatMap(([name, { kind, subject }]) => {
		const [old, fresh] = [minutes(before, name), minutes(after, name)];
		if (old === fresh) return [];
		return [
			{
				kind,
				subject,
				causes: causes(subject),
				...(old !== undefined && { before: old }),
				...(fresh !== undefined && { after: fresh }),
			},
		];
	});
}
