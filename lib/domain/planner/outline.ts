/** The plan as plain text: what a lead sends to a change board. Findings first, then steps by phase with their reasons. */
import type { Edge, Finding, PlanDocument, PlanStep, Severity } from "./plan-document.ts";

const STATUS = {
	ready: "ready",
	partial: "partial: some scope is blocked, the rest is planned",
	blocked: "blocked: nothing can be planned before the blockers are resolved",
	"nothing-to-do": "nothing to do: no required step remains",
} as const;

const RECIPES = {
	guide: "the guide's order",
	"migration-utility-only": "Migration Utility only: the primary alone, nothing else touched",
} as const;
const PURPOSES = { upgrade: "upgrade", "migration-prep": "preparation of the migration", lab: "lab" } as const;
const TEAMS = {
	"mfa-admin": "MFA admin",
	"web-admin": "web admin",
	"adfs-admin": "AD FS admin",
	network: "network",
	"domain-admin": "domain admin",
	"tenant-admin": "tenant admin",
	approver: "approver",
} as const;
const WINDOWS = { "mfa-gap": "MFA gap", "write-freeze": "Write freeze", outage: "Outage" } as const;

/** Text with one final line break, lines as long as their sentence. */
export function planOutline(plan: PlanDocument): string {
	return `${[...head(plan), ...findings(plan.findings), ...windows(plan), ...phases(plan), ...foot(plan)].join("\n")}\n`;
}

const hours = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`);
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function head(plan: PlanDocument): string[] {
	const needed = plan.steps.filter((step) => !step.optional).length;
	return [
		`Upgrade plan for ${plan.estate} to MFA Server ${plan.targetVersion}`,
		"",
		`Status    ${STATUS[plan.status]}`,
		`Recipe    ${RECIPES[plan.recipe]}`,
		`Purpose   ${PURPOSES[plan.purpose]}`,
		`Steps     ${needed} required, ${plan.steps.length - needed} optional`,
		`Estimate  ${hours(plan.estimate.workMinutes)} of work, ${hours(plan.estimate.criticalPathMinutes)} at the least (assumptions, not measurements)`,
	];
}

function findings(all: readonly Finding[]): string[] {
	const of = (severity: Severity, title: string): string[] => {
		const found = all.filter((finding) => finding.severity === severity);
		if (found.length === 0) return [];
		return [
			"",
			`${title} (${found.length})`,
			...found.map((f) => `  ${f.code}  ${f.subjects.join(", ")}${source([...f.rules, ...f.hazards])}\n    ${f.message}`),
		];
	};
	return [...of("blocker", "Blockers"), ...of("warning", "Warnings"), ...of("info", "Good to know")];
}

const source = (ids: readonly string[]): string => (ids.length > 0 ? `  [${ids.join(" ")}]` : "");

function windows(plan: PlanDocument): string[] {
	if (plan.windows.length === 0) return [];
	return [
		"",
		`Windows to announce (${plan.windows.length})`,
		...plan.windows.map((w) => `  ${WINDOWS[w.kind]}  ${w.subject}  about ${w.estimateMinutes} min, from ${w.opens} to ${w.closes}`),
	];
}

function phases(plan: PlanDocument): string[] {
	const steps = new Map(plan.steps.map((step) => [step.id, step]));
	const waits = new Map<string, Edge[]>();
	for (const edge of plan.edges) {
		const list = waits.get(edge.to);
		if (list) list.push(edge);
		else waits.set(edge.to, [edge]);
	}
	let number = 0;
	return plan.phases.flatMap((phase) => [
		"",
		`${phase.title} (${count(phase.stepIds.length, "step")})`,
		...phase.stepIds.flatMap((id) => {
			const step = steps.get(id);
			number += 1;
			return step ? stepLines(step, number, waits.get(id) ?? []) : [];
		}),
	]);
}

function stepLines(step: PlanStep, number: number, waits: readonly Edge[]): string[] {
	const marks = [...(step.checkpoint ? ["checkpoint"] : []), ...(step.optional ? ["optional"] : [])];
	const facts = [TEAMS[step.team], `${step.estimateMinutes} min`, ...marks].join(", ");
	return [
		`  ${String(number).padStart(3)}. ${step.title}  (${facts})${source(step.rules)}`,
		`       ${step.id}`,
		...waits.map((edge) => `       after ${edge.from}: ${edge.because} [${edge.rules.join(" ")}]`),
	];
}

const foot = (plan: PlanDocument): string[] => [
	"",
	`Plan digest       ${plan.planDigest}`,
	`Inventory digest  ${plan.inventoryDigest}`,
	`Planner           ${plan.plannerVersion}`,
];
