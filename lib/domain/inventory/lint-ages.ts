/** LINT10: facts that a machine told long ago; it may have been patched, restarted or changed since. */
import type { Inventory } from "./document.ts";
import { fieldOfFact, subjectOfFact } from "./fact-ages.ts";
import { type LintFinding, type LintRule, listed } from "./lint-finding.ts";
import { subjectPaths } from "./subject-paths.ts";

const DAY = 86_400_000;
const DEFAULT_MAX_AGE_DAYS = 30;

/** One finding per component, naming its old facts and the oldest age; facts without an age are nobody's reading. */
export const oldFacts: LintRule = (inventory: Inventory, { at, factAges = {}, maxAgeDays = DEFAULT_MAX_AGE_DAYS }) => {
	if (at === undefined) return [];
	const now = Date.parse(at);
	const old = new Map<string, { fields: string[]; oldest: number }>();
	for (const [key, readAt] of Object.entries(factAges)) {
		const days = Math.floor((now - Date.parse(readAt)) / DAY);
		if (!(days > maxAgeDays)) continue;
		const subject = subjectOfFact(key);
		const facts = old.get(subject) ?? { fields: [], oldest: 0 };
		old.set(subject, { fields: [...facts.fields, fieldOfFact(key)], oldest: Math.max(facts.oldest, days) });
	}
	return subjectPaths(inventory).flatMap(({ subject, key, path, label }): LintFinding[] => {
		const facts = old.get(key);
		if (!facts) return [];
		const message = `What is known of ${label} was read ${facts.oldest} days ago: ${listed(facts.fields.sort())}. A plan for the machine as it was may stop on the machine as it is. Run the collector there again.`;
		return [{ code: "facts-old", severity: "warning", subject, path, message }];
	});
};
