/** The step set and what each step carries: invariants 5, 12, 13, 15 and the contract's spelling, hosts, checkpoints, evidence. */
import { fold } from "../../names.ts";
import type { PlanDocument, PlanStep, StepKind } from "../plan-document.ts";
import type { ExpectedStep } from "./expected-step.ts";
import { expectedSteps } from "./expected-steps.ts";
import type { Scope } from "./scope.ts";
import { type Violation, violation } from "./violation.ts";

const INSTALLS: readonly StepKind[] = ["mfa-server.install", "user-portal.install", "user-portal.accept-update", "adfs.install-adapter"];
const CHECKPOINTS: readonly StepKind[] = [
	"mfa-server.backup-data",
	"user-portal.backup-config",
	"user-portal.backup-theme",
	"mobile-app.backup-config",
	"adfs.export-config",
];

export function checkSteps(scope: Scope, plan: PlanDocument): Violation[] {
	const expected = expectedSteps(scope);
	const known = new Map([...expected.allowed, ...expected.possible, ...expected.required].map((e) => [e.id, e]));
	const present = new Set(plan.steps.map((s) => s.id));
	return [
		...expected.required
			.filter((e) => !present.has(e.id))
			.map((e) => violation(INSTALLS.includes(e.kind) ? 12 : "steps", `${e.id} is missing`, [e.id])),
		...plan.steps.flatMap((s): Violation[] => {
			const e = known.get(s.id);
			if (e === undefined) return [violation(INSTALLS.includes(s.kind) ? 13 : "steps", `${s.id} is work nobody asked for`, [s.id])];
			const must = !e.optional;
			return [
				...(must && s.optional ? [violation("optional", `${s.id} is required but marked optional`, [s.id])] : []),
				...(!must && !s.optional ? [violation("optional", `${s.id} must be optional`, [s.id])] : []),
				...checkFacts(s, e),
			];
		}),
		...plan.steps.flatMap(checkEvidence),
		...promotions(scope, plan),
	];
}

function checkFacts(step: PlanStep, expected: ExpectedStep): Violation[] {
	const says = (invariant: number | string, message: string): Violation => violation(invariant, `${step.id} ${message}`, [step.id]);
	const found: Violation[] = [];
	if (step.kind !== expected.kind) found.push(says("structure", `is of kind ${step.kind}, but its id says ${expected.kind}`));
	if (step.subject !== expected.subject) found.push(says("structure", `has the subject ${step.subject}, not ${expected.subject}`));
	if (!expected.phases.includes(step.phase)) found.push(says("phases", `stands in ${step.phase}, not in ${expected.phases.join(" or ")}`));
	if (step.title.trim() === "") found.push(says("structure", "has no title"));
	if (step.rules.length + step.hazards.length === 0) found.push(says("structure", "cites neither rule nor hazard"));
	const { hosts } = expected;
	if (hosts === "none") {
		if (step.host !== undefined) found.push(says("structure", `names the host ${step.host}, but has no machine of its own`));
	} else if (hosts !== undefined && !hosts.includes(step.host ?? "")) {
		const invariant = step.kind === "mfa-server.promote" ? "R21" : step.kind.startsWith("adfs.") ? 15 : "structure";
		found.push(says(invariant, `runs on ${step.host ?? "no host"}, not on ${hosts.join(" or ")}`));
	}
	return found;
}

function checkEvidence(step: PlanStep): Violation[] {
	const says = (message: string): Violation => violation("evidence", `${step.id} ${message}`, [step.id]);
	const names = step.evidence.map((field) => field.name);
	const has = (name: string, type?: string): boolean =>
		step.evidence.some((f) => f.name === name && f.required && (type === undefined || f.type === type));
	const found: Violation[] = [];
	if (new Set(names).size < names.length) found.push(says("asks twice for one evidence field"));
	for (const field of step.evidence)
		if (field.type === "choice" && (field.options ?? []).length === 0) found.push(says(`offers no options for ${field.name}`));
	const backup = CHECKPOINTS.includes(step.kind);
	if (backup && !step.checkpoint) found.push(says("is a backup, but no checkpoint"));
	if (step.checkpoint && !has("files", "file-digest")) found.push(says("is a checkpoint that does not require files"));
	if ((INSTALLS.includes(step.kind) || step.kind === "mobile-app.upgrade") && !has("versionAfter", "version"))
		found.push(says("does not require versionAfter"));
	if (["adfs.disable-provider", "adfs.unregister-provider", "adfs.enable-provider"].includes(step.kind) && !has("providerName"))
		found.push(says("does not require providerName (R46)"));
	if (step.kind === "adfs.enable-provider" && !has("signInTest")) found.push(says("does not require signInTest"));
	if (step.kind === "user-portal.reconcile-config" && !step.evidence.some((f) => f.type === "choice" && f.required))
		found.push(says("does not ask which of the two ways was taken (R30)"));
	return found;
}

/** Invariant 5: one primary before, one after; the promoted server is a subordinate that is or comes to the target. */
function promotions(scope: Scope, plan: PlanDocument): Violation[] {
	const steps = plan.steps.filter((s) => s.kind === "mfa-server.promote");
	return scope.groups.flatMap((group): Violation[] => {
		const own = steps.filter((s) => fold(s.subject) === fold(`replication-group:${group.name}`));
		const ids = own.map((s) => s.id);
		const found: Violation[] = [];
		if (own.length > 1) found.push(violation(5, `Replication group ${group.name} is promoted ${own.length} times`, ids));
		for (const s of own)
			if (!group.servers.some((m) => m.host === s.host && m.role === "subordinate"))
				found.push(violation(5, `${s.id} promotes ${s.host ?? "no host"}, which is no subordinate of the group`, [s.id]));
		const flagged = group.servers.find((m) => m.promotionCandidate)?.host;
		for (const s of own)
			if (flagged !== undefined && s.host !== flagged)
				found.push(violation("R21", `${s.id} promotes ${s.host}, but ${flagged} was chosen as candidate`, [s.id]));
		return found;
	});
}
