/** Blockers as domain 4.9 triggers them, the permanent `end-of-service`, and the status that follows. */
import type { PlanDocument } from "../plan-document.ts";
import type { Scope } from "./scope.ts";
import { type Violation, violation } from "./violation.ts";

export function checkStatus(scope: Scope, plan: PlanDocument): Violation[] {
	return [...checkBlockers(scope, plan), ...checkEndOfService(plan), ...checkWord(plan)];
}

function checkBlockers(scope: Scope, plan: PlanDocument): Violation[] {
	const key = (code: string, subject: string): string => `${code} ${subject}`;
	const seen = new Set(plan.findings.filter((f) => f.severity === "blocker").flatMap((f) => f.subjects.map((s) => key(f.code, s))));
	const allowed = new Set(scope.blockers.map((b) => key(b.code, b.subject)));
	// What the utility-only recipe does not touch may be named or not.
	const asked = scope.blockers.filter((b) => !b.implied && (scope.recipe === "guide" || b.stops.some((s) => s.kind === "group")));
	return [
		...asked
			.filter((b) => !seen.has(key(b.code, b.subject)))
			.map((b) => violation("findings", `The blocker ${b.code} of ${b.subject} is missing`)),
		...[...seen].filter((k) => !allowed.has(k)).map((k) => violation("findings", `Nothing in the inventory asks for the blocker ${k}`)),
	];
}

function checkEndOfService(plan: PlanDocument): Violation[] {
	const found = plan.findings.some((f) => f.code === "end-of-service" && f.severity === "warning" && f.subjects.includes("estate"));
	return found ? [] : [violation("R7", "The warning end-of-service is missing")];
}

function checkWord(plan: PlanDocument): Violation[] {
	const blocked = plan.findings.some((f) => f.severity === "blocker");
	const work = plan.steps.some((s) => !s.optional);
	const status = blocked ? (work ? "partial" : "blocked") : work ? "ready" : "nothing-to-do";
	return plan.status === status ? [] : [violation("status", `The status is ${plan.status}, but should be ${status}`)];
}
