/** Which subordinate becomes primary (decision 9). */
import type { Facts, ServerFacts } from "../facts.ts";

/**
 * The flagged one, else the first by name that carries the Web Service SDK when consumers need it (H11), else the
 * first by name. Every subordinate is at target when the promotion starts, so none is ruled out by its version.
 */
export function promotionCandidate(facts: Facts, subordinates: readonly ServerFacts[]): ServerFacts | undefined {
	const flagged = subordinates.find((server) => server.record.promotionCandidate);
	const withSdk = facts.callers.sdkIsNeeded ? subordinates.find((server) => server.record.webServiceSdk !== undefined) : undefined;
	return flagged ?? withSdk ?? subordinates[0];
}
