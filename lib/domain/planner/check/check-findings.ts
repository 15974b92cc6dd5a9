/** Warnings and infos exactly as the table of domain 4.9 triggers them, each about one subject, none twice. Blockers: `checkStatus`. */
import type { PlanDocument } from "../plan-document.ts";
import { expectedComponentFindings } from "./expected-component-findings.ts";
import { expectedPlaceFindings } from "./expected-place-findings.ts";
import type { Scope } from "./scope.ts";
import { type Violation, violation } from "./violation.ts";

export function checkFindings(scope: Scope, plan: PlanDocument): Violation[] {
	const expected = [...expectedComponentFindings(scope), ...expectedPlaceFindings(scope)];
	const key = (severity: string, code: string, subject: string): string => `${severity} ${code} of ${subject}`;
	const wanted = new Map(expected.map((f) => [key(f.severity, f.code, f.subject), f]));
	const seen = new Set<string>();
	const found: Violation[] = [];
	for (const f of plan.findings) {
		if (f.subjects.length !== 1)
			found.push(violation("findings", `The finding ${f.code} has ${f.subjects.length} subjects instead of one`));
		if (f.message.trim() === "") found.push(violation("findings", `The finding ${f.code} of ${f.subjects.join()} has no message`));
		for (const subject of f.subjects) {
			const k = key(f.severity, f.code, subject);
			if (seen.has(k)) found.push(violation("findings", `Said twice: the ${k}`));
			seen.add(k);
			if (f.severity !== "blocker" && !wanted.has(k)) found.push(violation("findings", `Nothing in the inventory asks for the ${k}`));
		}
	}
	for (const [k, f] of wanted) if (!f.allowed && !seen.has(k)) found.push(violation("findings", `Missing: the ${k}`));
	return found;
}
